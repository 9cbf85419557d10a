//! What the async and the blocking driver share.

use std::any::type_name;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use resilin_policy::Class;

use crate::attempt::Attempt;
use crate::kernel::{Call, Failure, Verdict};
use crate::moment::Moment;
use crate::random::ThreadRandom;
use crate::telemetry::{self, Entered, Span};
use crate::timer::Timer;
use crate::{Fault, Rejected, Site, clock, deadline};

/// A call under way: the kernel's state and the things of the real world that go with it. Every annotated future carries
/// one, so it holds inline only what nearly every call needs.
#[derive(Debug)]
pub(super) struct Session<'s> {
    pub(super) site: &'s Site,
    pub(super) deadline: Moment,
    kernel: Call,
    extras: Option<Box<Extras>>,
}

/// What only some calls have: those that are watched, and those that wait.
#[derive(Debug, Default)]
struct Extras {
    span: Option<Span>,
    /// Counts down to the next attempt, or limits the one that runs.
    timer: Option<Timer>,
}

impl<'s> Session<'s> {
    /// Begins a call. Only a policy with a deadline reads the clock for it.
    #[inline]
    pub(super) fn begin(site: &'s Site) -> Self {
        let deadline = match site.policy().deadline() {
            None => Moment::NEVER,
            Some(deadline) => from_now(deadline),
        };
        let extras = if Span::is_wanted() { watched(site) } else { None };
        Self { site, deadline, kernel: Call::new(), extras }
    }

    /// Makes the call's span the current one.
    #[inline]
    pub(super) fn enter(&self) -> Option<Entered<'_>> {
        self.extras.as_ref()?.span.as_ref().map(Span::enter)
    }

    #[inline]
    pub(super) fn timer(&mut self) -> Option<&mut Timer> {
        self.extras.as_mut()?.timer.as_mut()
    }

    /// Arms the timer; `false` where there is no runtime to keep one.
    pub(super) fn arm(&mut self, time: Duration) -> bool {
        let timer = Timer::after(time);
        let armed = timer.is_some();
        self.extras.get_or_insert_default().timer = timer;
        armed
    }

    #[inline]
    pub(super) fn disarm(&mut self) {
        if let Some(extras) = &mut self.extras {
            extras.timer = None;
        }
    }

    pub(super) fn attempt(&self) -> Attempt {
        Attempt::first(self.deadline)
    }

    #[inline]
    pub(super) fn succeeded(&self) {
        self.end("ok");
    }

    /// Judges a fault of the body's: the wait before the next attempt, or `None` where the call is over.
    pub(super) fn failed(&mut self, fault: &Fault) -> Option<Duration> {
        let attempt = self.kernel.attempt();
        let failure = self.failure(fault);
        let verdict = self.kernel.failed(self.site.policy(), &failure, &mut ThreadRandom);
        let _entered = self.enter();
        match verdict {
            Verdict::Retry { after } => {
                telemetry::retried(self.site, attempt, fault.class(), after);
                Some(after)
            }
            Verdict::GiveUp(why) => {
                telemetry::gave_up(self.site, attempt, fault.class(), why);
                self.end("failed");
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
            let _entered = self.enter();
            telemetry::rejected(self.site, self.kernel.attempt(), rejected);
            self.end(rejected.reason());
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

    #[inline]
    fn end(&self, outcome: &'static str) {
        if let Some(span) = self.extras.as_ref().and_then(|extras| extras.span.as_ref()) {
            span.end(self.kernel.attempt(), outcome);
        }
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

/// Kept out of `begin`, as is `watched`: what is left there is a few instructions in every annotated function.
#[inline(never)]
fn from_now(deadline: Duration) -> Moment {
    clock::now().after(deadline)
}

#[cold]
fn watched(site: &Site) -> Option<Box<Extras>> {
    Span::open(site).map(|span| Box::new(Extras { span: Some(span), timer: None }))
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
