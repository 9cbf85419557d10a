//! The handle of a named breaker.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use resilin_policy::BreakerSettings;

use crate::clock;
use crate::kernel::{
    Admission, BreakerSnapshot, BreakerState, Moment, Permit, Refusal, SharedCircuit, Transition,
};
use crate::random::ThreadRandom;
use crate::sync::{self, Ordering, fence};
use crate::telemetry;

/// A named breaker. Clones are the same breaker.
///
/// Sites use it by its name: `#[resilient(breaker = "api")]`. Code looks at it, moves it by hand, and puts what is no
/// function under it:
///
/// ```
/// use std::time::Duration;
/// use resilin::Breaker;
///
/// let breaker = Breaker::define("feed", "failures = 3, open = exp(30s, 2, 10m)")?;
/// assert_eq!(breaker.name(), "feed");
///
/// // Somebody knows better than the counts: maintenance, for ten minutes.
/// breaker.open_for(Duration::from_secs(600));
/// assert_eq!(breaker.snapshot().opens, 1);
/// breaker.close();
///
/// let permit = breaker.permit().expect("it is closed");
/// // … one attempt …
/// permit.succeeded();
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Clone)]
pub struct Breaker(sync::Arc<Named>);

struct Named {
    name: Box<str>,
    circuit: SharedCircuit,
}

/// A half-open state of a breaker, for as long as the breaker is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HalfOpenId {
    breaker: usize,
    generation: u32,
}

impl Breaker {
    pub(super) fn new(name: &str, settings: Arc<BreakerSettings>) -> Self {
        let circuit = SharedCircuit::sharing(settings, clock::of_thread());
        Self(sync::Arc::new(Named { name: name.into(), circuit }))
    }

    /// The name; that of a key is `"api/eu"`.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it does with the calls that come to it. Looking does not move it: it is open until a call is let
    /// through, even if its time is over.
    pub fn state(&self) -> BreakerState {
        self.circuit().state()
    }

    /// What it has seen and done. Reads the clock.
    pub fn snapshot(&self) -> BreakerSnapshot {
        self.snapshot_at(clock::of_thread())
    }

    pub(super) fn snapshot_at(&self, now: Moment) -> BreakerSnapshot {
        self.circuit().snapshot(now)
    }

    /// Refuses every call until [`close`](Self::close), or until another of these is called.
    pub fn force_open(&self) {
        self.tell(self.circuit().force_open(clock::of_thread()));
    }

    /// Refuses every call for so long, then probes. It does not make later open times longer.
    pub fn open_for(&self, time: Duration) {
        self.tell(self.circuit().open_for(time, clock::of_thread()));
    }

    /// Lets every call pass and counts nothing until [`close`](Self::close), or until another of these is called.
    pub fn disable(&self) {
        self.tell(self.circuit().disable(clock::of_thread()));
    }

    /// Closes it, from whatever state. What it has counted is forgotten, and calls that are under way count for
    /// nothing.
    pub fn close(&self) {
        self.tell(self.circuit().close(clock::of_thread()));
    }

    /// The half-open state that it is in.
    pub(crate) fn half_open(&self) -> Option<HalfOpenId> {
        self.circuit().half_open_generation().map(|generation| self.in_generation(generation))
    }

    /// The half-open state that this permit's attempt probes, if it does.
    pub(crate) fn probed_by(&self, permit: &Permit) -> Option<HalfOpenId> {
        permit.is_probe().then(|| self.in_generation(permit.generation()))
    }

    fn in_generation(&self, generation: u32) -> HalfOpenId {
        HalfOpenId { breaker: sync::Arc::as_ptr(&self.0).addr(), generation }
    }

    #[inline]
    pub(crate) fn look(&self, at: impl FnOnce() -> Moment) -> Result<(), Refusal> {
        self.circuit().look(at)
    }

    /// A permit, where everything may pass and nobody needs to know when it began.
    #[inline]
    pub(crate) fn pass_untimed(&self) -> Option<Permit> {
        self.circuit().pass_untimed()
    }

    /// A permit, where everything may pass.
    #[inline]
    pub(crate) fn pass(&self, clock: impl Fn() -> Moment) -> Option<Permit> {
        self.circuit().pass(clock)
    }

    /// Asks for an attempt. What that has moved is to be told when the permit is in safe hands: a subscriber may panic.
    pub(crate) fn admit(&self, clock: impl Fn() -> Moment) -> Result<Admission, Refusal> {
        self.circuit().admit(clock)
    }

    #[inline]
    pub(crate) fn takes_success_of(&self, permit: &Permit, clock: impl Fn() -> Moment) -> bool {
        self.circuit().takes_success_of(permit, clock)
    }

    pub(crate) fn succeeded(&self, permit: Permit, clock: impl Fn() -> Moment) {
        self.tell(self.circuit().succeeded(permit, clock, &mut ThreadRandom));
    }

    /// For a success that `takes_success_of` has not taken.
    pub(crate) fn succeeded_slowly(&self, permit: Permit, clock: impl Fn() -> Moment) {
        self.tell(self.circuit().succeeded_slowly(permit, clock, &mut ThreadRandom));
    }

    pub(crate) fn failed(&self, permit: Permit, clock: impl Fn() -> Moment) {
        self.tell(self.circuit().failed(permit, clock, &mut ThreadRandom));
    }

    #[inline]
    pub(crate) fn cancelled(&self, permit: Permit) {
        self.circuit().cancelled(permit);
    }

    pub(super) fn share(&self, settings: Arc<BreakerSettings>) {
        self.circuit().share(settings);
    }

    /// Whether it is open, and its time is over.
    pub(super) fn is_over(&self, now: Moment) -> bool {
        self.circuit().is_over(now)
    }

    /// How many handles of it there are. What was done by one that is gone is seen from here on.
    pub(super) fn handles(&self) -> usize {
        let handles = sync::Arc::strong_count(&self.0);
        // The count alone orders nothing: what has just tripped could still look closed.
        fence(Ordering::Acquire);
        handles
    }

    #[inline]
    fn circuit(&self) -> &SharedCircuit {
        &self.0.circuit
    }

    /// Outside the breaker's lock, because a subscriber may look at it.
    #[cold]
    pub(crate) fn tell(&self, moved: Option<Transition>) {
        if let Some(moved) = moved {
            telemetry::breaker_moved(self.name(), &moved);
        }
    }
}

impl fmt::Debug for Breaker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breaker").field("name", &self.name()).field("state", &self.state()).finish_non_exhaustive()
    }
}

impl PartialEq for Breaker {
    /// Whether they are the same breaker.
    fn eq(&self, other: &Self) -> bool {
        sync::Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Breaker {}
