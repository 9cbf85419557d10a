//! An error type that cannot say that the policy refused.
// says: this policy can refuse a call, and `ApiError` cannot say so
// says: add a variant to your error: `#[class(from_rejected)] Rejected(#[from] resilin::Rejected)`
// says: or return `Result<T, resilin::Error<ApiError>>`
// says: or give the call a `fallback`, which is told of it: `fallback = |error| …`

use resilin::credentials::KeyRing;
use resilin::resilient;

#[derive(Debug)]
struct ApiError;

#[resilient(timeout = 5s)]
async fn timeout() -> Result<u32, ApiError> { Ok(5) }

#[resilient(deadline = 30s)]
async fn deadline() -> Result<u32, ApiError> { Ok(5) }

#[resilient(attempts = 1, timeout = 5s)]
async fn single_attempt() -> Result<u32, ApiError> { Ok(5) }

#[resilient(validate = not_zero)]
async fn validated() -> Result<u32, ApiError> { Ok(5) }

#[resilient(validate = not_zero)]
fn validated_blocking() -> Result<u32, ApiError> { Ok(5) }

#[resilient(breaker = "api")]
async fn guarded() -> Result<u32, ApiError> { Ok(5) }

#[resilient(attempts = 1, breaker = "api/{host}")]
async fn guarded_once(host: &str) -> Result<usize, ApiError> { Ok(host.len()) }

#[resilient(breaker("api", failures = 3))]
fn guarded_blocking() -> Result<u32, ApiError> { Ok(5) }

#[resilient(quota = "api")]
async fn metered() -> Result<u32, ApiError> { Ok(5) }

#[resilient(credentials(key = keys), attempts = 1)]
fn with_a_key(keys: KeyRing<u32>) -> Result<u32, ApiError> { Ok(**key) }

#[resilient(breaker = "api", timeout = 5s, deadline = 30s, validate = not_zero)]
async fn by_all_of_them() -> Result<u32, ApiError> { Ok(5) }

fn not_zero(number: &u32) -> Result<(), String> {
    if *number == 0 { Err("zero".to_owned()) } else { Ok(()) }
}

fn main() {}
