//! A mistake in the attribute brings no others in a body that relies on it.

use resilin::resilient;
use std::io::Result;

#[resilient(attempts = 0, attempt = this, clone(name))]
async fn uses_what_it_is_given(name: String) -> Result<usize> {
    assert!(this.number() > 0);
    Ok(name.into_bytes().len())
}

// Perhaps a single attempt was meant, so the body may well consume its argument.
#[resilient(attempts = 0)]
async fn consumes(name: String) -> Result<usize> {
    Ok(name.into_bytes().len())
}

#[resilient(attempt = this, clone(nmae))]
async fn names_another_argument(name: String) -> Result<usize> {
    assert!(this.number() > 0);
    Ok(name.into_bytes().len())
}

// Nothing is asked of an error type before the policy is right.
#[resilient(timeout = 5, deadline = 30s, validate = is_empty, classify = by_number, attempts = 5)]
async fn cannot_be_refused(name: &str) -> std::result::Result<usize, u8> {
    Ok(name.len())
}

#[resilient(attempt = 5)]
async fn question_marks(name: &str) -> Result<usize> {
    let number: usize = name.parse().map_err(std::io::Error::other)?;
    return Ok(number);
}

fn main() {
    let _ = (uses_what_it_is_given(String::new()), consumes(String::new()), question_marks("5"));
    let _ = (names_another_argument(String::new()), cannot_be_refused(""));
}
