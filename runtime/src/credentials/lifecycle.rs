//! A lease's life as a state machine: told the time and what happened, it answers what to do. No I/O, no lock, no task.

use std::time::Duration;

use super::end::Now;
use super::error::Cause;
use super::settings::Settings;
use super::{CredentialsError, Lease};
use crate::kernel::Moment;

/// A watcher looks at the wall clock so often: the machine may have been suspended.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// A watcher leaves so much between two renewals that fail, whatever is remembered of them.
const BETWEEN_FAILURES: Duration = Duration::from_secs(1);

/// So many leases in the place of rejected ones are brought at once; each further one takes its time.
const IN_VAIN: u32 = 4;

pub(super) struct Lifecycle<S> {
    /// The last lease, good or not: a provider may find a refresh token in it.
    last: Option<Lease<S>>,
    /// Whether the last lease was rejected.
    rejected: bool,
    /// When the last lease came, and by which renewal.
    granted_at: Moment,
    granted_by: Renewal,
    /// How many leases in a row, the last one included, took the place of one that was rejected soon.
    in_vain: u32,
    /// The renewal that is under way.
    running: Option<Renewal>,
    /// How many renewals were begun.
    begun: u64,
    /// How the last renewal failed; `None` where it did not.
    failure: Option<Failure>,
    /// How many failed since the last one that did not.
    failed: u32,
}

/// The number of a renewal: 1 is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Renewal(u64);

struct Failure {
    renewal: Renewal,
    cause: Cause,
    at: Moment,
    remembered: Duration,
}

/// What somebody who wants a lease is to do.
pub(super) enum Answer<S> {
    Serve(Lease<S>),
    ServeAndRenew(Lease<S>),
    /// Begin a renewal, and wait for it.
    Renew,
    Wait(Renewal),
    Fail(CredentialsError),
}

/// What somebody who watches is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Watch {
    Renew,
    /// Look again after so long, or when something has happened.
    For(Duration),
    /// Look again when something has happened.
    UntilMoved,
}

impl<S> Lifecycle<S> {
    pub(super) fn new() -> Self {
        Self {
            last: None,
            rejected: false,
            granted_at: Moment::EPOCH,
            granted_by: Renewal(0),
            in_vain: 0,
            running: None,
            begun: 0,
            failure: None,
            failed: 0,
        }
    }

    /// What a caller is to do now.
    pub(super) fn ask(&self, now: Now) -> Answer<S> {
        match self.good(now) {
            Some(lease) if self.is_to_be_renewed(lease, now) => Answer::ServeAndRenew(lease.clone()),
            Some(lease) => Answer::Serve(lease.clone()),
            None => self.without_lease(now),
        }
    }

    /// What a caller that waited for `renewal` is to do now. However late it looks, that renewal's failure is its own:
    /// callers that begin another one in turn would each wait for a failure.
    pub(super) fn ask_again(&self, renewal: Renewal, now: Now) -> Answer<S> {
        match &self.failure {
            Some(failure) if failure.renewal >= renewal && self.good(now).is_none() => {
                Answer::Fail(failure.error(now.moment))
            }
            // It was waited for, and is over already: to begin another one would be to log in without end.
            _ if self.granted_by >= renewal && !self.rejected && self.good(now).is_none() => {
                Answer::Fail(CredentialsError::new(Cause::Expired, None))
            }
            _ => self.ask(now),
        }
    }

    /// What a watcher is to do now.
    pub(super) fn watch(&self, now: Now) -> Watch {
        if self.running.is_some() {
            return Watch::UntilMoved;
        }
        let pause = self.failure.as_ref().map_or(Duration::ZERO, |failure| failure.pause(now.moment));
        let pause = pause.max(self.pause_after_grant(now.moment));
        let due = match self.good(now) {
            None => Duration::ZERO,
            Some(lease) => match lease.term() {
                None => return Watch::UntilMoved,
                Some(term) => term.end.left(now).saturating_sub(term.lead),
            },
        };
        match due.max(pause) {
            Duration::ZERO => Watch::Renew,
            wait => Watch::For(wait.min(LOOK_AGAIN)),
        }
    }

    /// A renewal begins.
    pub(super) fn begin(&mut self) -> Renewal {
        self.begun += 1;
        *self.running.insert(Renewal(self.begun))
    }

