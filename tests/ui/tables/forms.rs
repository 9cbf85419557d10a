//! How `on(…)` and `table` are written.

use resilin::resilient;
use std::io::Result;

#[resilient(on)]
async fn on_alone() -> Result<()> { Ok(()) }

#[resilient(on())]
async fn on_nothing() -> Result<()> { Ok(()) }

#[resilient(on = fail)]
async fn on_without_parentheses() -> Result<()> { Ok(()) }

#[resilient(on = "client = fail")]
async fn on_a_string() -> Result<()> { Ok(()) }

#[resilient(on = (client = fail))]
async fn on_beside_parentheses() -> Result<()> { Ok(()) }

#[resilient(on { client = fail })]
async fn on_in_braces() -> Result<()> { Ok(()) }

#[resilient(on(client = fail), on(server = fail))]
async fn on_twice() -> Result<()> { Ok(()) }

#[resilient(on(client = fail server = retry))]
async fn comma_forgotten() -> Result<()> { Ok(()) }

#[resilient(on(client = fail; server = retry))]
async fn semicolon() -> Result<()> { Ok(()) }

#[resilient(on(, client = fail))]
async fn comma_in_front() -> Result<()> { Ok(()) }

#[resilient(on(server = retry(fixed(1s) attempts = 4)))]
async fn comma_forgotten_in_a_rule() -> Result<()> { Ok(()) }

#[resilient(on(client = fail) attempts = 4)]
async fn comma_forgotten_behind() -> Result<()> { Ok(()) }

#[resilient(client = fail)]
async fn class_beside() -> Result<()> { Ok(()) }

#[resilient(table)]
async fn table_alone() -> Result<()> { Ok(()) }

#[resilient(table = "")]
async fn table_without_a_name() -> Result<()> { Ok(()) }

#[resilient(table = "my table")]
async fn table_with_a_blank() -> Result<()> { Ok(()) }

#[resilient(table = "http/{host}")]
async fn table_with_a_placeholder() -> Result<()> { Ok(()) }

#[resilient(table = none)]
async fn no_table() -> Result<()> { Ok(()) }

#[resilient(table = false)]
async fn table_switched_off() -> Result<()> { Ok(()) }

#[resilient(table = true)]
async fn table_switched_on() -> Result<()> { Ok(()) }

#[resilient(table = 5)]
async fn table_of_a_number() -> Result<()> { Ok(()) }

#[resilient(table("http", client = fail))]
async fn table_with_rules() -> Result<()> { Ok(()) }

#[resilient(table = "client = fail")]
async fn rules_for_a_name() -> Result<()> { Ok(()) }

#[resilient(table = http, table = grpc)]
async fn table_twice() -> Result<()> { Ok(()) }

fn main() {}
