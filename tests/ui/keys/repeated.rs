//! Keys that are written twice.

use resilin::resilient;
use std::io::Result;

#[resilient(attempts = 5, timeout = 2s, attempts = 6)]
async fn setting() -> Result<()> { Ok(()) }

#[resilient(attempts = 5, attempts = 0)]
async fn setting_with_a_mistake() -> Result<()> { Ok(()) }

#[resilient(jitter = "full", jitter = full)]
async fn in_both_syntaxes() -> Result<()> { Ok(()) }

#[resilient(timeout = 1s, timeout = 2s, timeout = 3s)]
async fn three_times() -> Result<()> { Ok(()) }

#[resilient(timeout = 1s, attempts = 5, name = "a", timeout = 2s, name = "b")]
async fn two_keys() -> Result<()> { Ok(()) }

#[resilient(name = "a", name = "b")]
async fn name() -> Result<()> { Ok(()) }

#[resilient(clone(a), clone(b))]
async fn clone(a: String, b: String) -> Result<()> { drop((a, b)); Ok(()) }

#[resilient(crate = resilin, crate = ::resilin)]
async fn keyword() -> Result<()> { Ok(()) }

#[resilient(r#attempts = 5, attempts = 6)]
async fn raw_name() -> Result<()> { Ok(()) }

#[resilient(attempt = a, attempt = b)]
async fn attempt() -> Result<()> { assert!(a.number() > 0); Ok(()) }

#[resilient(classify = f, classify = f)]
async fn classify() -> Result<()> { Ok(()) }

#[resilient(validate = g, validate = g)]
async fn validate() -> Result<()> { Ok(()) }

fn f(_: &std::io::Error) -> resilin::Fault { resilin::Fault::new(resilin::Class::CLIENT) }

fn g((): &()) -> std::result::Result<(), String> { Ok(()) }

fn main() {}
