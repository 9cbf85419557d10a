//! The blocking driver.

use std::any::type_name;
use std::fmt::Arguments;
use std::mem;
use std::time::Duration;

use super::gate::{Gate, Guard, Ungated};
use super::scoped::Scoped;
use super::session::{ErrorType, NO_LEASE, Renewal, Session};
use crate::attempt::Attempt;
use crate::breaker::Breaker;
use crate::kernel::Body;
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
        if self.session.gate.has_begun() {
            return Ok(());
        }
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
        let wait = mem::take(&mut self.wait);
        if !wait.is_zero() {
            clock::sleep(wait);
        }
    }

    /// The attempt that `attempt = ident` binds.
    pub fn attempt(&self) -> Attempt {
        self.session.attempt(clock::of_thread)
    }

    /// Blocks until the next attempt may run, and runs the body: at a site where nothing can refuse it.
    #[inline]
    pub fn run<R>(&mut self, body: impl FnOnce() -> R) -> R {
        self.wait();
        self.session.gate.enter_body(Body::OnThread);
        let _around = self.session.around_body();
        body()
    }

    /// Blocks until the next attempt may run, lets it begin, and runs the body.
    ///
    /// # Errors
    ///
    /// The policy refuses it.
    #[inline]
    pub fn gated<R>(&mut self, body: impl FnOnce() -> R) -> Result<R, Rejected> {
        self.ready()?;
        Ok(self.run(body))
    }

    /// The call ends with a value.
    #[inline]
    pub fn succeeded(&mut self) {
        self.session.succeeded(clock::of_thread);
    }

    /// Tells of an error, and of the fault that it says it is; `true` if the call is over.
    #[inline]
    pub fn gives_up<E: ?Sized>(&mut self, found: Option<Fault>, _: &E) -> bool {
        self.gives_up_as(found, type_name::<E>, NO_LEASE)
    }

    #[inline(never)]
    pub(super) fn gives_up_as(
        &mut self,
        found: Option<Fault>,
        error_type: ErrorType,
        renewal: Renewal<'_>,
    ) -> bool {
        let wait = &mut self.wait;
        self.session
            .gives_up(found.as_ref(), error_type, clock::of_thread, renewal, |_, after| prepare(wait, after))
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
