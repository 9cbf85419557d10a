//! Errors of the [`redis`] crate, version 1 (feature `redis-1`).
//!
//! A [`redis::RedisError`] is [`Classify`](crate::Classify), and is found on the source chain of `anyhow::Error`,
//! `Box<dyn Error>` and your own types.
//!
//! # What a server reports
//!
//! By the first word of its answer, the error's code. Of a pipeline or a transaction the first failure counts.
//!
//! | code | class |
//! | --- | --- |
//! | `LOADING`, `BUSY`, `TRYAGAIN`, `OOM`, `ERR max number of clients …` | `overload`: later |
//! | `CLUSTERDOWN`, `MASTERDOWN`, `MOVED`, `ASK`, `READONLY`, `NOREPLICAS`, `MISCONF`, `UNBLOCKED`, `INPROG`, `NOGOODSLAVE`, `NOQUORUM`, `NOMASTERLINK` | `server`: not in this state, which changes (a failover, a resharding) |
//! | `IOERR` (`MIGRATE` lost the other server) | `network` |
//! | `NOAUTH`, `WRONGPASS` | `auth` |
//! | `ERR`, `WRONGTYPE`, `NOPERM`, `DENIED`, `CROSSSLOT`, `EXECABORT`, `NOSCRIPT`, `NOTBUSY`, `UNKILLABLE`, `NOSUB`, `NOPROTO`, `NOGROUP`, `BUSYGROUP`, `BUSYKEY`, `INVALIDOBJ` | `client` |
//! | the rest: modules' and scripts' own | `unknown` |
//!
//! A script's own error reaches the caller as it is: one that begins with `-BUSY` is taken for the server's.
//!
//! # What is proved about a command
//!
//! A connection that is refused proves that this command was not sent; but a cluster's connection repeats commands by
//! itself, and its error does not tell whether a node had been given the command before. So a `RedisError` is never
//! proof by itself. Without a cluster there is [`fault_without_cluster`].

mod error;
mod server;

pub(crate) use error::fault_of;
pub use error::fault_without_cluster;
