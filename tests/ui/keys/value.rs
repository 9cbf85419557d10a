//! Keys without a value, or with something else between the two than `=`.

use resilin::resilient;
use std::io::Result;

#[resilient(attempts)]
async fn key_alone() -> Result<()> { Ok(()) }

#[resilient(backoff =)]
async fn nothing_after_the_equals_sign() -> Result<()> { Ok(()) }

#[resilient(backoff =, attempts = 5)]
async fn comma_after_the_equals_sign() -> Result<()> { Ok(()) }

#[resilient(backoff = "")]
async fn empty_string() -> Result<()> { Ok(()) }

#[resilient(timeout = "   ")]
async fn blank_string() -> Result<()> { Ok(()) }

#[resilient(attempts(5))]
async fn in_parentheses() -> Result<()> { Ok(()) }

#[resilient(timeout("5s"))]
async fn string_in_parentheses() -> Result<()> { Ok(()) }

#[resilient(backoff(exp(1s, 2, 60s)))]
async fn shape_in_parentheses() -> Result<()> { Ok(()) }

#[resilient(attempts: 5)]
async fn colon() -> Result<()> { Ok(()) }

#[resilient(attempts == 5)]
async fn two_equals_signs() -> Result<()> { Ok(()) }

#[resilient(attempts => 5)]
async fn arrow() -> Result<()> { Ok(()) }

#[resilient(attempts 5)]
async fn no_equals_sign() -> Result<()> { Ok(()) }

#[resilient(attempts = 5 timeout = 2s)]
async fn no_comma() -> Result<()> { Ok(()) }

#[resilient(timeout = "2s" attempts = 5)]
async fn no_comma_after_a_string() -> Result<()> { Ok(()) }

#[resilient(backoff = exp(1s, 2, 60s) jitter = full)]
async fn no_comma_after_a_shape() -> Result<()> { Ok(()) }

#[resilient(attempts = 5; timeout = 2s)]
async fn semicolon() -> Result<()> { Ok(()) }

#[resilient(attempts = 5 timeout = 5 jitter = 2)]
async fn no_commas_at_all() -> Result<()> { Ok(()) }

#[resilient(attempts = 5 clone(name))]
async fn no_comma_before_a_key_for_code(name: String) -> Result<()> { drop(name); Ok(()) }

#[resilient(attempts = 5 classify = f)]
async fn no_comma_before_another_key_for_code() -> Result<()> { Ok(()) }

#[resilient(name = "a" attempts = 5)]
async fn no_comma_after_a_key_for_code() -> Result<()> { Ok(()) }

#[resilient(jitter = full equal)]
async fn two_values() -> Result<()> { Ok(()) }

fn main() {}
