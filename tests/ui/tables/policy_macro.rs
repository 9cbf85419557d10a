//! The same words in `policy!`.

use resilin::{Policy, policy};

const CLASS: Policy = policy!("attempts = 4, on(throtled = retry)");
const RULE: Policy = policy!(on(server = retri));
const TABLE: Policy = policy!("table = \"\"");
const SINGLE: Policy = policy!("attempts = 1, on(server = retry)");

fn main() {
    let _used = [CLASS, RULE, TABLE, SINGLE];
}
