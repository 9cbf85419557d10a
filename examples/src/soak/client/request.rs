//! The requests themselves: one run of a body is one request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use resilin::reqwest_0_13::ResponseExt as _;
use serde::Deserialize;
use tokio::sync::Semaphore;

use super::resilient;
use super::session::{Login, Session};
use crate::shop::ShopError;
use crate::soak::Form;
use crate::soak::gate::Gate;
use crate::soak::ledger::Ledger;
use crate::soak::panics;
use crate::soak::plan::{End, Intent, Plan};

/// A connection that nobody uses is given up soon: the soak ends with none.
const IDLE: Duration = Duration::from_secs(5);

/// What the servers say.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(in crate::soak) struct Answer {
    pub(super) worth: i64,
    /// The fallback's answer, not the server's.
    #[serde(skip)]
    pub(in crate::soak) is_rescued: bool,
}

/// What one call asks for.
#[derive(Clone, Copy, Debug)]
pub(in crate::soak) struct Asked {
    pub(in crate::soak) task: u32,
    pub(in crate::soak) number: u32,
    pub(in crate::soak) host: u32,
    pub(in crate::soak) tenant: u32,
    /// The attempt in which the body panics; 0 is none.
    pub(in crate::soak) panics_at: u32,
}

/// The client that the tasks share.
#[derive(Debug)]
pub(in crate::soak) struct Client {
    http: reqwest::Client,
    addresses: Vec<SocketAddr>,
    sockets: Semaphore,
    pub(super) session: Session,
    pub(super) ledger: Arc<Ledger>,
    pub(in crate::soak) gate: Gate,
}

impl From<Intent> for Asked {
    fn from(intent: Intent) -> Self {
        let Intent { task, number, host, tenant, .. } = intent;
        let panics_at = if let End::Panics(attempt) = intent.end { attempt } else { 0 };
        Self { task, number, host, tenant, panics_at }
    }
}

impl Client {
    /// A client of the servers at `addresses`, which never has more than so many sockets at work.
    pub(in crate::soak) fn new(
        plan: Plan,
        addresses: &[SocketAddr],
        sockets: usize,
        ledger: Arc<Ledger>,
    ) -> Result<Self, ShopError> {
        resilient::list();
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            // One run of a body is one request, so that client and server can be held against each other.
            .retry(reqwest::retry::never())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(sockets.div_ceil(2 * addresses.len()))
            .build()?;
        Ok(Self {
            http,
            addresses: addresses.to_vec(),
            sockets: Semaphore::new(sockets),
            session: Login::session(plan),
            ledger,
            gate: Gate::default(),
        })
    }

    /// One attempt.
    pub(super) async fn ask(&self, form: Form, asked: &Asked, attempt: u32) -> Result<Answer, ShopError> {
        self.ledger.body(form);
        if asked.panics_at == attempt {
            // Not in the first poll alone: a panic may come from anywhere.
            tokio::task::yield_now().await;
            panics::as_planned();
        }
        // It is never closed.
        let _socket = self.sockets.acquire().await.ok();
        Ok(self.http.get(self.url(asked, attempt)).send().await?.error_with_hint()?.json().await?)
    }

    fn url(&self, asked: &Asked, attempt: u32) -> String {
        let address = self.addresses[asked.host as usize % self.addresses.len()];
        format!("http://{address}/{}/{}/{attempt}", asked.task, asked.number)
    }
}
