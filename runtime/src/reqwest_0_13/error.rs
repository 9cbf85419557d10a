//! `reqwest::Error`.

use std::error::Error;

use http::HeaderMap;
use resilin_policy::Class;

use super::StatusError;
use crate::classify::by_source;
use crate::{Classify, Fault, http_1};

impl Classify for reqwest::Error {
    /// | error | class |
    /// | --- | --- |
    /// | a status | as [`http_1::fault`], without a hint |
    /// | a timeout, of connecting or of the whole | `timeout` |
    /// | no connection: refused, name not resolved, TLS | `network` |
    /// | a request that cannot be built, too many redirects | `client` |
    /// | a body that came whole and does not parse | `invalid` |
    /// | a body that was cut off, and the rest | what the I/O error among its sources is, else `network` |
    fn classify(&self) -> Fault {
        if let Some(fault) = self.status().and_then(|status| http_1::fault(status, &HeaderMap::new())) {
            return fault;
        }
        Fault::new(class(self))
    }
}

/// The fault of an error whose client follows no redirects (`redirect::Policy::none()`): a connection that could
/// not be made then proves that the request was not processed, and a site with `idempotent = false` tries again.
///
/// ```
/// use resilin::{reqwest_0_13, resilient};
///
/// /// Never repeated once the server may have seen it. `http` follows no redirects.
/// #[resilient(idempotent = false, classify = reqwest_0_13::fault_without_redirects)]
/// async fn order(http: &reqwest::Client, url: &str, item: String) -> Result<(), reqwest::Error> {
///     http.post(url).body(item.clone()).send().await?.error_for_status()?;
///     Ok(())
/// }
/// ```
///
/// A timeout is no proof, not even of connecting.
pub fn fault_without_redirects(error: &reqwest::Error) -> Fault {
    let fault = error.classify();
    if error.is_connect() && !error.is_timeout() { fault.not_processed() } else { fault }
}

/// The fault of an error on a source chain, where it is one of reqwest's or a [`StatusError`].
pub(crate) fn fault_of(error: &(dyn Error + 'static)) -> Option<Fault> {
    let status = error.downcast_ref().map(StatusError::classify);
    status.or_else(|| error.downcast_ref().map(reqwest::Error::classify))
}

fn class(error: &reqwest::Error) -> Class {
    if error.is_timeout() {
        return Class::TIMEOUT;
    }
    if error.is_connect() {
        return Class::NETWORK;
    }
    if error.is_builder() || error.is_redirect() {
        return Class::CLIENT;
    }
    if error.is_decode() { decode(error) } else { transfer(error) }
}

/// A body that does not parse, or one that did not arrive. A parser's complaint stands at the end of its chain; what
/// broke on the way has a source that tells how.
fn decode(error: &reqwest::Error) -> Class {
    match error.source().and_then(by_source).map(|fault| fault.class()) {
        // A malformed chunk, or what cannot be decompressed: it is the server's answer that is wrong, not our call.
        Some(Class::CLIENT) => Class::INVALID,
        Some(of_transfer) => of_transfer,
        None if error.source().is_some_and(|source| source.source().is_some()) => Class::NETWORK,
        None => Class::INVALID,
    }
}

/// The request's or the response's way over the wire. A request body of the caller's own may have failed for reasons
/// of its own (a file that cannot be read), which its I/O error tells.
fn transfer(error: &reqwest::Error) -> Class {
    error.source().and_then(by_source).map_or(Class::NETWORK, |fault| fault.class())
}
