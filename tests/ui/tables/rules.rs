//! What stands on the right: a rule.

use resilin::resilient;
use std::io::Result;

#[resilient(on(server = retri))]
async fn near() -> Result<()> { Ok(()) }

#[resilient(on(server = explode))]
async fn far() -> Result<()> { Ok(()) }

#[resilient(on(server = abort))]
async fn other_name() -> Result<()> { Ok(()) }

#[resilient(on(server = none))]
async fn none() -> Result<()> { Ok(()) }

#[resilient(on(server = "ignore"))]
async fn other_name_in_a_string() -> Result<()> { Ok(()) }

#[resilient(on(server = exp(1s, 2, 60s)))]
async fn shape() -> Result<()> { Ok(()) }

#[resilient(on(server = 3))]
async fn number() -> Result<()> { Ok(()) }

#[resilient(on(server = true))]
async fn switched_on() -> Result<()> { Ok(()) }

#[resilient(on(server = ""))]
async fn empty() -> Result<()> { Ok(()) }

#[resilient(on(server))]
async fn left_out() -> Result<()> { Ok(()) }

#[resilient(on(server = ))]
async fn forgotten() -> Result<()> { Ok(()) }

#[resilient(on(server => retry))]
async fn arrow() -> Result<()> { Ok(()) }

#[resilient(on(server: retry))]
async fn colon() -> Result<()> { Ok(()) }

#[resilient(on(server(retry)))]
async fn parentheses() -> Result<()> { Ok(()) }

#[resilient(on(server = retry fail))]
async fn two_rules() -> Result<()> { Ok(()) }

#[resilient(on(auth = refresh))]
async fn refresh_without_credentials() -> Result<()> { Ok(()) }

#[resilient(on(auth = refresh(counts = true)))]
async fn refresh_that_counts_without_credentials() -> Result<()> { Ok(()) }

fn main() {}
