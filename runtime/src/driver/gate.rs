//! What stands between a call and its attempts.

use std::borrow::Borrow;
use std::fmt::Debug;
use std::mem;
use std::sync::Arc;
use std::time::Duration;

use resilin_policy::Table;

use crate::breaker::{Breaker, HalfOpenId};
use crate::budget::RetryBudget;
use crate::clock::{self, Clock};
use crate::kernel::{Body, Permit, Refusal};
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

    /// Whether an attempt has been let through whose end is still to be told.
    fn has_begun(&self) -> bool;

    /// The body runs from here on: what is left by a panic has failed.
    fn enter_body(&mut self, body: Body);

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
    fn has_begun(&self) -> bool {
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
    fn enter_body(&mut self, _: Body) {}

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
    attempt: Standing,
}

/// How the next attempt, or the one under way, stands.
#[derive(Debug)]
enum Standing {
    /// It has to ask.
    NotYet,
    /// It has nothing to give back.
    Freely,
    By(Permit),
}

impl<B: Borrow<Breaker>> Guard<B> {
    #[inline]
    pub(super) fn new(breaker: Option<B>) -> Self {
        Self { breaker, attempt: Standing::NotYet }
    }

    #[inline]
    fn breaker(&self) -> Option<&Breaker> {
        self.breaker.as_ref().map(Borrow::borrow)
    }

    /// The permit that is out, and whose it is; from here on it is nobody's.
    #[inline]
    fn give_back(&mut self) -> Option<(&Breaker, Permit)> {
        match mem::replace(&mut self.attempt, Standing::NotYet) {
            Standing::By(permit) => Some((self.breaker()?, permit)),
            Standing::NotYet | Standing::Freely => None,
        }
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
        self.attempt = match self.breaker() {
            None => Standing::Freely,
            Some(breaker) => match breaker.pass_untimed() {
                Some(permit) => Standing::By(permit),
                None => return false,
            },
        };
        true
    }

    #[inline]
    fn has_begun(&self) -> bool {
        !matches!(self.attempt, Standing::NotYet)
    }

    fn admit(&mut self, clock: Clock) -> Result<(), Refusal> {
        self.attempt = match self.breaker() {
            None => Standing::Freely,
            Some(breaker) => match breaker.pass(clock) {
                Some(permit) => Standing::By(permit),
                None => return self.admit_slowly(clock),
            },
        };
        Ok(())
    }

    #[inline]
    fn rejected(&self, refusal: Refusal, site: &Site) -> Rejected {
        let name = self.breaker().map_or("", Breaker::name);
        // A name that stands in the policy need not be copied.
        let written = site.policy().breaker().map(|written| &written.name).filter(|written| *written == name);
        let breaker = written.cloned().unwrap_or_else(|| name.to_owned().into());
        Rejected::CircuitOpen { breaker, retry_after: refusal.retry_after }
    }

    #[inline]
    fn probed(&self) -> Option<HalfOpenId> {
        match &self.attempt {
            Standing::By(permit) => self.breaker()?.probed_by(permit),
            Standing::NotYet | Standing::Freely => None,
        }
    }

    #[inline]
    fn enter_body(&mut self, body: Body) {
        if let Standing::By(permit) = &mut self.attempt {
            permit.set_body(body);
        }
    }

    #[inline]
    fn leave_body(&mut self) {
        if let Standing::By(permit) = &mut self.attempt {
            permit.set_body(Body::Waits);
        }
    }

    #[inline]
    fn succeeded(&mut self, clock: Clock) {
        match (&self.attempt, self.breaker()) {
            (Standing::By(permit), Some(breaker)) if !breaker.takes_success_of(permit, clock) => {
                self.succeeded_slowly(clock);
            }
            _ => self.attempt = Standing::NotYet,
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
        if matches!(self.attempt, Standing::By(_)) {
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
            self.attempt = Standing::Freely;
            return Ok(());
        };
        let admission = breaker.admit(clock)?;
        self.attempt = Standing::By(admission.permit);
        breaker.tell(admission.transition);
        Ok(())
    }

    #[inline(never)]
    fn succeeded_slowly(&mut self, clock: Clock) {
        if let Some((breaker, permit)) = self.give_back() {
            breaker.succeeded_slowly(permit, clock);
        }
    }

    #[cold]
    fn abandon(&mut self) {
        let Some((breaker, permit)) = self.give_back() else {
            return;
        };
        match permit.body() {
            Body::Waits => breaker.cancelled(permit),
            Body::InTask => breaker.failed(permit, clock::of_runtime),
            Body::OnThread => breaker.failed(permit, clock::of_thread),
        }
    }
}
