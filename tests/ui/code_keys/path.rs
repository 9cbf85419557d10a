//! `classify`, `validate` and `crate` are paths.

use resilin::resilient;
use std::io::Result;

#[resilient(classify)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(classify =)]
async fn nothing() -> Result<()> { Ok(()) }

#[resilient(classify = , attempts = 5)]
async fn nothing_before_the_comma() -> Result<()> { Ok(()) }

#[resilient(classify(by_status))]
async fn parentheses() -> Result<()> { Ok(()) }

#[resilient(classify = |error| by_status(error))]
async fn closure() -> Result<()> { Ok(()) }

#[resilient(classify = by_status())]
async fn call() -> Result<()> { Ok(()) }

#[resilient(classify = "")]
async fn empty_string() -> Result<()> { Ok(()) }

#[resilient(classify = "by status")]
async fn two_words() -> Result<()> { Ok(()) }

#[resilient(classify = by_status attempts = 0)]
async fn no_comma() -> Result<()> { Ok(()) }

#[resilient(classify = 5 attempts = 0)]
async fn no_comma_after_a_mistake() -> Result<()> { Ok(()) }

#[resilient(classify = by_status; attempts = 0)]
async fn semicolon() -> Result<()> { Ok(()) }

#[resilient(classify: by_status)]
async fn colon() -> Result<()> { Ok(()) }

#[resilient(classify = "by_status()", clone = name)]
async fn call_in_a_string() -> Result<()> { Ok(()) }

#[resilient(validate = 200)]
async fn number() -> Result<()> { Ok(()) }

#[resilient(validate = |value| value.is_empty())]
async fn validating_closure() -> Result<()> { Ok(()) }

#[resilient(validate = !is_empty)]
async fn negation() -> Result<()> { Ok(()) }

#[resilient(crate = 5)]
async fn number_as_crate() -> Result<()> { Ok(()) }

#[resilient(crate)]
async fn crate_alone() -> Result<()> { Ok(()) }

#[resilient(crate::resilin = 5)]
async fn crate_path() -> Result<()> { Ok(()) }

fn by_status(_: &std::io::Error) -> resilin::Fault { resilin::Fault::new(resilin::Class::CLIENT) }

fn main() {}
