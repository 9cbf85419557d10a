//! What the server does with a request that it has read.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// What the server does with a request that it has read.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// Breaks the connection (a TCP reset), as a server does that dies.
    Reset,
    /// Answers.
    Answer(Answer),
    /// Answers after so long.
    Slow(Duration, Answer),
    /// An outage: for so long from the first request for this path on, the former replies in turn, then the latter.
    Outage(Duration, &'static [Self], &'static Self),
}

/// A response.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    status: u16,
    retry_after: Option<u64>,
    body: &'static str,
}

impl Answer {
    /// Only a status.
    pub const fn status(status: u16) -> Self {
        Self { status, retry_after: None, body: "" }
    }

    /// 200 with a body.
    pub const fn ok(body: &'static str) -> Self {
        Self { status: 200, retry_after: None, body }
    }

    /// With `Retry-After`, in seconds.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    fn text(&self) -> String {
        let Self { status, body, .. } = self;
        let retry_after =
            self.retry_after.map(|seconds| format!("retry-after: {seconds}\r\n")).unwrap_or_default();
        let length = body.len();
        format!("HTTP/1.1 {status} \r\n{retry_after}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
    }
}

impl Reply {
    /// What is to be done with the request of this number, from 0, so long after the first one for its path.
    pub(super) fn act(self, number: usize, since_first: Duration) -> Act {
        match self {
            Self::Reset => Act { delay: Duration::ZERO, answer: None },
            Self::Answer(answer) => Act { delay: Duration::ZERO, answer: Some(answer) },
            Self::Slow(delay, answer) => Act { delay, answer: Some(answer) },
            Self::Outage(lasts, down, _) if since_first < lasts => {
                down[number % down.len()].act(number, since_first)
            }
            Self::Outage(_, _, well) => well.act(number, since_first),
        }
    }
}

/// What is to be done with one request: wait, then answer it or break the connection.
pub(super) struct Act {
    delay: Duration,
    answer: Option<Answer>,
}

impl Act {
    pub(super) async fn wait(&self) {
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
    }

    pub(super) async fn perform(self, connection: &mut TcpStream) -> io::Result<()> {
        let Some(answer) = self.answer else {
            return connection.set_zero_linger();
        };
        connection.write_all(answer.text().as_bytes()).await?;
        connection.shutdown().await
    }
}
