//! Whoever can log in.

use std::error::Error;
use std::future::Future;
use std::sync::Arc;

use super::{Grant, Lease};

/// Any error at all; `anyhow::Error`, a `Box<dyn Error + Send + Sync>` and every error type become one.
pub(super) type BoxError = Box<dyn Error + Send + Sync>;

/// How a new secret is obtained: a login, a token endpoint, a vault.
///
/// A renewal runs in a task of its own, one at a time. It may be resilient itself: `#[resilient]` on a function that it
/// calls is where retries and a breaker for the login belong.
///
/// ```
/// use std::future::Future;
/// use std::io;
/// use std::time::Duration;
/// use resilin::credentials::{Credentials, Grant, Lease, Provider};
///
/// struct Login;
///
/// impl Provider for Login {
///     type Secret = String;
///     type Error = io::Error;
///
///     async fn renew(&self, _: Option<&Lease<String>>) -> io::Result<Grant<String>> {
///         Ok(Grant::new("token".to_owned()).ttl(Duration::from_secs(3600)))
///     }
/// }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
/// # runtime.block_on(async {
/// let credentials = Credentials::new(Login);
/// let lease = credentials.get().await?;
/// assert_eq!((&**lease, lease.epoch()), ("token", 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).map_err(|error| io::Error::other(error.to_string()))?;
/// # Ok::<(), io::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot renew credentials",
    label = "this is no `Provider`",
    note = "implement `resilin::credentials::Provider` for it: `async fn renew(&self, previous: Option<&Lease<Secret>>)`"
)]
pub trait Provider: Send + Sync + 'static {
    /// What the calls need: a token, a session, a pair of keys.
    type Secret: Send + Sync + 'static;

    /// Why a renewal failed. It is shown to callers, with all that caused it, so it must not contain the secret. A
    /// `reqwest::Error` says its URL: `without_url()` where a secret is in that.
    type Error: Into<Box<dyn Error + Send + Sync>>;

    /// Obtains a new secret. It must not ask the same credentials for a lease: it would wait for itself.
    ///
    ///  `previous` is the last lease, which may have expired or been rejected: where a refresh
    /// token is found.
    fn renew(
        &self,
        previous: Option<&Lease<Self::Secret>>,
    ) -> impl Future<Output = Result<Grant<Self::Secret>, Self::Error>> + Send;
}

impl<P: Provider> Provider for Arc<P> {
    type Secret = P::Secret;
    type Error = P::Error;

    fn renew(
        &self,
        previous: Option<&Lease<Self::Secret>>,
    ) -> impl Future<Output = Result<Grant<Self::Secret>, Self::Error>> + Send {
        P::renew(self, previous)
    }
}
