//! What the async and the blocking driver share.

use std::time::Duration;

use resilin_policy::Class;

use super::gate::Gate;
use crate::attempt::Attempt;
use crate::clock::Clock;
use crate::events::{AttemptOutcome, CallOutcome};
use crate::kernel::{Memory, Moment, Refusal, Spent, Steps};
use crate::outer::{self, Probed};
use crate::quota::Probe;
use crate::telemetry::{self, Entered, Watch};
use crate::timer::Timer;
use crate::{Fault, Rejected, Site};

/// A call under way: the kernel's state and the things of the real world that go with it. Every annotated future
/// carries one, so it holds inline only what nearly every call needs.
#[derive(Debug)]
pub(super) struct Session<'s, G> {
    pub(super) site: &'s Site,
    pub(super) deadline: Moment,
    pub(super) gate: G,
    pub(super) steps: Steps,
    pub(super) extras: Option<Box<Extras>>,
}

/// What only some calls have: those that are watched, those that wait, and those that are not like the others for what
/// they share.
#[derive(Debug, Default)]
pub(super) struct Extras {
    pub(super) watch: Option<Watch>,
    /// What the call remembers of its failures.
    pub(super) memory: Option<Box<Memory>>,
    /// Counts down to the next attempt, or limits the one that runs.
    timer: Option<Timer>,
    /// The former, at a site whose gate does not know.
    pub(super) waits: bool,
    /// What was paid for the last retry.
    pub(super) spent: Option<Spent>,
    /// The attempt is the one that a quota lets through to see whether it is open again.
    pub(super) probe: Option<Probe>,
    /// Since when the call waits for a quota.
    pub(super) waits_since: Option<Moment>,
}

impl Extras {
    /// Makes the call's span the current one. Here, and not the call's own, because it is needed while the gate is changed.
    #[inline]
    pub(super) fn enter(&self) -> Option<Entered<'_>> {
        self.watch.as_ref()?.enter()
    }
}

/// What hears that an attempt's lease has failed, and whether the rule is to renew it.
pub(super) type Renewal<'r> = Option<&'r mut dyn FnMut(&Fault, bool)>;

/// The name of an error's type.
pub(super) type ErrorType = fn() -> &'static str;

/// The attempt had no lease.
pub(super) const NO_LEASE: Renewal<'static> = None;

/// Around a body that is polled or runs; undone when dropped.
pub(super) struct Around<'a> {
    _entered: Option<Entered<'a>>,
    _outer: Option<outer::Scope>,
    _probing: Option<outer::Probing>,
}

/// For most bodies there is nothing to leave, and the test for that is all that stands in an annotated function.
#[inline]
pub(super) fn leave(around: Option<Around<'_>>) {
    if let Some(around) = around {
        around.leave();
    }
}

impl Around<'_> {
    #[inline(never)]
    fn leave(self) {
        drop(self);
    }
}

