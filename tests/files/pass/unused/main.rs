//! A file of which nothing is used.

use resilin::resilient;

#[resilient(attempts = 2)]
fn read() -> Result<u32, String> {
    Ok(1)
}

fn main() {
    assert_eq!(read().unwrap(), 1);
    assert_eq!(resilin::sites().next().unwrap().policy().to_string(), "attempts = 2");
}
