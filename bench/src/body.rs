//! What the contenders call: bodies that are ready at once.
//!
//! The error is a small enum without data, as most real ones are at heart. That makes `Result<u64, Failure>` two words
//! that travel through memory, not through a register: part of what every wrapper costs, the floors included.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

use resilin::{Class, Classify, Fault};

/// How a body fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nobody answers.
    Down,
    /// Not now.
    Busy,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Down => "down",
            Self::Busy => "busy",
        })
    }
}

impl Error for Failure {}

impl Classify for Failure {
    fn classify(&self) -> Fault {
        Fault::new(match self {
            Self::Down => Class::SERVER,
            Self::Busy => Class::OVERLOAD,
        })
    }
}

/// Something to call.
pub(crate) trait Body: Sync {
    /// One attempt.
    fn run(&self) -> impl Future<Output = Result<u64, Failure>> + Send;

    /// How often it has been run so far, where that is counted.
    fn runs(&self) -> u64;
}

/// Succeeds at once. It counts nothing, so that what is measured is the wrapper.
#[derive(Debug)]
pub(crate) struct Ready;

impl Body for Ready {
    async fn run(&self) -> Result<u64, Failure> {
        outcome(true, Failure::Down)
    }

    fn runs(&self) -> u64 {
        0
    }
}

/// Fails twice, then succeeds; and so on.
#[derive(Debug, Default)]
pub(crate) struct FailsTwice {
    runs: AtomicU64,
}

impl Body for FailsTwice {
    async fn run(&self) -> Result<u64, Failure> {
        outcome(count(&self.runs).is_multiple_of(3), Failure::Busy)
    }

    fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }
}

/// Fails always.
#[derive(Debug, Default)]
pub(crate) struct Down {
    runs: AtomicU64,
}

impl Body for Down {
    async fn run(&self) -> Result<u64, Failure> {
        count(&self.runs);
        outcome(false, Failure::Down)
    }

    fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }
}

/// Hangs in its first run, then succeeds.
#[derive(Debug, Default)]
pub(crate) struct HangsOnce {
    runs: AtomicU64,
}

impl Body for HangsOnce {
    async fn run(&self) -> Result<u64, Failure> {
        if count(&self.runs) == 1 {
            std::future::pending::<()>().await;
        }
        outcome(true, Failure::Down)
    }

    fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }
}

/// What the compiler must take for either.
#[inline]
fn outcome(succeeds: bool, failure: Failure) -> Result<u64, Failure> {
    if black_box(succeeds) { Ok(black_box(7)) } else { Err(black_box(failure)) }
}

/// One thread at a time runs a body that counts: no read-modify-write is needed, and none is to be measured.
fn count(runs: &AtomicU64) -> u64 {
    let run = runs.load(Ordering::Relaxed) + 1;
    runs.store(run, Ordering::Relaxed);
    run
}
