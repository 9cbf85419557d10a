//! A model's HTTP interface on loopback, which does as a scene wants it to, and keeps a log of what it was asked.

mod log;
mod reply;

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde::Deserialize;
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};

pub use log::{Log, Received};
pub use reply::{Asked, Provider, Reply};

use crate::server::http::{self, Request};

/// A server that runs until the program ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Log,
}

impl Server {
    /// Starts a server on a port of 127.0.0.1 that is free.
    ///
    /// # Errors
    ///
    /// Where no port can be opened.
    pub async fn start(provider: impl Provider) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, log) = (listener.local_addr()?, Log::default());
        let provider = Mutex::new(Box::new(provider) as Box<dyn Provider>);
        tokio::spawn(accept(listener, Arc::new(Stage { provider, log: log.clone() })));
        Ok(Self { address, log })
    }

    /// `http://127.0.0.1:…`, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the server was asked so far.
    pub fn log(&self) -> &Log {
        &self.log
    }
}

/// What all connections share.
struct Stage {
    provider: Mutex<Box<dyn Provider>>,
    log: Log,
}

impl Stage {
    /// Notes the request and decides on the reply, both in one order.
    fn take(&self, request: &Request) -> (usize, Reply) {
        let asked = asked(request);
        let mut provider = self.provider.lock().unwrap_or_else(PoisonError::into_inner);
        let at = Instant::now();
        let reply = provider.reply(&asked, at);
        (self.log.add(Received { asked, at, status: reply.status, replied: None }), reply)
    }
}

#[derive(Default, Deserialize)]
struct Body {
    prompt: String,
}

fn asked(request: &Request) -> Asked {
    let key = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let Body { prompt } = serde_json::from_slice(&request.body).unwrap_or_default();
    Asked { key: key.unwrap_or_default().to_owned(), prompt }
}

async fn accept(listener: TcpListener, stage: Arc<Stage>) {
    while let Ok((connection, _)) = listener.accept().await {
        let stage = Arc::clone(&stage);
        // A client that leaves early is no fault of the server's.
        tokio::spawn(async move { serve(connection, &stage).await.ok() });
    }
}

/// One request a connection: what happens to a call is then easy to see.
async fn serve(mut connection: TcpStream, stage: &Stage) -> io::Result<()> {
    let request = http::read_whole(&mut connection).await?;
    let (entry, reply) = stage.take(&request);
    tokio::time::sleep(reply.after).await;
    // Noted first: whoever has the reply comes later than the note.
    stage.log.replying(entry);
    connection.write_all(reply.text().as_bytes()).await?;
    connection.shutdown().await
}
