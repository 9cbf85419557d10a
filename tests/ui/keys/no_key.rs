//! What stands where a key should.

use resilin::resilient;
use std::io::Result;

#[resilient("attempts = 5")]
async fn all_in_a_string() -> Result<()> { Ok(()) }

#[resilient("attempts" = 5)]
async fn key_in_a_string() -> Result<()> { Ok(()) }

#[resilient(5)]
async fn value_alone() -> Result<()> { Ok(()) }

#[resilient(5s)]
async fn duration_alone() -> Result<()> { Ok(()) }

#[resilient(exp(1s, 2, 60s))]
async fn shape_alone() -> Result<()> { Ok(()) }

#[resilient(= 5)]
async fn key_left_out() -> Result<()> { Ok(()) }

#[resilient(,)]
async fn comma_alone() -> Result<()> { Ok(()) }

#[resilient(, attempts = 5)]
async fn comma_first() -> Result<()> { Ok(()) }

#[resilient(attempts = 5,, timeout = 2s)]
async fn two_commas() -> Result<()> { Ok(()) }

#[resilient(attempts = 5, timeout = 2s,,)]
async fn two_commas_last() -> Result<()> { Ok(()) }

#[resilient({ attempts = 5 })]
async fn in_braces() -> Result<()> { Ok(()) }

#[resilient((attempts = 5))]
async fn in_parentheses_twice() -> Result<()> { Ok(()) }

fn main() {}
