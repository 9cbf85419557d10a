//! Functions that no policy can govern.

use resilin::resilient;
use std::io::Result;

#[resilient]
const fn constant() -> Result<()> { Ok(()) }

#[resilient(attempts = 0)]
pub(crate) const fn constant_with_a_mistake() -> Result<()> { Ok(()) }

// One look tells all that is wrong with it.
#[resilient(timeout = 5)]
const fn constant_of_a_number() -> u32 { 5 }

trait Fetch {
    #[resilient]
    async fn fetch(&self) -> Result<()>;

    #[resilient(attempts = 5)]
    fn fetch_blocking(&self, name: &str) -> Result<()>
    where
        Self: Sized;
}

unsafe extern "C" {
    #[resilient]
    fn foreign() -> i32;
}

fn main() {
    constant().unwrap();
}
