//! The attribute's keys stand in parentheses.
// says: key-value macro attributes are not supported

use resilin::resilient;
use std::io::Result;

#[resilient = "attempts = 5"]
async fn after_an_equals_sign() -> Result<()> { Ok(()) }

fn main() {}
