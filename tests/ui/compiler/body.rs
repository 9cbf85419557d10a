//! A mistake in the body is told as in a plain function.
// says: `?` couldn't convert the error to `std::io::Error`
// says: mismatched types
// says: cannot find value `nowhere` in this scope

use resilin::resilient;
use std::io::Result;

#[resilient]
async fn question_mark(name: &str) -> Result<u32> {
    let number: u32 = name.parse()?;
    Ok(number)
}

#[resilient]
fn question_mark_blocking(name: &str) -> Result<u32> {
    let number: u32 = name.parse()?;
    Ok(number)
}

#[resilient]
async fn another_type(name: &str) -> Result<u32> {
    Ok(name.len())
}

#[resilient]
async fn early_return(name: &str) -> Result<u32> {
    if name.is_empty() {
        return 5;
    }
    Ok(5)
}

#[resilient]
async fn unknown_name() -> Result<u32> {
    Ok(nowhere)
}

fn main() {}
