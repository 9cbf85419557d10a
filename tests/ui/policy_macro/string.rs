//! `policy!` with a string.

use resilin::{Policy, Site, policy};

const UNKNOWN_KEY: Policy = policy!("attemps = 5");
const MISTAKES: Policy = policy!("attempts = 0, backoff = exp(1s, 0.5, 60), timeout = 5");
const COMBINATION: Policy = policy!("timeout = 60s, deadline = 30s");
const NOT_YET: Policy = policy!(r#"attempts = 5, rate_limit = "api""#);
const CODE: Policy = policy!("classify = by_status, attempts = 5");
const QUOTED: Policy = policy!(r#"attempts = 5, timeout = "5""#);
const ESCAPED: Policy = policy!("attempts = 5, timeout = \"5\"");
const UNCLOSED: Policy = policy!(r#"attempts = 5, timeout = "5s"#);
const TWO_STRINGS: Policy = policy!("attempts = 5", "timeout = 5s");
const CONCATENATED: Policy = policy!(concat!("attempts = ", "5"));
const BYTES: Policy = policy!(b"attempts = 5");
const LINES: Policy = policy!(
    "attempts = 5,
     timeout = 5,
     deadline = 60s"
);
static SITE: Site = Site::new("site", policy!("jitter = 25"));

fn main() {
    let policy = policy!("attempts = 1.5");
    assert_eq!(policy, *SITE.policy());
}
