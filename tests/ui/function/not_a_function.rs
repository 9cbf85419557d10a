//! Items that are no functions. They stay, so that what uses them is not in doubt.

use resilin::resilient;

#[resilient]
struct Client {
    name: String,
}

#[resilient(attempts = 5)]
enum State {
    Ready,
}

#[resilient]
mod module {
    pub(crate) const ANSWER: u32 = 42;
}

#[resilient]
const LIMIT: u32 = 5;

#[resilient]
static NAME: &str = "name";

#[resilient]
pub trait Fetch {
    fn fetch(&self) -> std::io::Result<()>;
}

#[resilient]
type Bytes = Vec<u8>;

#[resilient]
use std::io;

#[resilient]
macro_rules! answer {
    () => {
        42
    };
}

#[resilient(attempts = 0)]
unsafe extern "C" {}

fn main() {
    let client = Client { name: NAME.to_owned() };
    let bytes: Bytes = client.name.into_bytes();
    let State::Ready = State::Ready;
    let _: io::Result<usize> = Ok(bytes.len());
    let _ = LIMIT + module::ANSWER + answer!();
}
