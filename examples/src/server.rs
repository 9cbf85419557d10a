//! An HTTP server on loopback that answers by script, and keeps a log of what it was asked.

mod http;
mod log;
mod reply;

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpStream};

pub use log::{Log, Received};
pub use reply::{Answer, Reply};

/// A server that runs until the program ends.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Log,
}

/// How each path is answered: one reply after the other, then the last one again and again.
pub type Script = HashMap<&'static str, &'static [Reply]>;

impl Server {
    /// Starts a server on a port of 127.0.0.1 that is free.
    ///
    /// # Errors
    ///
    /// Where no port can be opened.
    pub async fn start(script: Script) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let (address, log) = (listener.local_addr()?, Log::default());
        tokio::spawn(accept(listener, Arc::new(Stage { turns: Mutex::default(), script, log: log.clone() })));
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
    script: Script,
    /// How often each path was asked for.
    turns: Mutex<HashMap<String, usize>>,
    log: Log,
}

impl Stage {
    fn reply(&self, path: &str) -> Reply {
        let Some(replies) = self.script.get(path) else {
            return Reply::Answer(Answer::status(404));
        };
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = turns.entry(path.to_owned()).or_default();
        *turn += 1;
        replies[(*turn - 1).min(replies.len() - 1)]
    }
}

async fn accept(listener: TcpListener, stage: Arc<Stage>) {
    while let Ok((connection, _)) = listener.accept().await {
        let stage = Arc::clone(&stage);
        // A client that leaves early, as one with a timeout does, is no fault of the server's.
        tokio::spawn(async move { serve(connection, &stage).await.ok() });
    }
}

/// One request a connection: what happens to a call is then easy to see.
async fn serve(mut connection: TcpStream, stage: &Stage) -> io::Result<()> {
    let request = http::read(&mut connection).await?;
    let reply = stage.reply(&request.path);
    stage.log.add(request);
    reply.give(&mut connection).await
}
