//! All that is wrong with a breaker is told at once, with the rest, and the function is there as it was written.

use resilin::resilient;

#[resilient(
    attemps = 5,
    breaker("api/{host}/eu west/{}", failures = 0, failure_rate = 50, calls = 10, within = 60, min_calls = 20, colour = red),
    timeout = 0s,
)]
async fn call(hots: String) -> Result<usize, ()> {
    Ok(hots.len())
}

#[resilient(breaker("api/{host}/{port}", calls = 10), jitter = 2, clone(path))]
fn blocking(hots: String) -> Result<usize, ()> {
    let length = hots.len();
    drop(hots);
    Ok(length)
}

fn main() {
    let _future = call(String::new());
    let _length: Result<usize, ()> = blocking(String::new());
}
