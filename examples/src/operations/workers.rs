//! The traffic: workers who go on calling, whatever comes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::call::{Call, Calls};
use super::{ORDER_SITE, QUOTE_SITE, ShopClient};

/// How many workers ask for prices.
pub const READERS: usize = 3;

/// How many workers place orders.
pub const BUYERS: usize = 2;

/// Long enough for a person to see, short enough for the program to end soon.
const PAUSE: Duration = Duration::from_millis(15);

/// Workers who call until they are told to stop.
pub(super) struct Workers {
    running: JoinSet<()>,
    stop: Arc<AtomicBool>,
}

impl Workers {
    pub(super) fn start(client: &ShopClient, calls: &Calls) -> Self {
        let (mut running, stop) = (JoinSet::new(), Arc::new(AtomicBool::new(false)));
        for number in 0..READERS + BUYERS {
            let site = if number < READERS { QUOTE_SITE } else { ORDER_SITE };
            let worker = Worker { number, site, client: client.clone(), calls: calls.clone() };
            running.spawn(worker.work(Arc::clone(&stop)));
        }
        Self { running, stop }
    }

    /// Waits for the calls under way.
    pub(super) async fn stop(self) {
        self.stop.store(true, Ordering::Relaxed);
        self.running.join_all().await;
    }
}

struct Worker {
    number: usize,
    site: &'static str,
    client: ShopClient,
    calls: Calls,
}

impl Worker {
    async fn work(self, stop: Arc<AtomicBool>) {
        for count in 0.. {
            if stop.load(Ordering::Relaxed) {
                return;
            }
            let call = self.call(format!("{}-{count}", self.number)).await;
            self.calls.add(call);
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn call(&self, id: String) -> Call {
        let begun = Instant::now();
        let outcome = match self.site {
            ORDER_SITE => self.client.order(&id).await,
            _ => self.client.quote(&id).await,
        };
        Call { site: self.site, id, begun, ended: outcome.into() }
    }
}
