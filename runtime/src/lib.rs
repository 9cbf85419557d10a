// The README's examples are compiled and run by the tests crate, which has the libraries that they use.
#![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod attempt;
mod breaker;
mod budget;
pub mod check;
pub mod classify;
mod clock;
#[cfg(feature = "config")]
pub mod config;
pub mod credentials;
mod delays;
mod driver;
mod error;
pub mod events;
pub mod explain;
mod fault;
#[cfg(feature = "headers")]
pub mod headers;
#[cfg(feature = "http-1")]
pub mod http_1;
#[cfg(feature = "hyper-1")]
pub mod hyper_1;
pub mod kernel;
#[cfg(feature = "metrics")]
pub mod metrics;
mod named_kind;
mod outer;
#[cfg(feature = "macros")]
mod policy_macro;
pub mod quota;
mod random;
#[cfg(feature = "redis-1")]
pub mod redis_1;
mod registry;
mod rejected;
#[cfg(feature = "reqwest-0-13")]
pub mod reqwest_0_13;
#[cfg(feature = "serde")]
mod seconds;
mod site;
pub mod snapshot;
mod source;
#[cfg(feature = "sqlx-0-8")]
pub mod sqlx_0_8;
mod sync;
mod table;
mod task;
mod telemetry;
pub mod testing;
mod text;
mod timer;
#[cfg(feature = "tokio-tungstenite-0-30")]
pub mod tokio_tungstenite_0_30;
mod told;
#[cfg(feature = "tonic-0-14")]
pub mod tonic_0_14;

pub use attempt::{Attempt, IdempotencyKey};
pub use breaker::{Breaker, BreakerPermit, breaker};
pub use budget::RetryBudget;
pub use check::{CheckFinding, check};
pub use classify::Classify;
pub use delays::{Delays, delays};
pub use error::Error;
#[doc(no_inline)]
pub use events::{Event, Listener, Listening, listen};
pub use explain::{Explanation, SiteExplanation, explain};
pub use fault::{Fault, Hint};
pub use kernel::{BreakerSnapshot, BreakerState, TimeInState};
pub use named_kind::NamedKind;
#[doc(no_inline)]
pub use quota::{Quota, QuotaSnapshot, QuotaState};
pub use registry::{Registry, breakers, define_table, quota, quotas, retry_budget, retry_budgets, table};
pub use rejected::Rejected;
/// Derives [`Classify`](trait@Classify): a `#[class(…)]` on each variant, or on a struct, says what kind of
/// failure it is.
///
/// | in `#[class(…)]` | meaning |
/// | --- | --- |
/// | `network`, `timeout`, `server`, `overload`, `throttled`, `quota`, `auth`, `invalid`, `client`, `unknown` | the class |
/// | `custom("conflict")` | a class of your own |
/// | `delegate`, `delegate = field` | what the only field, or that one, is classified as |
/// | `from_rejected` | the only field is a [`Rejected`] |
/// | `retry_after = field`, `resets_at = field` | the field holds the server's hint: a `Duration`, a `SystemTime`, a [`Hint`], or an `Option` of one |
/// | `not_processed` | the request is proved not to have been processed |
/// | `crate = path` | on the type: where the crate is, if it was renamed |
///
/// On the type itself, `#[class(…)]` is the default of the variants that have none. A variant without either is a
/// compile error.
///
/// ```
/// use std::time::Duration;
/// use resilin::{Class, Classify, Hint};
///
/// #[derive(Classify)]
/// #[class(server)]
/// enum FeedError {
///     #[class(throttled, retry_after = after)]
///     Slow { after: Duration },
///     #[class(delegate)]
///     Io(std::io::Error),
///     Broken,
/// }
///
/// let slow = FeedError::Slow { after: Duration::from_secs(3) }.classify();
/// assert_eq!((slow.class(), slow.hint()), (Class::THROTTLED, Some(Hint::After(Duration::from_secs(3)))));
/// assert_eq!(FeedError::Io(std::io::ErrorKind::BrokenPipe.into()).classify().class(), Class::NETWORK);
/// assert_eq!(FeedError::Broken.classify().class(), Class::SERVER);
/// ```
#[cfg(feature = "macros")]
pub use resilin_macros::Classify;
/// Makes a function survive the network.
///
/// The body runs under the policy that the attribute declares: again after a failure that a repetition can mend, after
/// a delay, within the time it has. On an `impl` block it is the default of the async methods in it. The keys, their
/// forms and what they mean when left out are in [the crate's documentation](crate#the-attribute).
///
/// ```
/// use std::io;
/// use resilin::resilient;
///
/// struct Feed {
///     address: String,
/// }
///
/// impl Feed {
///     /// One line from the feed.
///     #[resilient(backoff = "exp(50ms,2,1s)", attempts = 5)]
///     fn line(&self) -> io::Result<String> {
///         let mut line = String::new();
///         let stream = std::net::TcpStream::connect(&self.address)?;
///         io::BufRead::read_line(&mut io::BufReader::new(stream), &mut line)?;
///         Ok(line)
///     }
/// }
/// ```
///
/// # Errors
///
/// A policy that makes no sense is a compile error with the reason and the way out; all mistakes of one attribute are
/// reported at once, and the function is still there. At run time a call ends with the outcome of its last attempt; see
/// [what a call returns](crate#what-a-call-returns).
///
/// # Panics
///
/// Never by itself. A panic of the body passes through.
#[cfg(feature = "macros")]
pub use resilin_macros::resilient;
pub use resilin_policy::{
    Attempts, Backoff, BreakerRef, BreakerSettings, BudgetForm, Class, Finding, Jitter, NamePiece, Policy,
    PolicyError, QuotaRef, QuotaSettings, Rate, RatioBudget, RetryBudgetRef, RetryBudgetSettings, SlowCalls,
    Table, TokenBudget, Tokens, Window,
};
pub use site::{Location, Site, SiteWithin, sites};
pub use snapshot::{Snapshot, snapshot};
pub use source::Source;
