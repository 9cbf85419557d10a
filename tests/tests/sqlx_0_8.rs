//! Feature `sqlx-0-8`: what a database's errors are. No database is asked: the codes are those of the documentation.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::{fmt, io};

use resilin::classify::by_source;
use resilin::{Class, Classify, Fault, Rejected, resilient};
use sqlx::Error;
use sqlx::error::{DatabaseError, ErrorKind};

const CONFLICT: Class = Class::custom("conflict");

/// An error such as a driver makes of what its database reports.
#[derive(Debug)]
struct Reported {
    code: Option<&'static str>,
    kind: fn() -> ErrorKind,
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

impl StdError for Reported {}

impl DatabaseError for Reported {
    fn message(&self) -> &'static str {
        "reported"
    }

    fn code(&self) -> Option<Cow<'_, str>> {
        self.code.map(Cow::Borrowed)
    }

    fn kind(&self) -> ErrorKind {
        (self.kind)()
    }

    fn as_error(&self) -> &(dyn StdError + Send + Sync + 'static) {
        self
    }

    fn as_error_mut(&mut self) -> &mut (dyn StdError + Send + Sync + 'static) {
        self
    }

    fn into_error(self: Box<Self>) -> Box<dyn StdError + Send + Sync + 'static> {
        self
    }
}

fn reported(code: Option<&'static str>) -> Error {
    Error::from(Reported { code, kind: || ErrorKind::Other })
}

fn class(code: &'static str) -> Class {
    reported(Some(code)).classify().class()
}

fn boxed() -> Box<dyn StdError + Send + Sync> {
    "because".into()
}

// Red when: `NotFound` or `InvalidData` of `of_io` is left out, or the guard of both.
#[test]
fn every_error() {
    let network = Fault::new(Class::NETWORK);
    let client = Fault::new(Class::CLIENT);
    let timeout = Fault::new(Class::TIMEOUT);
    let decode = Error::ColumnDecode { index: String::from("price"), source: boxed() };
    let cases = [
        (Error::Configuration(boxed()), client),
        (Error::InvalidArgument(String::new()), client),
        (Error::Io(io::ErrorKind::ConnectionRefused.into()), network.not_processed()),
        (Error::Io(io::ErrorKind::UnexpectedEof.into()), network),
        (Error::Io(io::ErrorKind::TimedOut.into()), timeout),
        (Error::Io(io::ErrorKind::Other.into()), network),
        // Broken TLS, as rustls tells it, is what `Tls` is; a Unix socket that is not there may come, and proves nothing.
        (Error::Io(io::ErrorKind::InvalidData.into()), network),
        (Error::Io(io::ErrorKind::NotFound.into()), network),
        (Error::Io(io::ErrorKind::PermissionDenied.into()), client),
        (Error::Io(io::Error::new(io::ErrorKind::InvalidData, Rejected::DeadlineExceeded)), timeout),
        (Error::Tls(boxed()), network),
        (Error::Protocol(String::new()), Fault::new(Class::INVALID)),
        (Error::RowNotFound, client),
        (Error::TypeNotFound { type_name: String::new() }, client),
        (Error::ColumnIndexOutOfBounds { index: 1, len: 1 }, client),
        (Error::ColumnNotFound(String::new()), client),
        (decode, client),
        (Error::Encode(boxed()), client),
        (Error::Decode(boxed()), client),
        (Error::AnyDriverError(boxed()), client),
        (Error::PoolTimedOut, Fault::new(Class::OVERLOAD).not_processed()),
        (Error::PoolClosed, client),
        (Error::WorkerCrashed, network),
        (Error::InvalidSavePointStatement, client),
        (Error::BeginFailed, client),
        (reported(None), Fault::new(Class::UNKNOWN)),
    ];
    for (error, fault) in cases {
        assert_eq!(error.classify(), fault, "{error:?}");
    }
}

/// `PostgreSQL`'s appendix A, one a class at least, and all of those that are told apart from their class.
const SQLSTATES: [(Class, &[&str]); 9] = [
    (Class::NETWORK, &["08000", "08003", "08006", "08001", "08007", "08P01", "40003", "57P01", "57P02", "57P05"]),
    (Class::OVERLOAD, &["53000", "53100", "53200", "53300", "53400", "08004", "57P03"]),
    (Class::TIMEOUT, &["57014", "25P03", "25P04"]),
    (CONFLICT, &["40000", "40001", "40002", "40P01", "55P03"]),
    (Class::AUTH, &["28000", "28P01"]),
    (
        Class::SERVER,
        &[
            "25006", "58000", "58030", "58P01", "58P02", "F0000", "F0001", "HV000", "HV00N", "XX000", "XX001",
            "XX002",
        ],
    ),
    (
        Class::CLIENT,
        &[
            "0A000", "0L000", "0LP01", "0P000", "20000", "21000", "22000", "22012", "22P02", "23000", "23502",
            "23503", "23505", "23514", "23P01", "24000", "25000", "25P01", "25P02", "26000", "27000", "2B000",
            "2BP01", "2D000", "2F000", "2F003", "34000", "38000", "38002", "39000", "39P01", "3B000", "3B001",
            "3D000", "3F000", "42000", "42501", "42601", "42703", "42P01", "44000", "54000", "54001", "55000",
            "55006", "55P02", "57000", "57P04", "P0000", "P0001", "P0002",
        ],
    ),
    (Class::UNKNOWN, &["00000", "01000", "02000", "03000", "09000", "0Z000", "72000", "HY000", "?????", "é12x"]),
    // MySQL's own: the connection lost, a deadlock is 40001 as everywhere, a killed query.
    (Class::NETWORK, &["08S01"]),
];