    /// The renewal brought a lease. What it takes the place of is for the caller to drop, outside any lock.
    pub(super) fn granted(
        &mut self,
        renewal: Renewal,
        lease: Lease<S>,
        now: Moment,
        settings: &Settings,
    ) -> impl Sized + use<S> {
        self.ended(renewal);
        if renewal < self.granted_by {
            // It had been given up, and another one was faster.
            return (Some(lease), None);
        }
        self.granted_by = renewal;
        let lived = now.since(self.granted_at);
        let is_in_vain =
            self.rejected && (self.in_vain == 0 || lived < settings.remember_failure.saturating_mul(2));
        self.in_vain = if is_in_vain { self.in_vain.saturating_add(1) } else { 0 };
        self.granted_at = now;
        self.rejected = false;
        self.failed = 0;
        (self.last.replace(lease), self.failure.take())
    }

    /// The renewal failed. A lease that is still good stays in use.
    pub(super) fn failed(
        &mut self,
        renewal: Renewal,
        cause: Cause,
        remember: Duration,
        now: Now,
    ) -> impl Sized + use<S> {
        self.ended(renewal);
        self.failed = self.failed.saturating_add(1);
        self.failure.replace(Failure { renewal, cause, at: now.moment, remembered: remember })
    }

    /// Whether this renewal is under way: who waited for it too long may have given it up.
    pub(super) fn is_running(&self, renewal: Renewal) -> bool {
        self.running == Some(renewal)
    }

    fn ended(&mut self, renewal: Renewal) {
        if self.is_running(renewal) {
            self.running = None;
        }
    }

    /// The server does not take this lease. Only the last lease can be rejected, and only once: who comes late must not
    /// take away what a renewal has brought meanwhile.
    pub(super) fn reject(&mut self, lease: &Lease<S>) -> bool {
        let acts = !self.rejected && self.last.as_ref().is_some_and(|last| last.is(lease));
        self.rejected |= acts;
        acts
    }

    /// Whether it is too soon to renew again because a call was refused with the last lease: renewals have been in vain,
    /// and it has just come. What refuses every lease, such as a call without the permission, would log in for ever.
    pub(super) fn is_soon(&self, now: Moment, settings: &Settings) -> bool {
        self.in_vain >= IN_VAIN && now.since(self.granted_at) < settings.remember_failure
    }

    /// The lease in use: neither expired nor rejected.
    pub(super) fn good(&self, now: Now) -> Option<&Lease<S>> {
        let lease = self.last.as_ref().filter(|_| !self.rejected)?;
        let expired = lease.term().is_some_and(|term| term.end.is_over(now));
        (!expired).then_some(lease)
    }

    pub(super) fn last(&self) -> Option<&Lease<S>> {
        self.last.as_ref()
    }

    /// The epoch of the last lease; 0 before the first.
    pub(super) fn epoch(&self) -> u64 {
        self.last.as_ref().map_or(0, Lease::epoch)
    }

    pub(super) fn is_renewing(&self) -> bool {
        self.running.is_some()
    }

    pub(super) fn failures(&self) -> u32 {
        self.failed
    }

    fn is_to_be_renewed(&self, lease: &Lease<S>, now: Now) -> bool {
        let due = lease.term().is_some_and(|term| term.end.left(now) <= term.lead);
        due && self.running.is_none() && !self.remembers_failure(now)
    }

    fn without_lease(&self, now: Now) -> Answer<S> {
        match (self.running, &self.failure) {
            (Some(renewal), _) => Answer::Wait(renewal),
            (None, Some(failure)) if failure.is_remembered(now.moment) => Answer::Fail(failure.error(now.moment)),
            (None, _) => Answer::Renew,
        }
    }

    /// A watcher leaves a provider alone that grants what is over at once.
    fn pause_after_grant(&self, now: Moment) -> Duration {
        let pause = if self.last.is_some() { BETWEEN_FAILURES } else { Duration::ZERO };
        pause.saturating_sub(now.since(self.granted_at))
    }

    fn remembers_failure(&self, now: Now) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.is_remembered(now.moment))
    }
}

impl Failure {
    fn left(&self, now: Moment) -> Duration {
        self.remembered.saturating_sub(now.since(self.at))
    }

    fn is_remembered(&self, now: Moment) -> bool {
        !self.left(now).is_zero()
    }

    /// How long a watcher leaves the provider alone.
    fn pause(&self, now: Moment) -> Duration {
        self.remembered.max(BETWEEN_FAILURES).saturating_sub(now.since(self.at))
    }

    fn error(&self, now: Moment) -> CredentialsError {
        let left = self.left(now);
        CredentialsError::new(self.cause.clone(), (!left.is_zero()).then_some(left))
    }
}
