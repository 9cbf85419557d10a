//! A policy on a block is a default like any key.

use resilin::resilient;

type ApiResult = Result<u32, resilin::Error<std::io::Error>>;

pub struct Client;

#[resilient(policy = "reads", jitter = 0.5)]
impl Client {
    pub async fn as_the_block(&self) -> ApiResult {
        Ok(1)
    }

    #[resilient(attempts = 2)]
    pub async fn refined(&self) -> ApiResult {
        Ok(1)
    }

    // The block's jitter has no meaning beside it.
    #[resilient(policy = "once")]
    pub async fn another(&self) -> ApiResult {
        Ok(1)
    }

    // What the policy says of retries has no meaning beside it.
    #[resilient(attempts = 1)]
    pub async fn once(&self, order: String) -> ApiResult {
        drop(order);
        Ok(1)
    }

    pub async fn named(&self) -> ApiResult {
        Ok(1)
    }

    #[resilient]
    pub fn blocking(&self) -> ApiResult {
        Ok(1)
    }
}

fn policy(method: &str) -> String {
    let name = format!("pass_blocks::Client::{method}");
    resilin::sites().find(|site| site.name() == name).expect(method).policy().to_string()
}

fn main() {
    assert_eq!(policy("as_the_block"), "backoff = fixed(1s), jitter = 0.5, attempts = 6, timeout = 5s");
    assert_eq!(policy("refined"), "backoff = fixed(1s), jitter = 0.5, attempts = 2, timeout = 5s");
    assert_eq!(policy("another"), "attempts = 1");
    assert_eq!(policy("once"), "attempts = 1, timeout = 5s");
    assert_eq!(policy("named"), "backoff = fixed(1s), jitter = 0.5, attempts = 9, timeout = 5s");
    assert_eq!(policy("blocking"), "backoff = fixed(1s), jitter = 0.5, attempts = 6");
}
