//! A mistake in the body is told as in a plain function.
// says: `?` couldn't convert the error to `Mistake`
// says: mismatched types
// says: cannot find value `nowhere` in this scope

use resilin::resilient;

// Of our own: the compiler lists what a type converts from, and other crates add to the list of `std::io::Error`.
#[derive(Debug)]
struct Mistake;

impl From<std::fmt::Error> for Mistake {
    fn from(_: std::fmt::Error) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Mistake>;

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
