//! A mark at the beginning, and the line ends of another system.

use resilin::{Policy, policy};

const READS: Policy = policy!(policy = reads);

fn main() {
    assert_eq!(READS.to_string(), "backoff = exp(1s, 2, 60s), attempts = 6");
}
