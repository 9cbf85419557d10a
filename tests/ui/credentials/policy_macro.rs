//! Keys that name Rust code belong above a function.

use resilin::{policy, Policy};

static CREDENTIALS: Policy = policy!("credentials(lease = self.keys)");

static FALLBACK: Policy = policy!("attempts = 2, fallback = |error| Ok(())");

static REGISTRY: Policy = policy!("registry = REGISTRY");

fn main() {}
