//! `sqlx::Error`.

use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use resilin_policy::Class;
use sqlx::Error;

use super::database;
use crate::classify::by_source;
use crate::{Classify, Fault};

impl Classify for Error {
    /// | error | class |
    /// | --- | --- |
    /// | `Database` | by its code: see [the tables](crate::sqlx_0_8#codes-of-the-database-sqlstate) |
    /// | `PoolTimedOut` | `overload`; no connection, so nothing was sent: not processed |
    /// | `Io` | as the I/O error, hence a refused connection is not processed; `network` where that says `unknown`, where data is wrong (rustls tells broken TLS so) and where nothing is found (the Unix socket of a database that restarts) |
    /// | `Tls`, `WorkerCrashed` | `network`: another connection mends it |
    /// | `Protocol` | `invalid` |
    /// | `PoolClosed`, and what is wrong in the program or its view of the schema: `Configuration`, `RowNotFound`, `ColumnDecode` … | `client` |
    /// | what comes in later versions or with features | what an error among its sources is, else `unknown` |
    fn classify(&self) -> Fault {
        match self {
            Self::Database(error) => database::fault(&**error),
            Self::Io(error) => of_io(error),
            Self::PoolTimedOut => Fault::new(Class::OVERLOAD).not_processed(),
            Self::Tls(_) | Self::WorkerCrashed => Fault::new(Class::NETWORK),
            Self::Protocol(_) => Fault::new(Class::INVALID),
            Self::Configuration(_)
            | Self::InvalidArgument(_)
            | Self::RowNotFound
            | Self::TypeNotFound { .. }
            | Self::ColumnIndexOutOfBounds { .. }
            | Self::ColumnNotFound(_)
            | Self::ColumnDecode { .. }
            | Self::Encode(_)
            | Self::Decode(_)
            | Self::AnyDriverError(_)
            | Self::PoolClosed
            | Self::InvalidSavePointStatement
            | Self::BeginFailed => Fault::new(Class::CLIENT),
            other => other.source().and_then(by_source).unwrap_or(Fault::new(Class::UNKNOWN)),
        }
    }
}

/// The fault of an error on a source chain, where it is sqlx's.
pub(crate) fn fault_of(error: &(dyn StdError + 'static)) -> Option<Fault> {
    error.downcast_ref().map(Error::classify)
}

fn of_io(error: &io::Error) -> Fault {
    let fault = error.classify();
    match fault.class() {
        // A name that does not resolve has no kind of its own.
        Class::UNKNOWN => Fault::new(Class::NETWORK),
        // No proof of anything: a file with a certificate is not found just so.
        Class::CLIENT if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::NotFound) => {
            Fault::new(Class::NETWORK)
        }
        _ => fault,
    }
}
