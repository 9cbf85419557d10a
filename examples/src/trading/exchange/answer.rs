//! A response.

use std::io;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// A response.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    retry_after: Option<u64>,
    body: String,
}

impl Answer {
    /// Only a status.
    pub(super) const fn status(status: u16) -> Self {
        Self { status, retry_after: None, body: String::new() }
    }

    /// 200 with a body.
    pub(super) const fn ok(body: String) -> Self {
        Self { status: 200, retry_after: None, body }
    }

    /// With `Retry-After`, in seconds.
    pub(super) const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    pub(super) async fn send(self, connection: &mut TcpStream) -> io::Result<()> {
        let Self { status, retry_after, body } = self;
        let retry_after = retry_after.map(|seconds| format!("retry-after: {seconds}\r\n")).unwrap_or_default();
        let length = body.len();
        let text = format!(
            "HTTP/1.1 {status} \r\n{retry_after}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        );
        connection.write_all(text.as_bytes()).await?;
        connection.shutdown().await
    }
}
