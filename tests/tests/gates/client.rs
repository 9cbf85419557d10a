//! A client that logs in.

use std::sync::Mutex;

use resilin::Registry;
use resilin::credentials::{Credentials, Lease};

use super::common::{Answer, Failed, Login, Server};

/// A server, the credentials for it, and names of its own.
pub(crate) struct Client {
    pub(crate) server: Server,
    pub(crate) session: Credentials<Login>,
    pub(crate) login: Login,
    pub(crate) registry: Registry,
    epochs: Mutex<Vec<u64>>,
}

impl Client {
    pub(crate) fn new(server: Server) -> Self {
        let (session, login) = Login::credentials();
        Self { server, session, login, registry: Registry::new(), epochs: Mutex::default() }
    }

    pub(crate) fn failing<A: Into<Answer>>(first: impl IntoIterator<Item = A>) -> Self {
        Self::new(Server::failing(first))
    }

    pub(crate) fn always(answer: impl Into<Answer>) -> Self {
        Self::new(Server::always(answer))
    }

    /// One run of a body: with this lease.
    pub(crate) fn ask(&self, lease: &Lease<&'static str>) -> Result<u64, Failed> {
        self.epochs.lock().expect("nothing panics under the lock").push(lease.epoch());
        self.server.ask()?;
        Ok(lease.epoch())
    }

    /// The lease of each run.
    pub(crate) fn epochs(&self) -> Vec<u64> {
        self.epochs.lock().expect("nothing panics under the lock").clone()
    }

    /// Whether the last lease is still taken for a good one.
    pub(crate) fn is_lease_good(&self) -> bool {
        self.session.snapshot().is_good
    }
}
