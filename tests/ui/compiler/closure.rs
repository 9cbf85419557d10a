//! A closure cannot carry an attribute macro.
// says: attributes on expressions are experimental

use resilin::resilient;
use std::io::Result;

fn main() {
    let read = #[resilient]
    || -> Result<u32> { Ok(5) };
    read().unwrap();
}
