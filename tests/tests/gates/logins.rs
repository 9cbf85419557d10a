//! Logins that are calls themselves, and servers that take no lease at all.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::task::Poll;
use std::time::Duration;

use futures_util::poll;

use resilin::credentials::{Credentials, Grant, Lease, Provider};
use resilin::quota::QuotaState;
use resilin::{Class, Error, Fault, Registry, resilient};

use super::common::{Failed, Outcome, mins, pass, secs};

/// A server whose limit logins count against, too.
struct Exchange {
    registry: Registry,
    logins: Arc<AtomicU32>,
}

impl Exchange {
    #[resilient(attempts = 1, quota = "exchange", registry = self.registry)]
    async fn login(&self) -> Outcome<u32> {
        Ok(self.logins.fetch_add(1, Relaxed) + 1)
    }
}

impl Provider for Exchange {
    type Secret = u32;
    type Error = Error<Failed>;

    async fn renew(&self, _: Option<&Lease<u32>>) -> Result<Grant<u32>, Error<Failed>> {
        Ok(Grant::new(self.login().await?).ttl(mins(30)))
    }
}

struct Account {
    registry: Registry,
    logins: Arc<AtomicU32>,
    session: Credentials<Exchange>,
}

impl Account {
    fn new() -> Self {
        let (registry, logins) = (Registry::new(), Arc::default());
        let exchange = Exchange { registry: registry.clone(), logins: Arc::clone(&logins) };
        Self { registry, logins, session: Credentials::new(exchange) }
    }

    #[resilient(attempts = 2, credentials(lease = self.session), quota = "exchange", registry = self.registry)]
    async fn balance(&self) -> Outcome<u32> {
        Ok(**lease)
    }

    #[resilient(attempts = 2, credentials(lease = self.session))]
    async fn forbidden(&self) -> Outcome<u32> {
        let _ = lease;
        Err(Failed(Fault::new(Class::AUTH)).into())
    }
}

/// The login is a call of its own, in a task of its own: it is the probe, and what waited for it comes after.
// Red when: `leased` takes the quota's place before it has a lease (`Session::reach` in place of `Session::look`).
#[tokio::test(start_paused = true)]
async fn a_login_needs_a_place_of_the_quota_that_its_call_names() {
    let account = Account::new();
    assert_eq!(account.balance().await, Ok(1));
    account.registry.quota("exchange").close_for(mins(60));
    pass(mins(61)).await;
    assert_eq!(account.balance().await, Ok(2), "the session ran out while the quota was closed");
    assert_eq!(account.registry.quota("exchange").state(), QuotaState::Ramp);
}

/// A call without the permission is refused under every session: it must not log in for each attempt, and must not take
/// the session away from those that have the permission.
// Red when: `is_soon` in runtime/src/credentials/lifecycle.rs is always false.
#[tokio::test(start_paused = true)]
async fn what_refuses_every_lease_does_not_log_in_each_time() {
    let account = Account::new();
    for _ in 0..100 {
        assert!(account.forbidden().await.is_err());
        pass(secs(1)).await;
    }
    let logins = account.logins.load(Relaxed);
    assert!((15..=30).contains(&logins), "{logins}: some at once, then one for every five seconds");
}

/// A unit mistaken, or a server whose clock is behind: the lease is over before the caller that waited for it wakes up.
struct Brief(Arc<AtomicU32>);

impl Provider for Brief {
    type Secret = u32;
    type Error = Error<Failed>;

    async fn renew(&self, _: Option<&Lease<u32>>) -> Result<Grant<u32>, Error<Failed>> {
        tokio::time::sleep(secs(1)).await;
        Ok(Grant::new(self.0.fetch_add(1, Relaxed) + 1).ttl(Duration::from_nanos(1)))
    }
}

// Red when: `ask_again` in runtime/src/credentials/lifecycle.rs knows nothing of `granted_by`: it waits again, and again.
#[tokio::test(start_paused = true)]
async fn a_lease_that_is_over_at_once_is_an_error_and_no_storm() {
    let logins = Arc::default();
    let session = Credentials::new(Brief(Arc::clone(&logins)));
    let mut waiting = pin!(session.get());
    assert!(poll!(&mut waiting).is_pending());
    tokio::time::sleep(secs(2)).await;
    let Poll::Ready(Err(error)) = poll!(&mut waiting) else {
        panic!("it waits for another one");
    };
    assert_eq!(error.to_string(), "the provider granted what had expired already");
    assert_eq!(logins.load(Relaxed), 1);
}
