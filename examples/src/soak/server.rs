//! The servers, in a thread of their own, so that their tasks are not counted among the callers'.

mod deed;
mod host;
mod port;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::sync::{oneshot, watch};

use super::Plan;
use super::plan::{HOSTS, Weather};
use host::Host;

/// How long the weather stays as it is.
const SLOT: Duration = Duration::from_secs(3);

/// Servers that run until this is dropped.
#[derive(Debug)]
pub(super) struct Servers {
    pub(super) addresses: Vec<SocketAddr>,
    shared: Arc<Shared>,
    _stop: watch::Sender<()>,
}

/// What all servers share.
#[derive(Debug)]
struct Shared {
    plan: Plan,
    begun: Instant,
    is_well: AtomicBool,
    requests: AtomicU64,
    restarts: AtomicU64,
}

impl Servers {
    /// Starts them, and all is well.
    pub(super) async fn start(plan: Plan) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            plan,
            begun: Instant::now(),
            is_well: AtomicBool::new(true),
            requests: AtomicU64::new(0),
            restarts: AtomicU64::new(0),
        });
        let (stop, stopped) = watch::channel(());
        let (told, addresses) = oneshot::channel();
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let of_thread = Arc::clone(&shared);
        thread::Builder::new().name("soak-servers".to_owned()).spawn(move || {
            runtime.block_on(serve(of_thread, told, stopped));
        })?;
        let addresses = addresses.await.map_err(io::Error::other)??;
        Ok(Self { addresses, shared, _stop: stop })
    }

    /// From now on nothing goes wrong, or everything does that the plan says.
    pub(super) fn be_well(&self, is_well: bool) {
        self.shared.is_well.store(is_well, Ordering::Relaxed);
    }

    /// How many requests have come as a whole.
    pub(super) fn requests(&self) -> u64 {
        self.shared.requests.load(Ordering::Relaxed)
    }

    /// How often one of them has restarted.
    pub(super) fn restarts(&self) -> u64 {
        self.shared.restarts.load(Ordering::Relaxed)
    }
}

impl Shared {
    /// The number of the slot that it is.
    fn slot(&self) -> u32 {
        u32::try_from(self.begun.elapsed().as_millis() / SLOT.as_millis()).unwrap_or(u32::MAX)
    }

    /// When the slot of this number is over.
    fn end(&self, slot: u32) -> Instant {
        self.begun + SLOT * slot.saturating_add(1)
    }

    /// `None` where all is well.
    fn weather(&self, host: u32) -> Option<Weather> {
        let is_well = self.is_well.load(Ordering::Relaxed);
        (!is_well).then(|| self.plan.weather(host, self.slot()))
    }
}

/// Serves until nobody wants it any more: then all that there is goes with the runtime.
async fn serve(
    shared: Arc<Shared>,
    told: oneshot::Sender<io::Result<Vec<SocketAddr>>>,
    mut stopped: watch::Receiver<()>,
) {
    let hosts = open().and_then(|listeners| {
        let addresses = listeners.iter().map(TcpListener::local_addr).collect::<io::Result<Vec<_>>>()?;
        Ok((listeners, addresses))
    });
    let told = match hosts {
        Err(error) => told.send(Err(error)),
        Ok((listeners, addresses)) => {
            for ((number, listener), address) in (0..).zip(listeners).zip(&addresses) {
                tokio::spawn(Host::new(number, *address, Arc::clone(&shared)).run(listener));
            }
            told.send(Ok(addresses))
        }
    };
    if told.is_ok() {
        // The sender is dropped, never used.
        stopped.changed().await.ok();
    }
}

fn open() -> io::Result<Vec<TcpListener>> {
    (0..HOSTS).map(|_| port::any()).collect()
}
