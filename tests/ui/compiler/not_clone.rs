//! What `clone(…)` names has to be `Clone`.
// says: the trait bound `Key: Clone` is not satisfied

use resilin::resilient;
use std::io::Result;

struct Key;

#[resilient(clone(key))]
async fn sign(key: Key) -> Result<()> {
    drop(key);
    Ok(())
}

fn main() {}
