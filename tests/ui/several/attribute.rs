//! All that is wrong with an attribute is told at once, and the function is there as it was written.

use resilin::resilient;
use std::io::{Error, Result};

#[resilient(
    backoff = exp(1, 0.5, 60s),
    jitter = 250%,
    attemps = 3,
    attempts = 0,
    timeout = "5sec",
    rate_limit = "api",
    timeout = -1s,
    name = ticker,
    classify = |error| error,
    clone(nmae),
)]
async fn ticker(name: &str) -> Result<usize> {
    Ok(name.len())
}

#[resilient(attempts = unlimited, timeout = 5s, colour = red, clone())]
fn blocking<T: AsRef<[u8]>>(bytes: T) -> Result<usize> {
    Ok(bytes.as_ref().len())
}

struct Client;

impl Client {
    #[resilient(attempts = 1, jitter = full, validate = "")]
    async fn method(&mut self, name: String) -> Result<usize> {
        Ok(name.len())
    }

    #[resilient(attempts = , , timeout)]
    const fn constant(&self) -> usize {
        5
    }
}

fn main() {
    let _future = ticker("name");
    let _outcome: std::result::Result<usize, Error> = blocking("bytes");
    let mut client = Client;
    let _future = client.method(String::new());
    let _number: usize = Client.constant();
}
