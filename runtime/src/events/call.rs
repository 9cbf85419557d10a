//! What calls and their attempts come to.

use std::time::Duration;

use crate::kernel::GiveUp;
use crate::{Class, Rejected};

/// A call is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallEnded {
    /// The site's name.
    pub site: &'static str,
    /// What ended it.
    pub outcome: CallOutcome,
    /// How many attempts were begun: 0 where the first one was refused.
    pub attempts: u32,
    /// How long it took, with all attempts and waits.
    pub took: Duration,
}

/// What ended a call. What its fallback then made of a failure is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallOutcome {
    /// An attempt succeeded.
    Succeeded,
    /// The last attempt failed by the body's own error.
    Failed,
    /// The policy ended it: it cut or did not accept the last attempt, or refused the next one. The caller may all the same
    /// get the error of an attempt that ended before.
    Rejected {
        /// As [`Rejected::reason`].
        reason: &'static str,
    },
    /// Its future was dropped.
    Cancelled,
    /// The body panicked, or what judges its outcome.
    Panicked,
}

impl CallOutcome {
    /// The word for a metric's label: `ok`, `failed`, `cancelled`, `panicked`, or the reason of the rejection.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "ok",
            Self::Failed => "failed",
            Self::Rejected { reason } => reason,
            Self::Cancelled => "cancelled",
            Self::Panicked => "panicked",
        }
    }
}

/// An attempt of a call is over. There is one for every attempt whose body was run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptEnded {
    /// The site's name.
    pub site: &'static str,
    /// 1 for the first run of the body.
    pub number: u32,
    /// How it ended.
    pub outcome: AttemptOutcome,
    /// How long the body ran.
    pub took: Duration,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AttemptOutcome {
    /// With a value that was accepted.
    Succeeded,
    /// By a fault of this class: the body's own, or one that the policy found where it cut the attempt or did not accept
    /// its value.
    Failed(Class),
    /// It was dropped while it waited.
    Cancelled,
    /// The body panicked, or what judges its outcome.
    Panicked,
}

impl AttemptOutcome {
    /// The word for a metric's label: `ok`, the name of the class, `cancelled`, `panicked`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "ok",
            Self::Failed(class) => class.name(),
            Self::Cancelled => "cancelled",
            Self::Panicked => "panicked",
        }
    }
}

/// An attempt has failed, and another one is to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RetryScheduled {
    /// The site's name.
    pub site: &'static str,
    /// The attempt that failed; 1 is the first.
    pub attempt: u32,
    /// By a fault of this class.
    pub class: Class,
    /// How long until the next one.
    pub delay: Duration,
}

/// An attempt has failed, and there is to be no other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GaveUp {
    /// The site's name.
    pub site: &'static str,
    /// The attempt that failed; 1 is the first.
    pub attempt: u32,
    /// By a fault of this class.
    pub class: Class,
    /// Why there is no other one.
    pub reason: GiveUp,
}

/// The policy has ended a call: it has refused the next attempt, has cut the last one or has not accepted its value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Rejection<'a> {
    /// The site's name.
    pub site: &'static str,
    /// The attempt that was refused, cut or not accepted; 1 is the first.
    pub attempt: u32,
    /// What the policy says. It may hold what `validate` and providers have said: their text is not for a metric.
    pub rejected: &'a Rejected,
}

impl Rejection<'_> {
    /// The word for a metric's label: see [`Rejected::reason`].
    pub const fn reason(&self) -> &'static str {
        self.rejected.reason()
    }
}
