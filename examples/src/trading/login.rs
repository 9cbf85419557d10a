//! How a session is obtained.

use std::fmt;
use std::time::{Duration, Instant};

use resilin::credentials::{Credentials, Grant, Lease, Provider};
use resilin::resilient;

use super::{RENEW_BEFORE, Requests, TradingError};

/// A session's secret.
pub struct Token(String);

/// Logs an account in.
#[derive(Debug)]
pub struct Login {
    requests: Requests,
    account: &'static str,
}

impl Login {
    /// A session that renews itself, shared by all calls of the account.
    pub fn session(requests: Requests, account: &'static str) -> Credentials<Self> {
        Credentials::new(Self { requests, account })
            .renew_before(RENEW_BEFORE)
            // A day of trading has time for a pause of some seconds between two logins that fail; this one has not.
            .remember_failure(Duration::from_millis(300))
    }

    /// No breaker: logins come one at a time as it is, and the pause after one that failed is the credentials'.
    #[resilient(name = "login", attempts = 2, backoff = fixed(200ms), jitter = none, timeout = 10s)]
    async fn log_in(&self) -> Result<(Token, Duration), TradingError> {
        self.requests.log_in(self.account).await
    }
}

impl Provider for Login {
    type Secret = Token;
    type Error = TradingError;

    /// The exchange counts from when it answers, at the latest. Who counts from before he asked never takes a session
    /// for good that the exchange has forgotten.
    async fn renew(&self, _: Option<&Lease<Token>>) -> Result<Grant<Token>, TradingError> {
        let asked = Instant::now();
        let (token, lasts) = self.log_in().await?;
        Ok(Grant::new(token).ttl(lasts.saturating_sub(asked.elapsed())))
    }
}

impl Token {
    pub(super) fn new(secret: &str) -> Self {
        Self(secret.to_owned())
    }

    pub(super) fn secret(&self) -> &str {
        &self.0
    }
}

/// The secret is not shown.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").finish_non_exhaustive()
    }
}
