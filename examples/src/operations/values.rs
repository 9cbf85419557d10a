//! What the calls go by, one after the other, and what that has to come to.

use std::time::Duration;

/// What is to be seen of calls that go by the same values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Values {
    /// How many attempts a call for a price makes that the shop answers by 503 alone.
    pub down: usize,
    /// How many it makes where the shop says only 429.
    pub crowded: usize,
    /// How long the breaker is open.
    pub open: Duration,
}

/// What resilience.toml says.
pub const AS_COMPILED: Values = Values { down: 3, crowded: 4, open: Duration::from_secs(1) };

/// What the operator writes first.
pub const FILE: &str = "\
[policies.reads]
attempts = 5

[breakers.orders]
open = \"250ms\"

[tables.shop]
throttled = \"fail\"
";

/// With that.
pub const BY_FILE: Values = Values { down: 5, crowded: 1, open: Duration::from_millis(250) };

/// What the operator writes then: a line that is right, and three that are not.
pub const FILE_WITH_MISTAKES: &str = "\
[policies.reads]
attempts = 9

[breakers.order]
failures = 3

[breakers.orders]
open = \"50\"

[sites.\"shop.order\"]
attempts = 3
";

/// Variables that win over the file.
pub const ENVIRONMENT: [(&str, &str); 2] =
    [("RESILIENCE__POLICIES__READS__ATTEMPTS", "2"), ("RESILIENCE__BREAKERS__ORDERS__OPEN", "500ms")];

/// With them, and the first file.
pub const BY_ENVIRONMENT: Values = Values { down: 2, crowded: 1, open: Duration::from_millis(500) };
