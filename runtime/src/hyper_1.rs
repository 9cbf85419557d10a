//! Errors of the [`hyper`] crate, version 1 (feature `hyper-1`).
//!
//! A [`hyper::Error`] is [`Classify`], and is found on the source chain of `anyhow::Error`, `Box<dyn Error>` and your
//! own types. A response is no error, whatever its status: for that there is the feature `http-1`.
//!
//! # What is proved about a request
//!
//! hyper uses one error type for all that goes on over a connection, so a `hyper::Error` is never proof by itself that
//! a request was not processed. One that came from handing a request to a connection can be: see [`fault_of_sending`].

use std::error::Error;

use resilin_policy::Class;

use crate::classify::by_source;
use crate::{Classify, Fault};

impl Classify for hyper::Error {
    /// The rows are asked from the top.
    ///
    /// | [`hyper::Error`] | class |
    /// | --- | --- |
    /// | `is_timeout`: a head that did not come in time, a keep-alive that was not answered | `timeout` |
    /// | `is_parse`: what came is no HTTP, or its head is too large | `invalid` |
    /// | `is_user`: a body, service or upgrade of the caller's own failed, or its task is gone | what an error among its sources is, else `client` |
    /// | `is_incomplete_message`, `is_canceled`, `is_closed`, a message that nobody waited for | `network` |
    /// | the rest: reading, writing, shutting down, HTTP/2 | what an error among its sources is, else `network` |
    ///
    /// In the last row data that is wrong (a malformed chunk) is `invalid`: the peer sent it, not the caller. An error
    /// of HTTP/2 keeps its reason in a type of the `h2` crate, which is not looked into.
    fn classify(&self) -> Fault {
        Fault::new(class(self))
    }
}

/// The fault of an error that `SendRequest` gave: its `ready` or its `send_request`, of HTTP/1 or 2.
///
/// There a request that was canceled, or a channel that was closed, never reached the connection: the fault is
/// [`not_processed`](Fault::not_processed), and a site with `idempotent = false` tries again. Elsewhere the same
/// error proves nothing: an upgrade that does not come about is "canceled" too, long after its request.
///
/// ```
/// use resilin::hyper_1;
///
/// fn fault(error: &hyper::Error) -> resilin::Fault {
///     hyper_1::fault_of_sending(error)
/// }
/// ```
pub fn fault_of_sending(error: &hyper::Error) -> Fault {
    let fault = error.classify();
    if error.is_canceled() || error.is_closed() { fault.not_processed() } else { fault }
}

fn class(error: &hyper::Error) -> Class {
    if error.is_timeout() {
        return Class::TIMEOUT;
    }
    if error.is_parse() {
        return Class::INVALID;
    }
    if error.is_user() {
        return of_source(error).unwrap_or(Class::CLIENT);
    }
    // The cause of a canceled request is how the connection ended, which was not this request's doing.
    if error.is_canceled() || error.is_closed() || error.is_incomplete_message() {
        return Class::NETWORK;
    }
    transfer(error)
}

fn transfer(error: &hyper::Error) -> Class {
    match of_source(error) {
        Some(Class::CLIENT) => Class::INVALID,
        Some(class) => class,
        None => Class::NETWORK,
    }
}

/// The class only: what is proved of a source (a refused connection behind a body) is not proved of the request.
fn of_source(error: &hyper::Error) -> Option<Class> {
    error.source().and_then(by_source).map(|fault| fault.class())
}
