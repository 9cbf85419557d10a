//! Everything at one moment: sites, breakers, quotas, retry budgets.
//!
//! [`resilin::snapshot`](crate::snapshot()) takes it of the process, [`Registry::snapshot`](crate::Registry::snapshot) of
//! another registry. For a log line, an admin page or a test; for what is counted over time there are metrics.
//!
//! ```text
//! site                  policy
//! shop::client::orders  backoff = exp(200ms, 2, 10s), attempts = 5, breaker = "api", table = "http"
//! shop::client::prices  the defaults
//!
//! breaker  state              for       failures  opens  rejected
//! api      open, 17.66s left  12.35s    0         1      1
//! api/eu   forced open        1h30m12s  0         0      0
//! db       closed             1h30m12s  1 of 2    0      0
//!
//! quota  state                   for     closings  refused
//! llm    closed, 2d7h33m7s left  12.35s  1         0
//!
//! retry budget  left  settings
//! api           500   tokens = 500, cost = 5
//! ```
//!
//! With the feature `serde` it serializes: each breaker and each quota as one object with its name and the fields of its
//! snapshot. Durations are numbers, in seconds, in fields that end with `_seconds`; states are their
//! [names](crate::BreakerState::name); a balance is a number.

mod display;
mod taken;

pub(crate) use display::{breaker_state, quota_state};
pub use taken::{BreakerEntry, QuotaEntry, RetryBudgetEntry, SiteEntry, Snapshot, snapshot};
