//! One server: it listens, answers, and restarts as its weather says.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use super::Shared;
use super::deed::{self, perform};
use crate::server::http;
use crate::soak::plan::{Deed, Weather};

/// A port that somebody else has for a moment is asked for again.
const PAUSE: Duration = Duration::from_millis(20);

pub(super) struct Host {
    number: u32,
    address: SocketAddr,
    shared: Arc<Shared>,
    /// Every connection hears of a restart.
    restart: watch::Sender<()>,
}

impl Host {
    pub(super) fn new(number: u32, address: SocketAddr, shared: Arc<Shared>) -> Self {
        Self { number, address, shared, restart: watch::Sender::new(()) }
    }

    pub(super) async fn run(self, mut listener: TcpListener) {
        loop {
            let slot = self.shared.slot();
            if let Some(Weather::Restart(down)) = self.shared.weather(self.number) {
                listener = self.restart(listener, down).await;
            }
            self.listen(&listener, self.shared.end(slot).into()).await;
        }
    }

    /// Nobody is there for a while; who was connected is reset.
    async fn restart(&self, listener: TcpListener, down: Duration) -> TcpListener {
        drop(listener);
        self.shared.restarts.fetch_add(1, Ordering::Relaxed);
        self.restart.send_replace(());
        sleep(down).await;
        loop {
            match TcpListener::bind(self.address).await {
                Ok(listener) => return listener,
                Err(_) => sleep(PAUSE).await,
            }
        }
    }

    async fn listen(&self, listener: &TcpListener, until: Instant) {
        while let Ok(accepted) = timeout_at(until, listener.accept()).await {
            match accepted {
                Ok((connection, _)) => {
                    let (shared, restarted) = (Arc::clone(&self.shared), self.restart.subscribe());
                    tokio::spawn(connected(connection, self.number, shared, restarted));
                }
                // No descriptor is left, or the client is gone already.
                Err(_) => sleep(PAUSE).await,
            }
        }
    }
}

async fn connected(mut connection: TcpStream, host: u32, shared: Arc<Shared>, mut restarted: watch::Receiver<()>) {
    let is_to_be_reset = tokio::select! {
        is_to_be_reset = serve(&mut connection, host, &shared) => is_to_be_reset,
        _ = restarted.changed() => true,
    };
    if is_to_be_reset {
        // Closing it is a reset then.
        connection.set_zero_linger().ok();
    }
}

/// One request after the other; `true` if the connection is to be reset.
async fn serve(connection: &mut TcpStream, host: u32, shared: &Shared) -> bool {
    while let Ok(request) = http::read_whole(connection).await {
        shared.requests.fetch_add(1, Ordering::Relaxed);
        let deed = match shared.weather(host) {
            Some(weather) => shared.plan.deed(weather, asked(&request.path)),
            None => Deed::Answers(Duration::ZERO),
        };
        match perform(deed, connection).await {
            Ok(deed::Then::Next) => {}
            Ok(deed::Then::Reset) => return true,
            // It went away.
            Ok(deed::Then::Close) | Err(_) => return false,
        }
    }
    false
}

/// The task, its call, the attempt: `/12/3/1`.
fn asked(path: &str) -> [u32; 3] {
    let mut numbers = path.split('/').skip(1).map(|number| number.parse().unwrap_or(0));
    [(); 3].map(|()| numbers.next().unwrap_or(0))
}