// Red when: `"28"` of `by_sqlstate_class` says CLIENT; SQLSTATE_LENGTH is 4; the arm of "25006" goes.
#[test]
fn every_class_of_sqlstate() {
    for (expected, codes) in SQLSTATES {
        for code in codes {
            assert_eq!(class(code), expected, "{code}");
        }
    }
    assert_eq!(class("70100"), Class::TIMEOUT);
}

/// Rolled back, or refused before there was a session.
// Red when: the arm of "40003" goes; "53300" is left to its class.
#[test]
fn what_is_proved() {
    for (_, codes) in SQLSTATES {
        for code in codes {
            let proved = ["40000", "40001", "40002", "40P01", "08004", "53300", "57P03"].contains(code);
            assert_eq!(reported(Some(code)).classify().is_not_processed(), proved, "{code}");
        }
    }
}

/// <https://www.sqlite.org/rescode.html>, the primary codes, by number.
#[test]
fn every_code_of_sqlite() {
    for code in 0..=127_u32 {
        let expected = match code {
            5 | 6 | 15 | 17 => CONFLICT,
            7 | 13 => Class::OVERLOAD,
            2 | 10 => Class::SERVER,
            1 | 3 | 4 | 8 | 9 | 11 | 12 | 14 | 18..=23 | 25 | 26 => Class::CLIENT,
            _ => Class::UNKNOWN,
        };
        for extended in [code, code | 1 << 8, code | 34 << 8] {
            let text = extended.to_string().leak();
            assert_eq!(class(text), expected, "{extended}");
            assert!(!reported(Some(text)).classify().is_not_processed(), "{extended}");
        }
    }
    // By their names: BUSY_SNAPSHOT, LOCKED_SHAREDCACHE, IOERR_READ, CONSTRAINT_UNIQUE, READONLY_DBMOVED.
    let named = [
        ("517", CONFLICT),
        ("262", CONFLICT),
        ("266", Class::SERVER),
        ("2067", Class::CLIENT),
        ("1032", Class::CLIENT),
    ];
    for (code, expected) in named {
        assert_eq!(class(code), expected, "{code}");
    }
    assert_eq!(class(""), Class::UNKNOWN);
    assert_eq!(class("-1"), Class::UNKNOWN);
}

// Red when: `kind` is not asked.
#[test]
fn a_violated_constraint_is_told_by_its_kind() {
    let kinds: [fn() -> ErrorKind; 4] = [
        || ErrorKind::UniqueViolation,
        || ErrorKind::ForeignKeyViolation,
        || ErrorKind::NotNullViolation,
        || ErrorKind::CheckViolation,
    ];
    for kind in kinds {
        for code in [None, Some("HY000"), Some("2627")] {
            let error = Error::from(Reported { code, kind });
            assert_eq!(error.classify(), Fault::new(Class::CLIENT), "{error:?}");
        }
    }
}

// Red when: the line of sqlx in `by_feature` is removed.
#[test]
fn a_source_walk_finds_it() {
    let error = anyhow::Error::from(reported(Some("40P01"))).context("transferring");
    assert_eq!(by_source(error.as_ref()), Some(Fault::new(CONFLICT).not_processed()));
    let boxed: Box<dyn StdError> = Error::PoolClosed.into();
    assert_eq!(boxed.classify(), Fault::new(Class::CLIENT));
}

#[resilient(backoff = none, attempts = 2, on("conflict" = retry(none, attempts = 9)))]
fn transfer(runs: &mut u32) -> Result<(), Error> {
    *runs += 1;
    Err(reported(Some(if *runs < 7 { "40001" } else { "23505" })))
}

#[test]
fn a_transaction_s_conflict_can_be_given_its_own_rule() {
    let mut runs = 0;
    let error = transfer(&mut runs).expect_err("a violated constraint in the end");
    assert_eq!((runs, error.classify().class()), (7, Class::CLIENT));
}
