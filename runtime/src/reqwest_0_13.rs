//! Errors and responses of the [`reqwest`] crate, version 0.13 (feature `reqwest-0-13`).
//!
//! A [`reqwest::Error`] is [`Classify`](crate::Classify), and is found on the source chain of `anyhow::Error`,
//! `Box<dyn Error>` and your own types. It keeps the status of a response but not its headers, so with reqwest's
//! `error_for_status` the server's `Retry-After` is lost. [`ResponseExt::error_with_hint`] keeps it:
//!
//! ```
//! use resilin::{Classify, Rejected, resilient};
//! use resilin::reqwest_0_13::{ResponseExt as _, StatusError};
//!
//! #[derive(Debug, Classify)]
//! enum ApiError {
//!     #[class(delegate)]
//!     Http(reqwest::Error),
//!     #[class(delegate)]
//!     Status(StatusError),
//!     #[class(from_rejected)]
//!     Rejected(Rejected),
//! }
//! # impl From<reqwest::Error> for ApiError { fn from(error: reqwest::Error) -> Self { Self::Http(error) } }
//! # impl From<StatusError> for ApiError { fn from(error: StatusError) -> Self { Self::Status(error) } }
//! # impl From<Rejected> for ApiError { fn from(rejected: Rejected) -> Self { Self::Rejected(rejected) } }
//!
//! #[resilient(attempts = 5, timeout = 2s)]
//! async fn ticker(http: &reqwest::Client, url: &str) -> Result<String, ApiError> {
//!     Ok(http.get(url).send().await?.error_with_hint()?.text().await?)
//! }
//! ```
//!
//! A variant with thiserror's `#[error(transparent)]` passes on the *source* of what it holds and so hides that from a
//! walk along the chain. `#[class(delegate)]`, as above, asks the field itself and is not misled.
//!
//! # What is proved about a request
//!
//! A site with `idempotent = false` repeats only what is proved not to have been processed. Where a connection could
//! not be made, nothing of *that* request was sent; but reqwest follows redirects, and its error does not tell whether
//! it was the first request that found nobody or the one a redirect led to. So a `reqwest::Error` is never proof by
//! itself. A client that follows none has [`fault_without_redirects`].

mod error;
mod response;

pub(crate) use error::fault_of;
pub use error::fault_without_redirects;
pub use response::{ResponseExt, StatusError};
