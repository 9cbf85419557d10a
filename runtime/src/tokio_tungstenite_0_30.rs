//! Errors and close codes of the [`tokio_tungstenite`] crate, version 0.30, which are those of tungstenite 0.30 (feature
//! `tokio-tungstenite-0-30`).
//!
//! tungstenite's [`Error`] is [`Classify`](crate::Classify), and is found on the source chain of `anyhow::Error`,
//! `Box<dyn Error>` and your own types. That a peer closes the connection is no error to tungstenite but a message; its
//! [`CloseCode`] and [`CloseFrame`] are `Classify` too, for an error of your own to hold:
//!
//! ```
//! use resilin::{Class, Classify};
//! use tokio_tungstenite::tungstenite::{self, protocol::CloseFrame, protocol::frame::coding::CloseCode};
//!
//! #[derive(Debug, Classify)]
//! enum FeedError {
//!     #[class(delegate)]
//!     WebSocket(tungstenite::Error),
//!     #[class(delegate)]
//!     Closed(CloseFrame),
//! }
//!
//! let error = FeedError::Closed(CloseFrame { code: CloseCode::Again, reason: "too many listeners".into() });
//! assert_eq!(error.classify().class(), Class::OVERLOAD);
//! ```
//!
//! # What is proved about a message
//!
//! A connection that was refused, and a message that comes back because the write buffer is full, reached nobody.
//! Everything else may have: a message that was written is not one that was read.
//!
//! [`Error`]: tokio_tungstenite::tungstenite::Error
//! [`CloseCode`]: tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode
//! [`CloseFrame`]: tokio_tungstenite::tungstenite::protocol::CloseFrame

mod close;
mod error;

pub(crate) use error::fault_of;
