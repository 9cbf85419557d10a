//! Every form of every key, in strings.

use resilin::{Class, Error, Fault, Policy, policy, resilient};
use std::io;

extern crate resilin as renamed;

#[resilient(backoff = "exp(1s,2,60s)")]
async fn exponential() -> io::Result<()> { Ok(()) }

#[resilient(backoff = r#"exp( 1s, 1.5, 1m30s, )"#)]
async fn raw_string() -> io::Result<()> { Ok(()) }

#[resilient(
    backoff = "exp(
        1s,
        2,
        60s,
    )"
)]
async fn lines() -> io::Result<()> { Ok(()) }

#[resilient(backoff = "linear(0s, 1s, 60s)")]
async fn linear() -> io::Result<()> { Ok(()) }

#[resilient(backoff = "fib(1s, 60s)")]
async fn fibonacci() -> io::Result<()> { Ok(()) }

#[resilient(backoff = "fixed(1s)")]
async fn fixed() -> io::Result<()> { Ok(()) }

#[resilient(backoff = "decorrelated(1s, 60s)")]
async fn decorrelated() -> io::Result<()> { Ok(()) }

#[resilient(backoff = "none")]
async fn none() -> io::Result<()> { Ok(()) }

#[resilient(jitter = "0.25")]
async fn share() -> io::Result<()> { Ok(()) }

#[resilient(jitter = "25%")]
async fn percentage() -> io::Result<()> { Ok(()) }

#[resilient(jitter = "full")]
async fn full() -> io::Result<()> { Ok(()) }

#[resilient(jitter = "equal")]
async fn equal() -> io::Result<()> { Ok(()) }

#[resilient(jitter = "none")]
async fn no_jitter() -> io::Result<()> { Ok(()) }

#[resilient(attempts = "5")]
async fn attempts() -> io::Result<()> { Ok(()) }

#[resilient(attempts = "unlimited", deadline = "5m")]
async fn unlimited() -> io::Result<()> { Ok(()) }

#[resilient(timeout = "500us", deadline = "1.5s", max_wait = "0s")]
async fn limits() -> io::Result<()> { Ok(()) }

#[resilient(deadline = "1m30s")]
fn blocking() -> io::Result<()> { Ok(()) }

#[resilient(idempotent = "false")]
async fn not_idempotent() -> io::Result<()> { Ok(()) }

#[resilient(idempotent = "true")]
async fn idempotent() -> io::Result<()> { Ok(()) }

#[resilient(name = r"shop.ticker")]
async fn name() -> io::Result<()> { Ok(()) }

#[resilient(classify = "self::by_text", validate = "not_zero")]
async fn functions() -> Result<u32, Error<io::Error>> { Ok(5) }

#[resilient(attempt = "this")]
async fn attempt() -> io::Result<u32> { Ok(this.number()) }

#[resilient(crate = "renamed")]
async fn renamed_crate() -> io::Result<()> { Ok(()) }

fn by_text(error: &Error<io::Error>) -> Fault {
    Fault::new(if error.to_string().is_empty() { Class::UNKNOWN } else { Class::CLIENT })
}

fn not_zero(number: &u32) -> Result<(), &'static str> {
    if *number == 0 { Err("zero") } else { Ok(()) }
}

const STRING: Policy = policy!("backoff = exp(1s, 2, 60s), jitter = 25%, attempts = 5, timeout = 2s,");
const QUOTED: Policy = policy!(r#"backoff = "exp(1s,2,60s)", jitter = "0.25", attempts = "5", timeout = "2s""#);
const NOTHING: Policy = policy!("");

fn main() {
    assert_eq!(STRING.to_string(), "backoff = exp(1s, 2, 60s), jitter = 0.25, attempts = 5, timeout = 2s");
    assert_eq!(QUOTED, STRING);
    assert_eq!(NOTHING, Policy::DEFAULT);
    blocking().unwrap();
}
