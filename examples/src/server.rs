//! An HTTP server on loopback that answers by script, and keeps a log of what it was asked.

pub(crate) mod http;
mod log;
mod reply;

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::net::{TcpListener, TcpStream};

pub use log::{Log, Received};
use reply::Act;
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
    turns: Mutex<HashMap<String, Turns>>,
    log: Log,
}

/// How often a path was asked for, and since when.
struct Turns {
    taken: usize,
    first: Instant,
}

impl Stage {
    fn act(&self, path: &str) -> Act {
        let Some(replies) = self.script.get(path) else {
            return Reply::Answer(Answer::status(404)).act(0, Duration::ZERO);
        };
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let turns = turns.entry(path.to_owned()).or_insert(Turns { taken: 0, first: now });
        let number = turns.taken;
        turns.taken += 1;
        replies[number.min(replies.len() - 1)].act(number, now.duration_since(turns.first))
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
    let act = stage.act(&request.path);
    let entry = stage.log.add(request);
    act.wait().await;
    // Noted first: whoever has the reply comes later than the note.
    stage.log.replying(&entry);
    act.perform(&mut connection).await
}
