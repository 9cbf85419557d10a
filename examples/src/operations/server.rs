//! The shop: a server on loopback that is well, slow, down or crowded, as it is told to be.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::server::http;

/// What is asked for a price.
pub const QUOTE: &str = "/quote";

/// What is asked to place an order.
pub const ORDER: &str = "/order";

/// How the shop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It answers.
    Well,
    /// It answers nobody until it is in another mood.
    Slow,
    /// It says 503.
    Down,
    /// It says 429.
    Crowded,
}

/// One request, as the shop saw it.
#[derive(Clone, Debug)]
pub struct Request {
    /// [`QUOTE`] or [`ORDER`].
    pub path: String,
    /// The call that it belongs to.
    pub id: String,
    /// When it had arrived as a whole.
    pub at: Instant,
    /// The status of the answer; `None` before there is one.
    pub status: Option<u16>,
}

/// A server that runs until the program ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shop: Shop,
}

/// What all connections share.
#[derive(Clone, Debug)]
struct Shop {
    mood: watch::Sender<Mood>,
    log: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Opens the shop on a port of 127.0.0.1 that is free.
    ///
    /// # Errors
    ///
    /// Where no port can be opened.
    pub async fn open() -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, shop) =
            (listener.local_addr()?, Shop { mood: watch::Sender::new(Mood::Well), log: Arc::default() });
        tokio::spawn(accept(listener, shop.clone()));
        Ok(Self { address, shop })
    }

    /// `http://127.0.0.1:…`, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes its mood. Who is waiting for an answer gets one in the new mood.
    pub fn turn(&self, mood: Mood) {
        self.shop.mood.send_replace(mood);
    }

    /// What it was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.shop.log().clone()
    }

    /// How many are waiting for an answer to this.
    pub fn waiting(&self, path: &str) -> usize {
        self.shop.log().iter().filter(|request| request.path == path && request.status.is_none()).count()
    }
}

async fn accept(listener: TcpListener, shop: Shop) {
    while let Ok((connection, _)) = listener.accept().await {
        let shop = shop.clone();
        tokio::spawn(async move { shop.serve(connection).await.ok() });
    }
}

impl Shop {
    /// One request a connection: what happens to a call is then easy to see.
    async fn serve(&self, mut connection: TcpStream) -> io::Result<()> {
        let request = http::read_whole(&mut connection).await?;
        let id = request.header("x-request-id").unwrap_or_default().to_owned();
        let entry = self.note(Request { path: request.path, id, at: Instant::now(), status: None });
        let (status, body) = answer(self.mood().await);
        // Noted first: whoever has the answer comes later than the note.
        self.log()[entry].status = Some(status);
        let length = body.len();
        let text = format!("HTTP/1.1 {status} \r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}");
        connection.write_all(text.as_bytes()).await?;
        connection.shutdown().await
    }

    fn note(&self, request: Request) -> usize {
        let mut log = self.log();
        log.push(request);
        log.len() - 1
    }

    /// The mood to answer in.
    async fn mood(&self) -> Mood {
        let mut mood = self.mood.subscribe();
        // It never ends: the sender is here.
        mood.wait_for(|mood| *mood != Mood::Slow).await.map_or(Mood::Well, |mood| *mood)
    }

    fn log(&self) -> MutexGuard<'_, Vec<Request>> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn answer(mood: Mood) -> (u16, &'static str) {
    match mood {
        Mood::Well | Mood::Slow => (200, r#"{"cents":1250}"#),
        Mood::Down => (503, ""),
        Mood::Crowded => (429, ""),
    }
}
