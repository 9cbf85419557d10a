//! What stands on the left: a class, by its name.

use resilin::resilient;
use std::io::Result;

#[resilient(on(throtled = retry))]
async fn near() -> Result<()> { Ok(()) }

#[resilient(on(Network = retry))]
async fn upper_case() -> Result<()> { Ok(()) }

#[resilient(on(conflict = retry))]
async fn of_ones_own_without_quotes() -> Result<()> { Ok(()) }

#[resilient(on("" = retry))]
async fn empty() -> Result<()> { Ok(()) }

#[resilient(on("con\nflict" = retry))]
async fn control_character() -> Result<()> { Ok(()) }

#[resilient(on(404 = retry))]
async fn number() -> Result<()> { Ok(()) }

#[resilient(on(Class::SERVER = retry))]
async fn path() -> Result<()> { Ok(()) }

#[resilient(on(server | network = retry))]
async fn two_at_once() -> Result<()> { Ok(()) }

#[resilient(on(attempts = 5, server = retry))]
async fn key_of_a_policy() -> Result<()> { Ok(()) }

#[resilient(on(server = retry, client = fail, server = fail))]
async fn repeated() -> Result<()> { Ok(()) }

#[resilient(on("server" = retry, server = fail))]
async fn repeated_in_quotes() -> Result<()> { Ok(()) }

#[resilient(on("conflict" = retry, "conflict" = fail))]
async fn repeated_of_ones_own() -> Result<()> { Ok(()) }

fn main() {}
