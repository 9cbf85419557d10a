//! `redis::RedisError`.

use std::error::Error;
use std::io;
use std::sync::Arc;

use redis::{ErrorKind, ParsingError, RedisError, ServerError};
use resilin_policy::Class;

use super::server;
use crate::{Classify, Fault};

impl Classify for RedisError {
    /// | error | class |
    /// | --- | --- |
    /// | what a server reports, `Server(…)` and `Extension` | by its code: see [the table](crate::redis_1#what-a-server-reports) |
    /// | `Io` | `timeout` where it took too long, `network` where nobody accepts the connection, else as the I/O error; `network` where that says `unknown` |
    /// | `MasterNameNotFoundBySentinel`, `NoValidReplicasFoundBySentinel`, `ClusterConnectionNotFound` | `network` |
    /// | `AuthenticationFailed` | `auth` |
    /// | `Parse` | `invalid` |
    /// | `UnexpectedReturnType`, `InvalidClientConfig`, `Client`, `EmptySentinelList`, `RESP3NotSupported`, `Serialize` | `client` |
    fn classify(&self) -> Fault {
        Fault::new(class(self))
    }
}

impl Classify for ServerError {
    /// By its code: see [the table](crate::redis_1#what-a-server-reports).
    fn classify(&self) -> Fault {
        Fault::new(server::class(self.code(), self.details()))
    }
}

impl Classify for ParsingError {
    /// `invalid`: the answer is not of the type that was asked for.
    fn classify(&self) -> Fault {
        Fault::new(Class::INVALID)
    }
}

/// The fault of an error of a client that uses no cluster: where the connection was refused, the command is proved not
/// to have been sent, and a site with `idempotent = false` tries again.
///
/// ```
/// use resilin::{redis_1, resilient};
///
/// /// Counted once, or not at all.
/// #[resilient(idempotent = false, classify = redis_1::fault_without_cluster)]
/// fn count(client: &redis::Client) -> redis::RedisResult<u64> {
///     redis::cmd("INCR").arg("visits").query(&mut client.get_connection()?)
/// }
/// ```
pub fn fault_without_cluster(error: &RedisError) -> Fault {
    let fault = error.classify();
    if error.is_connection_refusal() { fault.not_processed() } else { fault }
}

/// The fault of an error on a source chain, where it is one of redis's.
pub(crate) fn fault_of(error: &(dyn Error + 'static)) -> Option<Fault> {
    let own = error.downcast_ref().map(RedisError::classify);
    let own = own.or_else(|| error.downcast_ref().map(ServerError::classify));
    own.or_else(|| error.downcast_ref().map(ParsingError::classify))
}

fn class(error: &RedisError) -> Class {
    match error.kind() {
        ErrorKind::Io => of_io(error),
        ErrorKind::Server(_) | ErrorKind::Extension => of_server(error),
        // The sentinels are still looking for who serves, or no node is left that can be connected to.
        ErrorKind::MasterNameNotFoundBySentinel
        | ErrorKind::NoValidReplicasFoundBySentinel
        | ErrorKind::ClusterConnectionNotFound => Class::NETWORK,
        ErrorKind::AuthenticationFailed => Class::AUTH,
        ErrorKind::Parse => Class::INVALID,
        // Not to be retried by the library's own account (`RetryMethod::NoRetry`), `Serialize` of its feature `json`
        // included.
        _ => Class::CLIENT,
    }
}

fn of_io(error: &RedisError) -> Class {
    if error.is_timeout() {
        return Class::TIMEOUT;
    }
    // As the library has it, a Unix socket that does not exist is a connection refused.
    if error.is_connection_refusal() {
        return Class::NETWORK;
    }
    match io_error(error).map(|error| error.classify().class()) {
        None | Some(Class::UNKNOWN) => Class::NETWORK,
        Some(class) => class,
    }
}

/// The I/O error behind a `RedisError`, which shares it.
fn io_error(error: &RedisError) -> Option<&io::Error> {
    error.source()?.downcast_ref::<Arc<dyn Error + Send + Sync>>()?.downcast_ref()
}

fn of_server(error: &RedisError) -> Class {
    // The error's own `code` does not look into pipelines, its `kind` not into aborted transactions. A clone is a
    // count.
    let failures = error.clone().into_server_errors().unwrap_or_default();
    match failures.first() {
        Some((_, failure)) => failure.classify().class(),
        None => server::class(error.code().unwrap_or_default(), error.detail()),
    }
}
