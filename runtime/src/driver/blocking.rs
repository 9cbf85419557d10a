//! The blocking driver.

use std::fmt::Arguments;
use std::time::Duration;

use super::gate::{Gate, Guard, Ungated};
use super::scoped::Scoped;
use super::session::{NO_LEASE, Renewal, Session};
use crate::attempt::Attempt;
use crate::breaker::Breaker;
use crate::registry::Registry;
use crate::{Fault, Rejected, Site, clock};

/// One blocking call under way, without a breaker.
pub type BlockingCall<'s> = Blocking<'s, Ungated>;

/// One blocking call under way, at a site whose breaker has a fixed name or none.
pub type GuardedBlockingCall<'s> = Blocking<'s, Guard<&'s Breaker>>;

/// One blocking call under way, at a site that has a breaker for each key.
pub type KeyedBlockingCall<'s> = Blocking<'s, Guard<Breaker>>;

/// One blocking call under way, whose names are those of a registry of its own.
pub type ScopedBlockingCall<'s> = Blocking<'s, Scoped>;

/// One blocking call under way. The expansion of the attribute and `Site::call_blocking` drive it.
#[derive(Debug)]
pub struct Blocking<'s, G> {
    session: Session<'s, G>,
    wait: Duration,
}

impl<'s> BlockingCall<'s> {
    /// Begins a call at `site`.
    #[inline]
    pub fn begin(site: &'s Site) -> Self {
        Self::through(site, Ungated)
    }
}

impl<'s> GuardedBlockingCall<'s> {
    /// Begins a call at `site`.
    #[inline]
    pub fn begin(site: &'s Site) -> Self {
        Self::through(site, Guard::new(site.breaker()))
    }
}

impl<'s> KeyedBlockingCall<'s> {
    /// Begins a call at `site`, whose breaker is that of `key`, a whole name.
    #[inline]
    pub fn begin(site: &'s Site, key: Arguments<'_>) -> Self {
        Self::through(site, Guard::new(site.breaker_of(key)))
    }
}

impl<'s> ScopedBlockingCall<'s> {
    /// Begins a call at `site` with the names of `registry`; `key` is the breaker's whole name, where arguments are part
    /// of it.
    pub fn begin(site: &'s Site, registry: &Registry, key: Option<Arguments<'_>>) -> Self {
        Self::through(site, Scoped::find(site, registry, key))
    }
}

impl<'s, G: Gate> Blocking<'s, G> {
    #[inline]
    fn through(site: &'s Site, gate: G) -> Self {
        let session = Session::begin(site, gate, clock::of_thread);
        // The attribute refuses a timeout on a blocking function; a policy made at run time can still have one.
        if site.policy().timeout().is_some() {
            session.tell_no_timeout();
        }
        Self { session, wait: Duration::ZERO }
    }

    /// Blocks until the next attempt may run, and lets it begin.
    ///
    /// # Errors
    ///
    /// The policy refuses it.
    #[inline]
    pub fn ready(&mut self) -> Result<(), Rejected> {
        self.wait();
        if self.session.begins_at_once() {
            return Ok(());
        }
        self.admitted()
    }

    #[inline(never)]
    fn admitted(&mut self) -> Result<(), Rejected> {
        while let Some(wait) = self.session.reach(clock::of_thread)? {
            clock::sleep(wait);
        }
        self.session.admit(clock::of_thread)
    }

    /// Blocks until the next attempt may run, at a site where nothing can refuse it.
    #[inline]
    pub fn wait(&mut self) {
        if !self.wait.is_zero() {
            clock::sleep(self.wait);
        }
    }

    /// The attempt that `attempt = ident` binds.
    pub fn attempt(&self) -> Attempt {
        self.session.attempt(clock::of_thread)
    }

    /// Runs the body once.
    #[inline]
    pub fn run<R>(&mut self, body: impl FnOnce() -> R) -> R {
        self.session.gate.enter_body(clock::of_thread);
        let _around = self.session.around_body();
        body()
    }

    /// The call ends with a value.
    #[inline]
    pub fn succeeded(&mut self) {
        self.session.succeeded(clock::of_thread);
    }

    /// The fault that a probe of `error` found, else one of class `unknown`.
    pub fn fault<E: ?Sized>(&self, found: Option<Fault>, _: &E) -> Fault {
        self.session.fault::<E>(found)
    }

    /// Tells of a failed attempt; `true` if there is to be another one.
    pub fn failed(&mut self, fault: &Fault) -> bool {
        self.failed_by(fault, NO_LEASE)
    }

    pub(super) fn failed_by(&mut self, fault: &Fault, renewal: Renewal<'_>) -> bool {
        let wait = &mut self.wait;
        self.session.failed(fault, clock::of_thread, renewal, |_, after| prepare(wait, after))
    }

    pub(super) fn session(&mut self) -> &mut Session<'s, G> {
        &mut self.session
    }

    /// Tells of an attempt that the policy did not accept; `true` if there is to be another one.
    pub fn rejected(&mut self, rejected: &Rejected) -> bool {
        self.rejected_by(rejected, NO_LEASE)
    }

    pub(super) fn rejected_by(&mut self, rejected: &Rejected, renewal: Renewal<'_>) -> bool {
        let wait = &mut self.wait;
        self.session.rejected(rejected, clock::of_thread, renewal, |_, after| prepare(wait, after))
    }
}

/// A thread can always wait.
fn prepare(wait: &mut Duration, after: Duration) -> bool {
    *wait = after;
    true
}
