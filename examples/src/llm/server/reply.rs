//! What the server does with a request.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Who asks, and for what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The key.
    pub key: String,
    /// The prompt; no two calls of a scene have the same, unless they are the same question.
    pub prompt: String,
}

/// Decides what comes of each request.
pub trait Provider: Send + 'static {
    /// The reply to a request that arrives at this time.
    fn reply(&mut self, asked: &Asked, now: Instant) -> Reply;
}

/// A response, and how long it takes.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(super) after: Duration,
    pub(super) status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Reply {
    /// 200, and what the model says. It takes a moment.
    pub fn says(text: &str) -> Self {
        let body = serde_json::json!({ "text": text }).to_string();
        Self { after: Duration::from_millis(20), status: 200, headers: Vec::new(), body }
    }

    /// A failure with a word for it.
    pub fn fails(status: u16, code: &str) -> Self {
        let body = serde_json::json!({ "error": { "code": code } }).to_string();
        Self { after: Duration::from_millis(5), status, headers: Vec::new(), body }
    }

    /// Not before so long.
    #[must_use]
    pub fn after(mut self, time: Duration) -> Self {
        self.after = time;
        self
    }

    /// With this header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// With what remains, and the time until it is more. Never less time than there is: in whole milliseconds.
    #[must_use]
    pub fn with_remaining(self, requests: usize, resets_in: Duration) -> Self {
        let millis = resets_in.as_nanos().div_ceil(1_000_000);
        self.with("x-ratelimit-remaining-requests", requests.to_string())
            .with("x-ratelimit-reset-requests", format!("{millis}ms"))
    }

    pub(super) fn text(&self) -> String {
        let Self { status, headers, body, .. } = self;
        let mut head = format!("HTTP/1.1 {status} \r\n");
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let length = body.len();
        format!(
            "{head}content-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
    }
}
