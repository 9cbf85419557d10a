//! How a failed attempt is judged.

use std::time::Duration;

use resilin_policy::{Class, Rule};

use super::gate::Gate;
use super::session::{Extras, Renewal, Session};
use crate::clock::Clock;
use crate::kernel::{Failure, GiveUp, Rules, Verdict};
use crate::random::ThreadRandom;
use crate::telemetry;
use crate::{Fault, Rejected, outer};

impl<G: Gate> Session<'_, G> {
    /// Tells everything that the attempt had of its fault, and judges it by the site's rules, unless the call is over
    /// anyway.
    pub(super) fn weigh(
        &mut self,
        fault: &Fault,
        may_retry: bool,
        clock: Clock,
        renewal: Renewal<'_>,
        prepare: impl FnOnce(&mut Self, Duration) -> bool,
    ) -> bool {
        let site = self.site;
        let table = self.gate.table(site);
        let rules = table.as_deref().map_or(Rules::from(site.policy()), |table| Rules::new(site.policy(), table));
        {
            let _entered = self.extras.as_deref().and_then(Extras::enter);
            self.gate.failed(|| rules.counts(fault.class()), clock);
        }
        let renewable = renewal.is_some() && !fault.is_by_policy();
        if renewal.is_some() || site.policy().quota().is_some() {
            self.tell_rule(rules.rule(fault.class()), fault, clock, renewal);
        }
        may_retry && self.judge(rules, &self.failure(fault, renewable, clock), clock, prepare)
    }

    /// What a rule does besides retrying: the quota is closed, the lease is renewed. That a policy inside the body has
    /// refused something is no reason for either.
    fn tell_rule(&mut self, rule: Rule, fault: &Fault, clock: Clock, renewal: Renewal<'_>) {
        if let Some(renew) = renewal.filter(|_| !fault.is_by_policy()) {
            let _entered = self.enter();
            renew(fault, matches!(rule, Rule::Refresh));
        }
        if self.site.policy().quota().is_some() {
            self.quota_failed(rule, fault, clock);
        }
    }

    fn judge(
        &mut self,
        rules: Rules<'_>,
        failure: &Failure,
        clock: Clock,
        prepare: impl FnOnce(&mut Self, Duration) -> bool,
    ) -> bool {
        let attempt = self.steps.attempt();
        let after = match self.step(rules, failure) {
            Verdict::Retry { after } => after,
            Verdict::GiveUp(why) => {
                if why != GiveUp::Rule {
                    self.pay_for_failure();
                }
                self.tell_gave_up(attempt, failure.class, why);
                return false;
            }
        };
        // A wait for an attempt that would be refused helps nobody.
        if let Some(rejected) = self.refused_after(after, clock) {
            self.pay_for_failure();
            self.tell_rejected(attempt + 1, &rejected);
            return false;
        }
        if !self.pay(failure.class, clock) {
            self.tell_gave_up(attempt, failure.class, GiveUp::RetryBudget);
            return false;
        }
        let ready = prepare(self, after);
        if !ready {
            self.give_back();
            self.tell_no_timer();
        } else if telemetry::is_wanted() {
            self.tell_retry(attempt, failure.class, after);
        }
        ready
    }

    /// Moves the call on. Few have anything to remember.
    fn step(&mut self, rules: Rules<'_>, failure: &Failure) -> Verdict {
        let mut memory = self.extras.as_mut().and_then(|extras| extras.memory.take());
        let verdict = self.steps.failed(&mut memory, rules, failure, &mut ThreadRandom);
        if memory.is_some() {
            self.extras.get_or_insert_default().memory = memory;
        }
        verdict
    }

    /// The refusal that an attempt so long from now would meet for certain.
    fn refused_after(&self, after: Duration, clock: Clock) -> Option<Rejected> {
        match self.gate.look(after, clock) {
            Err(refusal) => Some(self.gate.rejected(refusal, self.site)),
            Ok(()) => self.refused_by_quota(after, clock),
        }
    }

    fn tell_gave_up(&self, attempt: u32, class: Class, why: GiveUp) {
        let _entered = self.enter();
        telemetry::gave_up(self.site, self.watch(), attempt, class, why);
    }

    fn failure(&self, fault: &Fault, renewable: bool, clock: Clock) -> Failure {
        Failure {
            class: fault.class(),
            retry_after: fault.hint().map(crate::Hint::wait),
            not_processed: fault.is_not_processed(),
            left: self.left(clock),
            renewable,
        }
    }

    /// What is left of the call's time: until its deadline or that of a call around it.
    pub(super) fn left(&self, clock: Clock) -> Option<Duration> {
        let limit = self.deadline.min(outer::deadline());
        (!limit.is_never()).then(|| limit.since(clock()))
    }

    #[inline(never)]
    fn tell_retry(&self, attempt: u32, class: Class, after: Duration) {
        let _entered = self.enter();
        telemetry::retried(self.site, self.watch(), attempt, class, after);
        if outer::is_retrying() && telemetry::is_debugged() && self.site.told().nested.first() {
            telemetry::nested(self.site);
        }
    }
}
