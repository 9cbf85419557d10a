//! Every form of a breaker.

use resilin::{policy, resilient, Breaker, Policy};
use std::io;

#[resilient(breaker = "api")]
async fn string() -> io::Result<()> { Ok(()) }

#[resilient(breaker = api)]
async fn word() -> io::Result<()> { Ok(()) }

#[resilient(breaker = r#"api-eu"#,)]
async fn raw_string() -> io::Result<()> { Ok(()) }

#[resilient(breaker("api"))]
async fn parentheses() -> io::Result<()> { Ok(()) }

#[resilient(breaker(api, failures = 3, open = 30s,))]
async fn word_with_settings() -> io::Result<()> { Ok(()) }

#[resilient(breaker("api", failures = "3", open = "exp(30s, 2, 10m)"))]
fn settings_in_strings() -> io::Result<()> { Ok(()) }

#[resilient(breaker("a", failures = 5, within = 300s), attempts = 1)]
async fn within() -> io::Result<()> { Ok(()) }

#[resilient(breaker("b", failure_rate = 50%, calls = 100, min_calls = 10, slow_call = 2s, slow_call_rate = 0.5))]
async fn rates() -> io::Result<()> { Ok(()) }

#[resilient(breaker("c", open = linear(30s, 30s, 10m), probes = 2, successes = 3, probe_timeout = 5s))]
async fn recovery() -> io::Result<()> { Ok(()) }

#[resilient(breaker("api/{host}", keys = 1_000, open = fib(30s, 10m)))]
async fn keys(host: &str) -> io::Result<()> { Ok(drop(host)) }

#[resilient(breaker = "{host}-{ port }")]
fn all_data(host: &str, port: u16) -> io::Result<()> { Ok(drop((host, port))) }

#[resilient(attempts = unlimited, breaker = "api")]
async fn unlimited() -> io::Result<()> { Ok(()) }

const BARE: Policy = policy!(breaker("api", failures = 3), attempts = 5);
const STRING: Policy = policy!("breaker(\"api\", failures = 3), attempts = 5");

fn main() {
    assert_eq!(BARE, STRING);
    assert_eq!(BARE.to_string(), "attempts = 5, breaker(\"api\", failures = 3)");
    Breaker::define("defined", "failures = 3").unwrap();
}
