//! What the async and the blocking driver share.

use std::any::type_name;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use resilin_policy::Class;

use crate::attempt::Attempt;
use crate::clock::{self, Moment};
use crate::kernel::{Call, Failure, Verdict};
use crate::random::ThreadRandom;
use crate::telemetry::{self, CallSpan};
use crate::{Fault, Rejected, Site, deadline};

/// A call under way: the kernel's state and the things of the real world that go with it.
#[derive(Debug)]
pub(super) struct Session<'s> {
    pub(super) site: &'s Site,
    pub(super) span: CallSpan,
    pub(super) deadline: Moment,
    kernel: Call,
}

impl<'s> Session<'s> {
    /// Begins a call. Only a policy with a deadline reads the clock for it.
    #[inline]
    pub(super) fn begin(site: &'s Site) -> Self {
        let deadline = match site.policy().deadline() {
            None => Moment::NEVER,
            Some(deadline) => clock::now().after(deadline),
        };
        Self { site, span: CallSpan::begin(site), deadline, kernel: Call::new() }
    }

    pub(super) fn attempt(&self) -> Attempt {
        Attempt::first(self.deadline)
    }

    #[inline]
    pub(super) fn succeeded(&self) {
        self.span.end(self.kernel.attempt(), "ok");
    }

    /// Judges a fault of the body's: the wait before the next attempt, or `None` where the call is over.
    pub(super) fn failed(&mut self, fault: &Fault) -> Option<Duration> {
        let attempt = self.kernel.attempt();
        let failure = self.failure(fault);
        let verdict = self.kernel.failed(self.site.policy(), &failure, &mut ThreadRandom);
        let _entered = self.span.enter();
        match verdict {
            Verdict::Retry { after } => {
                telemetry::retried(self.site, attempt, fault.class(), after);
                Some(after)
            }
            Verdict::GiveUp(why) => {
                telemetry::gave_up(self.site, attempt, fault.class(), why);
                self.span.end(attempt, "failed");
                None
            }
        }
    }

    /// Judges an attempt that the policy itself refused or cut.
    pub(super) fn rejected(&mut self, rejected: &Rejected) -> Option<Duration> {
        let after = match rejected {
            Rejected::TimedOut { .. } | Rejected::Invalid { .. } => self.failed(&rejected.fault()),
            _ => None,
        };
        if after.is_none() {
            let _entered = self.span.enter();
            telemetry::rejected(self.site, self.kernel.attempt(), rejected);
            self.span.end(self.kernel.attempt(), rejected.reason());
        }
        after
    }

    /// The fault that a probe of the error found, else one of class `unknown`, told once a site.
    pub(super) fn fault_or_unknown<E: ?Sized>(&self, found: Option<Fault>) -> Fault {
        found.unwrap_or_else(|| {
            if self.site.told_unknown.first() {
                telemetry::unknown(self.site, type_name::<E>());
            }
            Fault::new(Class::UNKNOWN)
        })
    }

    fn failure(&self, fault: &Fault) -> Failure {
        let limit = self.deadline.min(deadline::outer());
        Failure {
            class: fault.class(),
            retry_after: fault.hint().map(crate::Hint::wait),
            not_processed: fault.is_not_processed(),
            left: (!limit.is_never()).then(|| limit.since(clock::now())),
        }
    }
}

/// Says something once: the first to ask is told so.
#[derive(Debug)]
pub(crate) struct Once(AtomicBool);

impl Once {
    pub(crate) const fn new() -> Self {
        Self(AtomicBool::new(false))
    }

    /// Whether this is the first time. Nothing else is published by it, so no order is needed.
    pub(crate) fn first(&self) -> bool {
        !self.0.load(Ordering::Relaxed) && !self.0.swap(true, Ordering::Relaxed)
    }
}