impl<'s, G: Gate> Session<'s, G> {
    /// Begins a call. Only a policy with a deadline reads the clock for it.
    #[inline]
    pub(super) fn begin(site: &'s Site, gate: G, clock: Clock) -> Self {
        let deadline = match site.policy().deadline() {
            None => Moment::NEVER,
            Some(deadline) => from_now(deadline, clock),
        };
        let extras = if telemetry::is_wanted() { watched(site, clock) } else { None };
        Self { site, deadline, gate, steps: Steps::START, extras }
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

    pub(super) fn attempt(&self, clock: Clock) -> Attempt {
        Attempt::first(self.deadline, clock)
    }

    /// Whether the next attempt may begin with nothing to wait for, to ask or to tell. Most may: what is left for the others is
    /// kept out of the annotated functions.
    #[inline]
    pub(super) fn begins_at_once(&mut self) -> bool {
        self.extras.is_none() && self.site.policy().quota().is_none() && self.gate.pass()
    }

    /// Passes the gates before the permit, or ends the call: a refusal is not retried. `Some` is how long to wait before
    /// asking again.
    ///
    /// The look at the breaker comes first and costs nothing that would have to be given back.
    #[inline]
    pub(super) fn reach(&mut self, clock: Clock) -> Result<Option<Duration>, Rejected> {
        self.look_at_breaker(clock)?;
        if self.site.policy().quota().is_none() { Ok(None) } else { self.reach_quota(clock) }
    }

    #[inline]
    pub(super) fn look_at_breaker(&mut self, clock: Clock) -> Result<(), Rejected> {
        self.gate.look(Duration::ZERO, clock).map_err(|refusal| self.refused(refusal))
    }

    /// Lets the next attempt begin, or ends the call. The permit comes last, so that nothing refuses after it.
    #[inline]
    pub(super) fn admit(&mut self, clock: Clock) -> Result<(), Rejected> {
        let admitted = {
            let _entered = self.extras.as_deref().and_then(Extras::enter);
            self.gate.admit(clock)
        };
        admitted.map_err(|refusal| {
            self.leave_quota();
            self.refused(refusal)
        })
    }

    /// Not cold, as little else here is: behind an open breaker this is what a call does.
    #[inline]
    fn refused(&mut self, refusal: Refusal) -> Rejected {
        let rejected = self.gate.rejected(refusal, self.site);
        self.refuse(rejected)
    }

    /// Ends the call before an attempt. What was spent on that attempt is given back.
    #[inline]
    pub(super) fn refuse(&mut self, rejected: Rejected) -> Rejected {
        self.give_back();
        self.tell_rejected(self.steps.attempt(), &rejected);
        self.end(self.steps.attempt() - 1, CallOutcome::Rejected { reason: rejected.reason() });
        rejected
    }

    #[inline]
    pub(super) fn give_back(&mut self) {
        let Some(extras) = &mut self.extras else {
            return;
        };
        extras.probe = None;
        if let (Some(spent), Some(budget)) = (extras.spent.take(), self.gate.budget(self.site)) {
            budget.give_back(spent);
        }
    }

    #[inline]
    pub(super) fn succeeded(&mut self, clock: Clock) {
        if self.extras.is_some() {
            return self.succeeded_with_extras(clock);
        }
        self.gate.succeeded(clock);
        if self.site.policy().retry_budget().is_some() {
            self.earn();
        }
    }

    /// What a success means to the quota as well, and to whoever watches. Most calls have neither.
    #[inline(never)]
    fn succeeded_with_extras(&mut self, clock: Clock) {
        self.attempt_ended(AttemptOutcome::Succeeded);
        {
            let _entered = self.extras.as_deref().and_then(Extras::enter);
            self.gate.succeeded(clock);
        }
        self.quota_succeeded(clock);
        self.earn();
        self.end(self.steps.attempt(), CallOutcome::Succeeded);
    }

    #[inline(never)]
    fn earn(&self) {
        if let Some(budget) = self.gate.budget(self.site) {
            budget.succeeded(self.extras.as_ref().and_then(|extras| extras.spent));
        }
    }

    /// Judges an error of the body's by the fault that was found in it; `true` if the call is over. `prepare` makes the
    /// wait for another attempt ready, or says that nothing here can wait.
    pub(super) fn gives_up(
        &mut self,
        found: Option<&Fault>,
        error_type: ErrorType,
        clock: Clock,
        renewal: Renewal<'_>,
        prepare: impl FnOnce(&mut Self, Duration) -> bool,
    ) -> bool {
        let (attempt, fault) = (self.steps.attempt(), self.fault(found, error_type));
        self.attempt_ended(AttemptOutcome::Failed(fault.class()));
        let again = self.weigh(fault, true, clock, renewal, prepare);
        if again {
            self.leave();
        } else {
            self.end(attempt, CallOutcome::Failed);
        }
        !again
    }

    /// Judges an attempt that the policy itself refused or cut.
    pub(super) fn rejected(
        &mut self,
        rejected: &Rejected,
        clock: Clock,
        renewal: Renewal<'_>,
        prepare: impl FnOnce(&mut Self, Duration) -> bool,
    ) -> bool {
        let attempt = self.steps.attempt();
        let (fault, is_outcome) = (rejected.fault(), rejected.is_outcome());
        self.attempt_ended(AttemptOutcome::Failed(fault.class()));
        let again = self.weigh(&fault, is_outcome, clock, renewal, prepare);
        if again {
            self.leave();
        } else {
            self.tell_rejected(attempt, rejected);
            self.end(attempt, CallOutcome::Rejected { reason: rejected.reason() });
        }
        again
    }

    /// The fault that was found for an error, else one of class `unknown`. The first unknown one of a site is
    /// told.
    #[inline]
    fn fault<'f>(&self, found: Option<&'f Fault>, error_type: ErrorType) -> &'f Fault {
        const UNKNOWN: &Fault = &Fault::new(Class::UNKNOWN);
        match found {
            Some(fault) if fault.class() != Class::UNKNOWN => fault,
            found => {
                self.tell_unknown(error_type());
                found.unwrap_or(UNKNOWN)
            }
        }
    }

    /// What the body runs in: the call's span, and what calls inside it are to know. For most calls that is nothing.
    #[inline]
    pub(super) fn around_body(&mut self) -> Option<Around<'_>> {
        self.around(Watch::enter_body)
    }

    /// What a source's code runs in.
    pub(super) fn around_lease(&mut self) -> Option<Around<'_>> {
        self.around(Watch::enter_lease)
    }

    #[inline]
    fn around(&mut self, enter: fn(&mut Watch)) -> Option<Around<'_>> {
        let retrying = self.steps.attempt() > 1 && telemetry::may_be_debugged();
        if self.extras.is_none() && self.deadline.is_never() && !retrying && self.gate.probed().is_none() {
            return None;
        }
        Some(self.surround(retrying, enter))
    }

    #[inline(never)]
    fn surround(&mut self, retrying: bool, enter: fn(&mut Watch)) -> Around<'_> {
        if let Some(watch) = self.watch_mut() {
            enter(watch);
        }
        let quota = self.extras.as_ref().and_then(|extras| extras.probe.as_ref());
        let breaker = self.gate.probed().map(Probed::Breaker);
        let quota = quota.map(|probe| Probed::Quota(probe.quota().id()));
        Around {
            _entered: self.enter(),
            _outer: outer::Scope::enter(self.deadline, retrying),
            _probing: outer::Probing::enter(breaker.into_iter().chain(quota)),
        }
    }
}

/// Kept out of `begin`, as is `watched`: what is left there is a few instructions in every annotated function.
#[inline(never)]
fn from_now(deadline: Duration, clock: Clock) -> Moment {
    clock().after(deadline)
}

#[cold]
fn watched(site: &Site, clock: Clock) -> Option<Box<Extras>> {
    Watch::open(site, clock).map(|watch| Box::new(Extras { watch: Some(watch), ..Extras::default() }))
}
