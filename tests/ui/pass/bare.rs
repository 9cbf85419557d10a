//! Every form of every key, in bare tokens.

use resilin::{Class, Error, Fault, Policy, policy, resilient};
use std::io;

extern crate resilin as renamed;

#[resilient]
async fn nothing() -> io::Result<()> { Ok(()) }

#[resilient()]
async fn empty() -> io::Result<()> { Ok(()) }

#[resilient(backoff = exp(1s, 2, 60s))]
async fn exponential() -> io::Result<()> { Ok(()) }

#[resilient(backoff = exp(1s, 1.5, 1m30s,),)]
async fn trailing_commas() -> io::Result<()> { Ok(()) }

#[resilient(backoff = linear(0s, 1s, 60s))]
async fn linear() -> io::Result<()> { Ok(()) }

#[resilient(backoff = fib(1s, 60s))]
async fn fibonacci() -> io::Result<()> { Ok(()) }

#[resilient(backoff = fixed(1s))]
async fn fixed() -> io::Result<()> { Ok(()) }

#[resilient(backoff = decorrelated(1s, 60s))]
async fn decorrelated() -> io::Result<()> { Ok(()) }

#[resilient(backoff = none)]
async fn none() -> io::Result<()> { Ok(()) }

#[resilient(jitter = 0.25)]
async fn share() -> io::Result<()> { Ok(()) }

#[resilient(jitter = 0)]
async fn no_share() -> io::Result<()> { Ok(()) }

#[resilient(jitter = 1)]
async fn whole_share() -> io::Result<()> { Ok(()) }

#[resilient(jitter = 25%)]
async fn percentage() -> io::Result<()> { Ok(()) }

#[resilient(jitter = 12.5 %)]
async fn percentage_with_a_space() -> io::Result<()> { Ok(()) }

#[resilient(jitter = full)]
async fn full() -> io::Result<()> { Ok(()) }

#[resilient(jitter = equal)]
async fn equal() -> io::Result<()> { Ok(()) }

#[resilient(jitter = none)]
async fn no_jitter() -> io::Result<()> { Ok(()) }

#[resilient(attempts = 5)]
async fn attempts() -> io::Result<()> { Ok(()) }

#[resilient(attempts = 1_000)]
async fn many_attempts() -> io::Result<()> { Ok(()) }

#[resilient(attempts = unlimited, deadline = 5m)]
async fn unlimited() -> io::Result<()> { Ok(()) }

#[resilient(timeout = 500us, deadline = 1.5s, max_wait = 0s)]
async fn limits() -> io::Result<()> { Ok(()) }

#[resilient(timeout = 1_000ms, deadline = 1h, max_wait = 1d)]
async fn long_limits() -> io::Result<()> { Ok(()) }

#[resilient(timeout = 250ns, deadline = 2min, max_wait = 3µs)]
async fn other_units() -> io::Result<()> { Ok(()) }

#[resilient(deadline = 1m30s)]
fn blocking() -> io::Result<()> { Ok(()) }

#[resilient(idempotent = false)]
async fn not_idempotent() -> io::Result<()> { Ok(()) }

#[resilient(idempotent = true)]
async fn idempotent() -> io::Result<()> { Ok(()) }

#[resilient(name = "shop.ticker")]
async fn name() -> io::Result<()> { Ok(()) }

#[resilient(classify = self::by_text, validate = not_zero)]
async fn functions() -> Result<u32, Error<io::Error>> { Ok(5) }

#[resilient(classify = by::<String, 5>)]
async fn generic_function() -> Result<u32, String> { Ok(5) }

#[resilient(clone(name, key,), attempt = this)]
async fn bindings(name: String, mut key: String) -> io::Result<u32> {
    key.push_str(&name);
    drop((name, key));
    Ok(this.number())
}

#[resilient(attempts = 1)]
async fn consumed(name: String) -> io::Result<()> {
    drop(name);
    Ok(())
}

#[resilient(crate = renamed)]
async fn renamed_crate() -> io::Result<()> { Ok(()) }

#[resilient(r#attempts = 5)]
async fn raw_names() -> io::Result<()> { Ok(()) }

fn by_text(error: &Error<io::Error>) -> Fault {
    Fault::new(if error.to_string().is_empty() { Class::UNKNOWN } else { Class::CLIENT })
}

fn by<T: AsRef<str>, const N: usize>(error: &T) -> Fault {
    Fault::new(if error.as_ref().len() < N { Class::UNKNOWN } else { Class::CLIENT })
}

fn not_zero(number: &u32) -> Result<(), &'static str> {
    if *number == 0 { Err("zero") } else { Ok(()) }
}

const BARE: Policy = policy!(backoff = exp(1s, 2, 60s), jitter = 25%, attempts = 5, timeout = 2s,);
const NOTHING: Policy = policy!();

fn main() {
    assert_eq!(BARE.to_string(), "backoff = exp(1s, 2, 60s), jitter = 0.25, attempts = 5, timeout = 2s");
    assert_eq!(NOTHING, Policy::DEFAULT);
    blocking().unwrap();
}
