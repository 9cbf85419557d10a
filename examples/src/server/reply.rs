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
    pub(super) async fn give(self, connection: &mut TcpStream) -> io::Result<()> {
        match self {
            Self::Reset => return connection.set_zero_linger(),
            Self::Answer(answer) => connection.write_all(answer.text().as_bytes()).await?,
            Self::Slow(delay, answer) => {
                tokio::time::sleep(delay).await;
                connection.write_all(answer.text().as_bytes()).await?;
            }
        }
        connection.shutdown().await
    }
}
