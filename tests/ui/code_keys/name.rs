//! `name` is a string.

use resilin::resilient;
use std::io::Result;

#[resilient(name)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(name =)]
async fn nothing() -> Result<()> { Ok(()) }

#[resilient(name = "")]
async fn empty() -> Result<()> { Ok(()) }

#[resilient(name = "  ")]
async fn blank() -> Result<()> { Ok(()) }

#[resilient(name = ticker)]
async fn word() -> Result<()> { Ok(()) }

#[resilient(name = 5)]
async fn number() -> Result<()> { Ok(()) }

#[resilient(name("ticker"))]
async fn parentheses() -> Result<()> { Ok(()) }

#[resilient(name = b"ticker")]
async fn byte_string() -> Result<()> { Ok(()) }

#[resilient(name = concat!("a", "b"))]
async fn expression() -> Result<()> { Ok(()) }

// What follows is read all the same.
#[resilient(name = shop, ticker, attempts = 0)]
async fn two_words() -> Result<()> { Ok(()) }

fn main() {}
