//! `idempotent` is `true` or `false`.

use resilin::resilient;
use std::io::Result;

#[resilient(idempotent = no)]
async fn another_word() -> Result<()> { Ok(()) }

#[resilient(idempotent = "no")]
async fn another_word_in_a_string() -> Result<()> { Ok(()) }

#[resilient(idempotent = False)]
async fn capital() -> Result<()> { Ok(()) }

#[resilient(idempotent = 0)]
async fn number() -> Result<()> { Ok(()) }

#[resilient(idempotent)]
async fn key_alone() -> Result<()> { Ok(()) }

fn main() {}
