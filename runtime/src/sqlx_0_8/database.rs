//! What a database reports, by its code.

use resilin_policy::Class;
use sqlx::error::{DatabaseError, ErrorKind};

use crate::Fault;

/// Two transactions were in each other's way.
const CONFLICT: Class = Class::custom("conflict");

/// A SQLSTATE has five characters; SQLite's codes are numbers of at most four digits.
const SQLSTATE_LENGTH: usize = 5;

pub(super) fn fault(error: &dyn DatabaseError) -> Fault {
    if error.kind() != ErrorKind::Other {
        return Fault::new(Class::CLIENT);
    }
    match error.code() {
        Some(state) if state.len() == SQLSTATE_LENGTH => by_sqlstate(&state),
        Some(code) => Fault::new(code.parse().map_or(Class::UNKNOWN, by_sqlite_code)),
        None => Fault::new(Class::UNKNOWN),
    }
}

fn by_sqlstate(state: &str) -> Fault {
    match state {
        "55P03" => Fault::new(CONFLICT),
        // All of them come before a session that could run anything.
        "53300" | "57P03" | "08004" => Fault::new(Class::OVERLOAD).not_processed(),
        "57014" | "25P03" | "25P04" | "70100" => Fault::new(Class::TIMEOUT),
        // 40003 is the only one of its class that does not say that the transaction was rolled back.
        "40003" | "57P01" | "57P02" | "57P05" => Fault::new(Class::NETWORK),
        // Not in this state, which changes: after a failover the connection is still the old primary's.
        "25006" => Fault::new(Class::SERVER),
        _ => by_sqlstate_class(state.get(..2).unwrap_or_default()),
    }
}

fn by_sqlstate_class(class: &str) -> Fault {
    Fault::new(match class {
        "40" => return Fault::new(CONFLICT).not_processed(),
        "08" => Class::NETWORK,
        "28" => Class::AUTH,
        "53" => Class::OVERLOAD,
        "58" | "F0" | "HV" | "XX" => Class::SERVER,
        "0A" | "0L" | "0P" | "20" | "21" | "22" | "23" | "24" | "25" | "26" | "27" | "2B" | "2D" | "2F" | "34"
        | "38" | "39" | "3B" | "3D" | "3F" | "42" | "44" | "54" | "55" | "57" | "P0" => Class::CLIENT,
        _ => Class::UNKNOWN,
    })
}

/// <https://www.sqlite.org/rescode.html>: the lowest byte is the primary code.
fn by_sqlite_code(code: u32) -> Class {
    match code & 0xff {
        5 | 6 | 15 | 17 => CONFLICT,
        7 | 13 => Class::OVERLOAD,
        2 | 10 => Class::SERVER,
        1 | 3 | 4 | 8 | 9 | 11 | 12 | 14 | 18 | 19 | 20..=23 | 25 | 26 => Class::CLIENT,
        _ => Class::UNKNOWN,
    }
}
