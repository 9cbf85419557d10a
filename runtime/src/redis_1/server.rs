//! A server's error codes.
//!
//! There is no list of them all in the documentation; these are the ones that the server's source has (`shared` in
//! `server.c`, and the replies of its commands).

use resilin_policy::Class;

/// The limit `maxclients`, which has no code of its own.
const TOO_MANY_CLIENTS: &str = "max number of clients";

pub(super) fn class(code: &str, details: Option<&str>) -> Class {
    match code {
        "ERR" if details.is_some_and(|details| details.starts_with(TOO_MANY_CLIENTS)) => Class::OVERLOAD,
        "LOADING" | "BUSY" | "TRYAGAIN" | "OOM" => Class::OVERLOAD,
        "CLUSTERDOWN" | "MASTERDOWN" | "MOVED" | "ASK" | "READONLY" | "NOREPLICAS" | "MISCONF" | "UNBLOCKED"
        | "INPROG" | "NOGOODSLAVE" | "NOQUORUM" | "NOMASTERLINK" => Class::SERVER,
        "IOERR" => Class::NETWORK,
        "NOAUTH" | "WRONGPASS" => Class::AUTH,
        "ERR" | "WRONGTYPE" | "NOPERM" | "DENIED" | "CROSSSLOT" | "EXECABORT" | "NOSCRIPT" | "NOTBUSY"
        | "UNKILLABLE" | "NOSUB" | "NOPROTO" | "NOGROUP" | "BUSYGROUP" | "BUSYKEY" | "INVALIDOBJ" => Class::CLIENT,
        _ => Class::UNKNOWN,
    }
}
