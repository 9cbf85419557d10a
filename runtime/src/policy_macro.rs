//! `policy!`.

/// A policy as a constant, checked at compile time.
///
/// Takes the text of a policy, in a string or as bare tokens. A mistake in it is a compile error.
///
/// ```
/// use resilin::{Policy, Site, policy};
///
/// const READS: Policy = policy!("backoff = exp(200ms, 2, 10s), jitter = 0.25, attempts = 6");
/// static TICKER: Site = Site::new("ticker", policy!(attempts = 5, timeout = 2s));
///
/// assert_eq!(READS, "backoff = exp(200ms, 2, 10s), jitter = 0.25, attempts = 6".parse()?);
/// assert_eq!(TICKER.policy().to_string(), "attempts = 5, timeout = 2s");
/// # Ok::<(), resilin::PolicyError>(())
/// ```
///
/// ```compile_fail
/// const READS: resilin::Policy = resilin::policy!("attempts = 0");
/// ```
#[macro_export]
macro_rules! policy {
    ($($policy:tt)*) => {
        $crate::__private::policy!($crate $($policy)*)
    };
}
