//! A call and its quota.

use std::time::Duration;

use resilin_policy::{Class, Rule};

use super::gate::Gate;
use super::session::Session;
use crate::clock::{self, Clock};
use crate::outer::{self, Probed};
use crate::quota::{Refused, is_reset};
use crate::{Fault, Hint, Rejected};

/// No wait for a quota is shorter, so that no call asks again and again.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);

impl<G: Gate> Session<'_, G> {
    /// Looks whether an attempt would be refused for certain, and takes nothing. `Some` is how long to wait before looking
    /// again.
    pub(super) fn look(&mut self, clock: Clock) -> Result<Option<Duration>, Rejected> {
        self.look_at_breaker(clock)?;
        match self.gate.quota(self.site).and_then(|quota| quota.look(clock).err()) {
            None => Ok(None),
            Some(refused) => self.wait_for_quota(&refused, clock).map(Some),
        }
    }

    /// Asks the quota for an attempt. `Some` is how long to wait before asking again.
    #[inline]
    pub(super) fn reach_quota(&mut self, clock: Clock) -> Result<Option<Duration>, Rejected> {
        let admitted = match self.gate.quota(self.site) {
            Some(quota) => quota.admit(clock),
            None => Ok(None),
        };
        match admitted {
            Ok(None) => self.forget_wait(),
            Ok(Some(probe)) => {
                self.extras.get_or_insert_default().probe = Some(probe);
                self.forget_wait();
            }
            Err(refused) if self.is_inside_probe(&refused) => self.forget_wait(),
            Err(refused) => return self.wait_for_quota(&refused, clock).map(Some),
        }
        Ok(None)
    }

    /// A call from inside a probe of the same quota is part of that probe, as it is with breakers. Were it refused, the
    /// probe would fail by it.
    #[cold]
    fn is_inside_probe(&self, refused: &Refused) -> bool {
        let quota = self.gate.quota(self.site).filter(|_| refused.resets_in.is_none());
        quota.is_some_and(|quota| outer::is_probing(Probed::Quota(quota.id())))
    }

    /// The attempt has a place of the quota's, and does not happen. That of a probe is given back with everything else.
    #[cold]
    pub(super) fn leave_quota(&self) {
        let is_probe = self.extras.as_ref().is_some_and(|extras| extras.probe.is_some());
        if let Some(quota) = self.gate.quota(self.site).filter(|_| !is_probe) {
            quota.unused();
        }
    }

    #[inline]
    fn forget_wait(&mut self) {
        if let Some(extras) = &mut self.extras {
            extras.waits_since = None;
        }
    }

    /// How long to wait before asking again, if that is in time.
    #[cold]
    fn wait_for_quota(&mut self, refused: &Refused, clock: Clock) -> Result<Duration, Rejected> {
        let waits_up_to = self.waits_up_to();
        if !waits_up_to.is_zero() {
            let now = clock();
            let since = *self.extras.get_or_insert_default().waits_since.get_or_insert(now);
            let left = waits_up_to.saturating_sub(now.since(since));
            let before_deadline =
                self.left(clock).map_or(Duration::MAX, |left| left.saturating_sub(SHORTEST_WAIT));
            if let Some(wait) = wait(refused, left.min(before_deadline)) {
                return Ok(wait);
            }
        }
        let rejected = self.exhausted(refused.resets_in);
        Err(self.refuse(rejected))
    }

    /// There is nothing here to wait by.
    #[cold]
    pub(super) fn refuse_unwaited(&mut self) -> Rejected {
        self.tell_no_timer();
        let refused = self.gate.quota(self.site).and_then(|quota| quota.look(clock::of_runtime).err());
        let rejected = self.exhausted(refused.and_then(|refused| refused.resets_in));
        self.refuse(rejected)
    }

    /// The refusal that an attempt so long from now would meet for certain.
    pub(super) fn refused_by_quota(&self, after: Duration, clock: Clock) -> Option<Rejected> {
        let refused = self.gate.quota(self.site)?.look(|| clock().after(after)).err()?;
        let before_deadline = self
            .left(clock)
            .map_or(Duration::MAX, |left| left.saturating_sub(after.saturating_add(SHORTEST_WAIT)));
        let waits = wait(&refused, self.waits_up_to().min(before_deadline)).is_some();
        (!waits).then(|| self.exhausted(refused.resets_in.map(|resets_in| resets_in.saturating_add(after))))
    }

    /// The site's own word comes before that of the quota's settings.
    fn waits_up_to(&self) -> Duration {
        let shared = || self.gate.quota(self.site).map(|quota| quota.settings().wait_up_to());
        self.site.waits_up_to().or_else(shared).unwrap_or_default()
    }

    #[cold]
    fn exhausted(&self, resets_in: Option<Duration>) -> Rejected {
        let written = self.site.policy().quota().map(|named| named.name.clone());
        Rejected::QuotaExhausted { quota: written.unwrap_or_default(), resets_in }
    }

    /// The attempt ended with a value.
    pub(super) fn quota_succeeded(&mut self, clock: Clock) {
        if let Some(probe) = self.extras.as_mut().and_then(|extras| extras.probe.take()) {
            let _entered = self.enter();
            probe.succeeded(clock);
        }
    }

    /// The attempt ended with a fault: what is used up closes the quota. An answer of another kind opens it, if it was the
    /// probe's; no answer gives the place of a probe to the next.
    pub(super) fn quota_failed(&mut self, rule: Rule, fault: &Fault, clock: Clock) {
        let probe = self.extras.as_mut().and_then(|extras| extras.probe.take());
        let quota = self.gate.quota(self.site).filter(|_| !fault.is_by_policy());
        if let (Rule::Cooldown { default, max }, Some(quota)) = (rule, quota) {
            let _entered = self.enter();
            let reset = fault.hint().map(Hint::wait).filter(|time| is_reset(*time));
            quota.exhausted(probe, reset, default, max, clock);
            return;
        }
        if let Some(probe) = probe.filter(|_| is_answer(fault)) {
            let _entered = self.enter();
            probe.succeeded(clock);
        }
    }
}

/// Whether the server has dealt with the attempt, if not as was wished: then the quota is not used up.
fn is_answer(fault: &Fault) -> bool {
    let says_nothing =
        [Class::NETWORK, Class::TIMEOUT, Class::OVERLOAD, Class::THROTTLED, Class::QUOTA, Class::UNKNOWN];
    !fault.is_by_policy() && !says_nothing.contains(&fault.class())
}

/// How long to wait before asking again, where there is so much time; a reset that is in time is not missed for the
/// spread of those who wait for it.
fn wait(refused: &Refused, left: Duration) -> Option<Duration> {
    let soonest = refused.resets_in.unwrap_or(refused.ask_again).max(SHORTEST_WAIT);
    // Of what is left after it half is for the attempt.
    let latest = soonest.saturating_add(left.saturating_sub(soonest) / 2);
    (soonest <= left).then(|| refused.ask_again.clamp(soonest, latest))
}
