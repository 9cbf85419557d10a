//! The file is broken: it is told once, and no site turns red because of it.

use resilin::{Policy, policy, resilient};

mod client {
    use resilin::resilient;

    pub struct Client;

    #[resilient(policy = "reads", breaker = "nobody-knows")]
    impl Client {
        pub async fn ticker(&self) -> Result<String, resilin::Error<std::io::Error>> {
            Ok(String::new())
        }

        #[resilient(policy = "nobody-knows")]
        pub async fn order(&self, order: String) -> Result<String, String> {
            // The only run may consume its arguments, and the error type needs no refusal.
            Ok(order)
        }
    }
}

pub const READS: Policy = policy!("policy = \"reads\", breaker = \"nobody-knows\"");

#[resilient(policy = "reads", attempts = 5)]
pub fn read(path: String) -> Result<String, String> {
    Ok(path)
}

#[resilient(attempts = 2, breaker = "nobody-knows")]
pub fn write() -> std::io::Result<()> {
    Ok(())
}

pub use client::Client;
