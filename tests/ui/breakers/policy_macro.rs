//! Breakers of constants, in bare tokens and in a string.

use resilin::{policy, Policy};

const PLACEHOLDER: Policy = policy!(breaker = "api/{host}");
const PLACEHOLDER_IN_A_STRING: Policy = policy!(r#"attempts = 5, breaker = "api/{host}""#);
const KEY: Policy = policy!(breaker = "api/eu");
const KEY_IN_A_STRING: Policy = policy!("breaker = \"api/eu\"");
const NO_FAILURES: Policy = policy!(breaker("api", failures = 0));
const NO_FAILURES_IN_A_STRING: Policy = policy!(r#"breaker("api", failures = 0)"#);
const NO_UNIT: Policy = policy!(breaker(api, open = 30), attempts = unlimited);
const NO_UNIT_IN_A_STRING: Policy = policy!("breaker(api, open = 30), attempts = unlimited");
const SETTING: Policy = policy!(breaker = api, failures = 3);
const SETTING_IN_A_STRING: Policy = policy!("breaker = api, failures = 3");
const NO_COMMA: Policy = policy!("breaker(\"api\" failures = 3)");
const NEVER_CLOSED: Policy = policy!("breaker(\"api\", failures = 3");

fn main() {}
