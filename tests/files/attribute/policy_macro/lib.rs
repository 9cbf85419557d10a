//! Names in `policy!`.

use resilin::{Policy, policy};

pub const MISSPELT: Policy = policy!("policy = \"raeds\", attempts = 2");
pub const BARE: Policy = policy!(policy = "raeds", breaker = "apii");
pub const TOO_LONG: Policy = policy!(policy = "reads", timeout = 20s);
pub const KEYED: Policy = policy!("policy = \"keyed\"");
