//! What stands between a call and its attempts.

use std::borrow::Borrow;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use resilin_policy::Table;

use crate::breaker::{Breaker, HalfOpenId};
use crate::budget::RetryBudget;
use crate::clock::Clock;
use crate::kernel::{Permit, Refusal};
use crate::outer::{self, Probed};
use crate::quota::Quota;
use crate::{Rejected, Site};

/// What an attempt has to pass, and what is told how it ended.
pub trait Gate: Debug {
    /// Whether an attempt so long from now is refused for certain.
    fn look(&self, ahead: Duration, clock: Clock) -> Result<(), Refusal>;

    /// Lets an attempt begin where a single look says that it may; else nothing has happened, and `admit` decides.
    fn pass(&mut self) -> bool;

    /// Lets an attempt begin.
    fn admit(&mut self, clock: Clock) -> Result<(), Refusal>;

    /// A refusal of an attempt at this site, as its caller gets it.
    fn rejected(&self, refusal: Refusal, site: &Site) -> Rejected;

    /// What the attempt probes, if it is a probe.
    fn probed(&self) -> Option<HalfOpenId>;

    /// The body runs from here on, on this clock: what is left by a panic has failed.
    fn enter_body(&mut self, clock: Clock);

    /// The body is waiting: what is dropped now was cancelled.
    fn leave_body(&mut self);

    /// The attempt ended with a value.
    fn succeeded(&mut self, clock: Clock);

    /// The attempt ended with a fault that `counts()` against the server or does not.
    fn failed(&mut self, counts: impl FnOnce() -> bool, clock: Clock);

    /// The quota of this site.
    #[inline]
    fn quota<'q>(&'q self, site: &'q Site) -> Option<&'q Quota> {
        site.quota()
    }

    /// The retry budget of this site.
    #[inline]
    fn budget<'b>(&'b self, site: &'b Site) -> Option<&'b RetryBudget> {
        site.budget()
    }

    /// The table of this site.
    fn table(&self, site: &Site) -> Option<Arc<Table>> {
        site.table()
    }
}

/// No gate: every attempt may begin.
#[derive(Debug)]
pub struct Ungated;

impl Gate for Ungated {
    #[inline]
    fn look(&self, _: Duration, _: Clock) -> Result<(), Refusal> {
        Ok(())
    }

    #[inline]
    fn pass(&mut self) -> bool {
        true
    }

    #[inline]
    fn admit(&mut self, _: Clock) -> Result<(), Refusal> {
        Ok(())
    }

    fn rejected(&self, refusal: Refusal, _: &Site) -> Rejected {
        Rejected::CircuitOpen { breaker: "".into(), retry_after: refusal.retry_after }
    }

    #[inline]
    fn probed(&self) -> Option<HalfOpenId> {
        None
    }

    #[inline]
    fn enter_body(&mut self, _: Clock) {}

    #[inline]
    fn leave_body(&mut self) {}

    #[inline]
    fn succeeded(&mut self, _: Clock) {}

    #[inline]
    fn failed(&mut self, _: impl FnOnce() -> bool, _: Clock) {}

    #[inline]
    fn quota<'q>(&'q self, _: &'q Site) -> Option<&'q Quota> {
        None
    }
}

/// A breaker before every attempt, where the policy names one. `B` is a `&Breaker` where the name is fixed, and a
/// `Breaker` where each key has its own: the former spares two writes a call.
#[derive(Debug)]
pub struct Guard<B: Borrow<Breaker>> {
    breaker: Option<B>,
    permit: Option<Permit>,
    /// The clock of the body that runs.
    in_body: Option<Clock>,
}

impl<B: Borrow<Breaker>> Guard<B> {
    #[inline]
    pub(super) fn new(breaker: Option<B>) -> Self {
        Self { breaker, permit: None, in_body: None }
    }

    #[inline]
    fn breaker(&self) -> Option<&Breaker> {
        self.breaker.as_ref().map(Borrow::borrow)
    }

