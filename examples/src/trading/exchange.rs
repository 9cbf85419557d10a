//! An exchange on loopback: its sessions end, its logins are slow, and it keeps a log of all that it was asked.

mod answer;
mod book;
mod log;
mod plan;
mod sessions;
mod stream;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::net::{TcpListener, TcpSocket, TcpStream};

pub use log::{Asked, Booked, Cut, Log, Login, Request, Session, Stream, Verdict};

use super::Telling;
use crate::server::http;
use plan::Plan;

/// An exchange that runs until the program ends. Clones are the same exchange.
#[derive(Clone, Debug)]
pub struct Exchange {
    desk: Arc<Desk>,
    address: SocketAddr,
    gateway: SocketAddr,
    shut: Arc<Mutex<Option<TcpSocket>>>,
}

/// What all connections share.
#[derive(Debug)]
struct Desk {
    telling: Telling,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    log: Log,
    plan: Plan,
}

impl Exchange {
    /// Opens an exchange on two ports of 127.0.0.1 that are free. Its gateway for orders is shut still.
    ///
    /// # Errors
    ///
    /// Where no port can be opened.
    pub async fn open(telling: Telling) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        // Bound and not listening: whoever connects is refused, and nobody else can have the port.
        let gateway = TcpSocket::new_v4()?;
        gateway.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
        let exchange = Self {
            address: listener.local_addr()?,
            gateway: gateway.local_addr()?,
            desk: Arc::new(Desk { telling, state: Mutex::default() }),
            shut: Arc::new(Mutex::new(Some(gateway))),
        };
        tokio::spawn(Arc::clone(&exchange.desk).accept(listener));
        Ok(exchange)
    }

    /// `http://127.0.0.1:…`, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it takes orders, in the same form.
    pub fn gateway_url(&self) -> String {
        format!("http://{}", self.gateway)
    }

    /// Opens the gateway for orders.
    ///
    /// # Errors
    ///
    /// Where the system does not let it.
    pub fn open_gateway(&self) -> io::Result<()> {
        let socket = self.shut.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(socket) = socket {
            self.desk.telling.line("exchange", "opens its gateway for orders");
            tokio::spawn(Arc::clone(&self.desk).accept(socket.listen(1024)?));
        }
        Ok(())
    }

    /// What it was asked and did so far.
    pub fn log(&self) -> Log {
        self.desk.state().log.clone()
    }

    /// Books the order of this name and then says 500.
    pub fn fail_after_booking(&self, order: &'static str) {
        self.desk.state().plan.doubtful = Some(order);
    }

    /// An account has used up what it may ask, for so long.
    pub fn use_up(&self, account: &'static str, time: Duration) {
        self.desk.state().plan.used_up = Some((account, Instant::now() + time));
    }

    /// The next logins of an account fail.
    pub fn fail_logins(&self, account: &'static str, count: usize) {
        self.desk.state().plan.failing_logins = Some((account, count));
    }

    /// Once so many calls with the account's newest session are under way, it revokes that and all before it, and only
    /// then looks at the calls.
    pub fn strike_midnight(&self, account: &'static str, calls: usize) {
        let mut state = self.desk.state();
        let newest = state.log.sessions_of(account).count();
        state.plan.midnight = Some(plan::Midnight::new(account, newest, calls));
    }
}

impl Desk {
    async fn accept(self: Arc<Self>, listener: TcpListener) {
        while let Ok((connection, _)) = listener.accept().await {
            let desk = Arc::clone(&self);
            // A client that leaves early is no fault of the exchange's.
            tokio::spawn(async move { desk.serve(connection).await.ok() });
        }
    }

    /// One request a connection: what happens to a call is then easy to see.
    async fn serve(&self, mut connection: TcpStream) -> io::Result<()> {
        let request = http::read_whole(&mut connection).await?;
        if request.path == "/login" {
            let account = String::from_utf8_lossy(&request.body).into_owned();
            return self.log_in(&account).await.send(&mut connection).await;
        }
        let session = self.session(request.header("authorization"));
        if request.path == "/ticks" {
            return self.stream(session, connection).await;
        }
        self.answer(session, &request).await.send(&mut connection).await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
