//! A named policy, and no file.

use resilin::{Policy, policy, resilient};

#[resilient(policy = "reads", attempts = 2)]
pub fn read(path: String) -> Result<String, String> {
    Ok(path)
}

pub struct Client;

#[resilient(policy = "two.words")]
impl Client {
    pub async fn ticker(&self) -> Result<String, String> {
        Ok(String::new())
    }

    pub async fn order(&self) -> Result<String, String> {
        Ok(String::new())
    }
}

pub const READS: Policy = policy!("policy = \"reads\"");
