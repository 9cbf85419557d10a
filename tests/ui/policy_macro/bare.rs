//! `policy!` with bare tokens.

use resilin::{Policy, Site, policy};

const UNKNOWN_KEY: Policy = policy!(attemps = 5);
const MISTAKES: Policy = policy!(attempts = 0, backoff = exp(1s, 0.5, 60), timeout = 5);
const COMBINATION: Policy = policy!(timeout = 60s, deadline = 30s);
const NOT_YET: Policy = policy!(rate_limit = "api");
const CODE: Policy = policy!(classify = by_status, attempts = 5);
const NAME: Policy = policy!(MISTAKES);
const IN_STRINGS: Policy = policy!(attempts = "0", backoff = "exp(1s, 0.5, 60)");
static SITE: Site = Site::new("site", policy!(jitter = 25));

fn main() {
    let policy = policy!(attempts = 1.5);
    assert_eq!(policy, *SITE.policy());
}
