//! A session whose login fails, hangs and panics.

use std::future::pending;
use std::io;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use resilin::credentials::{Credentials, Grant, Lease, Provider};

use crate::soak::panics;
use crate::soak::plan::{Plan, Renewal};

/// The session that the tasks share.
pub(super) type Session = Credentials<Login>;

/// Whoever logs in.
#[derive(Debug)]
pub(in crate::soak) struct Login {
    plan: Plan,
    count: AtomicU32,
}

impl Login {
    pub(super) fn session(plan: Plan) -> Session {
        Credentials::new(Self { plan, count: AtomicU32::new(0) })
            .renew_before(Duration::from_millis(500))
            .renew_timeout(Duration::from_millis(700))
            .remember_failure(Duration::from_millis(50))
    }
}

impl Provider for Login {
    type Secret = u32;
    type Error = io::Error;

    async fn renew(&self, _: Option<&Lease<u32>>) -> io::Result<Grant<u32>> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(20)).await;
        match self.plan.renewal(number) {
            Renewal::Granted(time) => Ok(Grant::new(number).ttl(time)),
            Renewal::Fails => Err(io::Error::other("nobody logs in today")),
            Renewal::Hangs => pending().await,
            Renewal::Panics => panics::as_planned(),
        }
    }
}
