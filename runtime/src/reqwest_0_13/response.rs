//! A failed response that keeps what its headers said.

use std::error::Error;
use std::fmt;

use http::StatusCode;
use reqwest::{Response, Url};

use crate::{Classify, Fault, Hint, http_1};

/// Adds [`error_with_hint`](Self::error_with_hint) to a [`Response`].
pub trait ResponseExt: sealed::Sealed + Sized {
    /// As [`Response::error_for_status`], but the error keeps when the server wants to be asked again.
    ///
    /// ```
    /// use resilin::reqwest_0_13::ResponseExt as _;
    ///
    /// async fn price(http: &reqwest::Client, url: &str) -> anyhow::Result<String> {
    ///     Ok(http.get(url).send().await?.error_with_hint()?.text().await?)
    /// }
    /// # mod anyhow { pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>; }
    /// ```
    ///
    /// # Errors
    ///
    /// [`StatusError`] where the status is 4xx or 5xx.
    fn error_with_hint(self) -> Result<Self, StatusError>;
}

impl ResponseExt for Response {
    fn error_with_hint(self) -> Result<Self, StatusError> {
        let fault = http_1::fault(self.status(), self.headers());
        let status = self.status();
        self.error_for_status().map_err(|error| StatusError::new(error, status, fault))
    }
}

/// A response with a status of 4xx or 5xx, and the server's hint.
#[derive(Debug)]
pub struct StatusError {
    error: reqwest::Error,
    status: StatusCode,
    fault: Fault,
}

impl StatusError {
    fn new(error: reqwest::Error, status: StatusCode, fault: Option<Fault>) -> Self {
        let fault = fault.unwrap_or_else(|| error.classify());
        Self { error: without_secrets(error), status, fault }
    }

    /// The status.
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The URL, without user, password and query: these may hold secrets, and errors end up in logs. (reqwest itself
    /// drops the fragment.)
    pub fn url(&self) -> Option<&Url> {
        self.error.url()
    }

    /// When the server wants to be asked again, where it said so: see [`http_1::retry_after`].
    pub const fn hint(&self) -> Option<Hint> {
        self.fault.hint()
    }
}

impl Classify for StatusError {
    /// The fault of [`http_1::fault`], hint included.
    fn classify(&self) -> Fault {
        self.fault
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.status)
    }
}

impl Error for StatusError {
    /// The [`reqwest::Error`], which tells the URL.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}

fn without_secrets(mut error: reqwest::Error) -> reqwest::Error {
    if let Some(url) = error.url_mut() {
        url.set_query(None);
        // Fails only for a URL that cannot have a user, and so has none.
        let _ = url.set_username("").and_then(|()| url.set_password(None));
    }
    error
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for reqwest::Response {}
}
