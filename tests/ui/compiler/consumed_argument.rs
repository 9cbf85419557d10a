//! A body that may run again cannot consume its arguments.
// says: use of moved value: `name`
// says: value moved here, in previous iteration of loop
// says: consider cloning the value

use resilin::resilient;
use std::io::Result;

#[resilient]
async fn consumes(name: String) -> Result<usize> {
    Ok(name.into_bytes().len())
}

#[resilient(attempts = 5)]
fn consumes_blocking(name: String) -> Result<usize> {
    Ok(name.into_bytes().len())
}

fn main() {}
