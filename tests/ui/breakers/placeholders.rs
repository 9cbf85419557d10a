//! Placeholders name arguments.

use resilin::resilient;
use std::io::Result;
use std::sync::Arc;

struct Request {
    region: String,
}

#[resilient(breaker = "api/{hots}")]
async fn another_name(host: &str, port: u16) -> Result<()> { assert_eq!(host.len(), port.into()); Ok(()) }

#[resilient(breaker = "api/{hots}")]
async fn the_only_argument(host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }

#[resilient(breaker = "api/{host}")]
async fn no_argument() -> Result<()> { Ok(()) }

#[resilient(breaker = "api/{ rquest.region }/{zone}")]
async fn field_of_nothing(request: &Request) -> Result<()> { assert!(request.region.is_empty()); Ok(()) }

#[resilient(breaker = "{tenant}-{zone}")]
fn blocking(tenant: &str) -> Result<()> { assert!(tenant.is_empty()); Ok(()) }

#[resilient(breaker = "api/{self.tenant}")]
async fn without_self(host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }

#[resilient(breaker = "api/{region}")]
async fn field_in_a_pattern(Request { region: name }: Request) -> Result<()> { assert!(name.is_empty()); Ok(()) }

#[resilient(breaker("api/{T}/{N}/{Self}", failures = 3))]
async fn no_values<T: Default, const N: usize>(host: T) -> Result<()> { drop(host); Ok(()) }

#[resilient(breaker = "api/{request.self}/{request.a²}")]
async fn no_fields(request: &Request) -> Result<()> { assert!(request.region.is_empty()); Ok(()) }

#[resilient(breaker = r#"日本/{hots}"#, jitter = 2)]
async fn wide_characters(host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }

/// The body still moves its argument, and the policy refuses nothing: no mistake brings another.
#[resilient(breaker = "api/{hots}", clone(prot))]
async fn two_mistakes(host: String) -> std::result::Result<(), ()> { drop(host); Err(()) }

struct Client;

impl Client {
    #[resilient(breaker = "api/{tenant}")]
    async fn method_without_arguments(&self) -> Result<()> { Ok(()) }

    #[resilient(breaker = "api/{tenant}")]
    async fn method(self: Arc<Self>, host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }

    #[resilient(breaker = "api/{self.tenant}")]
    async fn associated() -> Result<()> { Ok(()) }
}

macro_rules! produced {
    ($name:ident, $breaker:literal) => {
        #[resilient(breaker = $breaker)]
        async fn $name(host: &str) -> Result<()> { assert!(host.is_empty()); Ok(()) }
    };
}

produced!(in_a_macro, "api/{hots}");

fn main() {}
