//! Names in `policy!`, which lists what the file has for functions where nothing else does.

#![forbid(unsafe_code)]

use resilin::{Policy, Site, policy};

const READS: Policy = policy!("policy = \"reads\", attempts = 2");
const BARE: Policy = policy!(breaker = "api", table = "http");
const NOTHING_NAMED: Policy = policy!(attempts = 2);
static SITE: Site = Site::new("reads", policy!(policy = reads));

fn main() {
    assert_eq!(READS.to_string(), "attempts = 2, breaker(\"api\", failures = 7)");
    assert_eq!(BARE.to_string(), "breaker(\"api\", failures = 7), table = \"http\"");
    assert_eq!(BARE.table_rules().unwrap().to_string(), "client = retry");
    assert_eq!(NOTHING_NAMED.to_string(), "attempts = 2");
    assert_eq!(SITE.policy().to_string(), "attempts = 6, breaker(\"api\", failures = 7)");
    let findings = resilin::check().expect_err("an entry that fits no function");
    assert!(findings.iter().any(|finding| finding.message.contains("`[sites.\"pass_policy_macro::gone\"]`")));
}
