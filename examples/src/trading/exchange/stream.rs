//! A connection that is kept open for as long as its session lives.

use std::io;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::Desk;
use super::answer::Answer;
use super::log::{Cut, Stream};
use super::sessions::Known;

/// The time between two ticks.
const TICK: Duration = Duration::from_millis(50);

impl Desk {
    /// Sends a tick now and then until the client leaves, or its session has ended.
    pub(super) async fn stream(&self, session: Option<Known>, mut connection: TcpStream) -> io::Result<()> {
        let Some(session) = session.filter(|session| self.end_of(*session).is_none()) else {
            return Answer::status(401).send(&mut connection).await;
        };
        let entry = self.note_stream(session);
        connection.write_all(b"HTTP/1.1 200 \r\nconnection: close\r\n\r\n").await?;
        let cut = self.tick(session, &mut connection).await;
        self.state().log.streams[entry].closed = Some((Instant::now(), cut));
        connection.shutdown().await
    }

    async fn tick(&self, session: Known, connection: &mut TcpStream) -> Cut {
        loop {
            if let Some(end) = self.end_of(session) {
                return end;
            }
            if connection.write_all(b"tick\n").await.is_err() || has_left(connection).await {
                return Cut::ByClient;
            }
        }
    }

    fn note_stream(&self, session: Known) -> usize {
        let (account, number) = self.owner(session);
        let mut state = self.state();
        state.log.streams.push(Stream { account, session: number, opened: Instant::now(), closed: None });
        state.log.streams.len() - 1
    }
}

/// Whether the client leaves before the next tick. It has nothing more to say: what can be read is its end.
async fn has_left(connection: &mut TcpStream) -> bool {
    tokio::select! {
        _ = connection.read_u8() => true,
        () = sleep(TICK) => false,
    }
}
