//! Status codes of the [`tonic`] crate, version 0.14 (feature `tonic-0-14`).
//!
//! A [`tonic::Status`] is [`Classify`](crate::Classify), is found on the source chain of `anyhow::Error`,
//! `Box<dyn Error>` and your own types, and can be the error type of a function whose policy refuses:
//!
//! ```
//! use resilin::resilient;
//! use tonic::Status;
//!
//! #[resilient(attempts = 4, timeout = 2s, breaker = "quotes")]
//! async fn quote(symbol: &str) -> Result<u64, Status> {
//! #   let _ = symbol;
//! #   Err(Status::unavailable("…"))
//!     // client.quote(Request::new(symbol.into())).await.map(|answer| answer.into_inner().cents)
//! }
//! ```
//!
//! # Classes
//!
//! After the [codes' documentation](https://grpc.github.io/grpc/core/md_doc_statuscodes.html). `client` stands for
//! what the same call would only meet again.
//!
//! | code | class |
//! | --- | --- |
//! | `UNAVAILABLE` | `overload` |
//! | `DEADLINE_EXCEEDED` | `timeout` |
//! | `RESOURCE_EXHAUSTED` | `throttled` |
//! | `UNAUTHENTICATED` | `auth` |
//! | `INTERNAL` | `server` |
//! | `ABORTED` | `custom("conflict")`: right to be tried again where the function is the whole transaction, which only you know |
//! | `UNKNOWN` | `unknown` |
//! | `OK` (no failure) | `unknown` |
//! | `CANCELLED`, `INVALID_ARGUMENT`, `NOT_FOUND`, `ALREADY_EXISTS`, `PERMISSION_DENIED`, `FAILED_PRECONDITION`, `OUT_OF_RANGE`, `UNIMPLEMENTED`, `DATA_LOSS` | `client` |
//!
//! A status that no server sent has a source, which goes before the code:
//!
//! | source | class |
//! | --- | --- |
//! | a [`Rejected`](crate::Rejected) | its own |
//! | [`tonic::TimeoutExpired`]: the channel's or request's own timeout, which tonic reports as `CANCELLED` | `timeout` |
//! | [`tonic::ConnectError`] | `network`, and the call was not processed; `timeout` where connecting took too long |
//! | another status, under `UNAVAILABLE`, `CANCELLED`, `UNKNOWN` or `INTERNAL` | that one's class |
//! | another error that resilin knows, under the same four | that one's class; `network` instead of `client` under `UNAVAILABLE` or `CANCELLED`: wrong data came from the peer, and a socket that is not there may come |
//! | any other, under `UNAVAILABLE` or `CANCELLED` | `network` |
//!
//! The feature `hyper-1` lets resilin know more of a channel's sources.
//!
//! # Hints
//!
//! The first of these that is there:
//! 1. `grpc-retry-pushback-ms` ([gRFC A6](https://github.com/grpc/proposal/blob/master/A6-client-retries.md#pushback)):
//!    milliseconds. What is negative, cannot be read or is there twice means "do not retry". That is a hint of
//!    [`Duration::MAX`], beyond every `max_wait`: the call ends at once with its own error, of its own class.
//! 2. [`google.rpc.RetryInfo`](https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto) in
//!    the status's details.
//! 3. `retry-after` and the like, as [`http_1::retry_after`](crate::http_1::retry_after) reads them: what proxies send.
//!
//! [`Duration::MAX`]: std::time::Duration::MAX

mod hint;
mod rejected;
mod retry_info;
mod status;

pub(crate) use status::fault_of;
