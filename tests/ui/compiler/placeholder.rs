//! Placeholders whose values are not there, or cannot be shown.
// says: doesn't implement `std::fmt::Display`
// says: no field `tennant` on type
// says: field `secret` of struct `request::Request` is private

use resilin::resilient;
use request::Request;
use std::io::Result;

mod request {
    pub struct Request {
        pub region: Option<String>,
        secret: String,
    }

    impl Request {
        pub fn len(&self) -> usize { self.secret.len() }
    }
}

struct Client {
    tenant: String,
}

#[resilient(breaker = "api/{request}")]
async fn not_display(request: Request) -> Result<usize> { Ok(request.len()) }

#[resilient(attempts = 1, breaker = "api/{request.region}")]
fn field_that_is_not_display(request: &Request) -> Result<usize> { Ok(request.len()) }

#[resilient(breaker = "api/{request.secret}")]
async fn private(request: &Request) -> Result<usize> { Ok(request.len()) }

#[resilient(breaker = "api/{value}")]
async fn generic<T: Sync>(value: &T) -> Result<usize> { Ok(size_of_val(value)) }

#[resilient(breaker = "api/{self.tenant}")]
impl Client {
    async fn right(&self) -> Result<usize> { Ok(self.tenant.len()) }

    #[resilient(breaker = "api/{self.tennant}")]
    async fn no_such_field(&self) -> Result<usize> { Ok(self.tenant.len()) }
}

#[resilient(breaker = "api/{client}")]
impl Client {
    async fn lent(client: &Client) -> Result<usize> { Ok(client.tenant.len()) }
}

fn main() {}
