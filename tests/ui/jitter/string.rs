//! Jitter that is none, in strings.

use resilin::resilient;
use std::io::Result;

#[resilient(jitter = "1.5")]
async fn above_one() -> Result<()> { Ok(()) }

#[resilient(jitter = "25")]
async fn percent_sign_left_out() -> Result<()> { Ok(()) }

#[resilient(jitter = "250%")]
async fn above_100_percent() -> Result<()> { Ok(()) }

#[resilient(jitter = "-0.25")]
async fn negative() -> Result<()> { Ok(()) }

#[resilient(jitter = "-25%")]
async fn negative_percentage() -> Result<()> { Ok(()) }

#[resilient(jitter = "100ms")]
async fn duration() -> Result<()> { Ok(()) }

#[resilient(jitter = "ful")]
async fn typing_mistake() -> Result<()> { Ok(()) }

#[resilient(jitter = "decorrelated")]
async fn shape() -> Result<()> { Ok(()) }

#[resilient(jitter = "some")]
async fn unknown() -> Result<()> { Ok(()) }

#[resilient(jitter = "true")]
async fn boolean() -> Result<()> { Ok(()) }

#[resilient(jitter = "%")]
async fn percent_sign_alone() -> Result<()> { Ok(()) }

#[resilient(jitter = "0.1..0.5")]
async fn range() -> Result<()> { Ok(()) }

#[resilient(jitter = "NaN")]
async fn not_a_number() -> Result<()> { Ok(()) }

#[resilient(jitter = "full()")]
async fn parentheses() -> Result<()> { Ok(()) }

fn main() {}
