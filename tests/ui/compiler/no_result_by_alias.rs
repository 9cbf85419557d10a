//! What is no `Result` under an alias is known to the compiler alone.
// says: a resilient function returns a `Result`, and `Option<u32>` is none
// says: return `Result<Option<u32>, E>`: a policy acts on the `Err`

use resilin::resilient;
use std::future::Future;
use std::pin::Pin;

type Found = Option<u32>;
type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

#[resilient]
async fn asynchronous() -> Found { None }

#[resilient(attempts = 5, deadline = 30s)]
fn blocking() -> Found { None }

#[resilient(attempts = 1)]
fn future() -> impl Future<Output = Found> { async { None } }

#[resilient]
fn boxed() -> Pin<Box<dyn Future<Output = Found> + Send>> { Box::pin(async { None }) }

#[resilient]
fn boxed_by_alias() -> Boxed<Result<u32, std::io::Error>> { Box::pin(async { Ok(5) }) }

fn main() {}