    /// The permit that is out, and whose it is; from here on it is nobody's.
    #[inline]
    fn give_back(&mut self) -> Option<(&Breaker, Permit)> {
        self.in_body = None;
        let permit = self.permit.take()?;
        Some((self.breaker()?, permit))
    }
}

impl<B: Borrow<Breaker> + Debug> Gate for Guard<B> {
    #[inline]
    fn look(&self, ahead: Duration, clock: Clock) -> Result<(), Refusal> {
        let Some(breaker) = self.breaker() else {
            return Ok(());
        };
        breaker.look(|| clock().after(ahead))
    }

    #[inline]
    fn pass(&mut self) -> bool {
        let Some(breaker) = self.breaker() else {
            return true;
        };
        self.permit = breaker.pass_untimed();
        self.permit.is_some()
    }

    fn admit(&mut self, clock: Clock) -> Result<(), Refusal> {
        if let Some(breaker) = self.breaker() {
            match breaker.pass(clock) {
                Some(permit) => self.permit = Some(permit),
                None => self.admit_slowly(clock)?,
            }
        }
        Ok(())
    }

    #[cold]
    fn rejected(&self, refusal: Refusal, site: &Site) -> Rejected {
        let name = self.breaker().map_or("", Breaker::name);
        // A name that stands in the policy need not be copied.
        let written = site.policy().breaker().map(|written| &written.name).filter(|written| *written == name);
        let breaker = written.cloned().unwrap_or_else(|| name.to_owned().into());
        Rejected::CircuitOpen { breaker, retry_after: refusal.retry_after }
    }

    #[inline]
    fn probed(&self) -> Option<HalfOpenId> {
        self.breaker()?.probed_by(self.permit.as_ref()?)
    }

    #[inline]
    fn enter_body(&mut self, clock: Clock) {
        self.in_body = Some(clock);
    }

    #[inline]
    fn leave_body(&mut self) {
        self.in_body = None;
    }

    #[inline]
    fn succeeded(&mut self, clock: Clock) {
        if let Some((breaker, permit)) = self.give_back() {
            breaker.succeeded(permit, clock);
        }
    }

    fn failed(&mut self, counts: impl FnOnce() -> bool, clock: Clock) {
        match self.give_back() {
            Some((breaker, permit)) if counts() => breaker.failed(permit, clock),
            Some((breaker, permit)) => breaker.cancelled(permit),
            None => {}
        }
    }
}

impl<B: Borrow<Breaker>> Drop for Guard<B> {
    /// A call that is dropped while its body waits was cancelled. One that is dropped from where the body runs to where
    /// its outcome is judged is left by a panic: nothing waits in between.
    #[inline]
    fn drop(&mut self) {
        if self.permit.is_some() {
            self.abandon();
        }
    }
}

impl<B: Borrow<Breaker>> Guard<B> {
    /// A call from inside a probe of the same breaker is part of that probe: it passes without a permit, and has no vote of
    /// its own. Were it refused, the probe would fail by it, and the breaker would stay open for ever.
    #[cold]
    fn admit_slowly(&mut self, clock: Clock) -> Result<(), Refusal> {
        let breaker = self.breaker.as_ref().map(Borrow::borrow);
        let Some(breaker) =
            breaker.filter(|breaker| !breaker.half_open().map(Probed::Breaker).is_some_and(outer::is_probing))
        else {
            return Ok(());
        };
        let admission = breaker.admit(clock)?;
        self.permit = Some(admission.permit);
        breaker.tell(admission.transition);
        Ok(())
    }

    #[cold]
    fn abandon(&mut self) {
        let panicked = self.in_body;
        match (self.give_back(), panicked) {
            (Some((breaker, permit)), Some(clock)) => breaker.failed(permit, clock),
            (Some((breaker, permit)), None) => breaker.cancelled(permit),
            (None, _) => {}
        }
    }
}
