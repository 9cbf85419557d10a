//! `validate` is a function from a reference to the value to a `Result` that says why not.
// says: mismatched types
// says: doesn't implement `std::fmt::Display`

use resilin::resilient;
use std::io::Result;

#[resilient(validate = is_long)]
async fn wrong_argument() -> Result<u32> { Ok(5) }

#[resilient(validate = is_small)]
async fn wrong_return_type() -> Result<u32> { Ok(5) }

#[resilient(validate = is_odd)]
async fn no_reason() -> Result<u32> { Ok(5) }

fn is_long(text: &String) -> std::result::Result<(), String> {
    if text.len() > 5 { Ok(()) } else { Err("short".to_owned()) }
}

fn is_small(number: &u32) -> bool { *number < 10 }

fn is_odd(number: &u32) -> std::result::Result<(), ()> {
    if number % 2 == 1 { Ok(()) } else { Err(()) }
}

fn main() {}
