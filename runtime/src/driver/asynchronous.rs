//! The async driver.

use std::any::type_name;
use std::fmt::Arguments;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::gate::{Gate, Guard, Ungated};
use super::run::{Gated, GatedLimited, Run, RunLimited};
use super::scoped::Scoped;
use super::session::{ErrorType, NO_LEASE, Renewal, Session};
use crate::attempt::Attempt;
use crate::breaker::Breaker;
use crate::clock::Clock;
use crate::registry::Registry;
use crate::{Fault, Rejected, Site, clock};

/// One async call under way, without a breaker.
pub type AsyncCall<'s> = Async<'s, Ungated>;

/// One async call under way, at a site whose breaker has a fixed name or none.
pub type GuardedAsyncCall<'s> = Async<'s, Guard<&'s Breaker>>;

/// One async call under way, at a site that has a breaker for each key.
pub type KeyedAsyncCall<'s> = Async<'s, Guard<Breaker>>;

/// One async call under way, whose names are those of a registry of its own.
pub type ScopedAsyncCall<'s> = Async<'s, Scoped>;

/// One async call under way. The expansion of the attribute and `Site::call` drive it.
#[derive(Debug)]
pub struct Async<'s, G> {
    session: Session<'s, G>,
}

impl<'s> AsyncCall<'s> {
    /// Begins a call at `site`.
    #[inline]
    pub fn begin(site: &'s Site) -> Self {
        Self { session: Session::begin(site, Ungated, clock::of_runtime) }
    }
}

impl<'s> GuardedAsyncCall<'s> {
    /// Begins a call at `site`.
    #[inline]
    pub fn begin(site: &'s Site) -> Self {
        Self { session: Session::begin(site, Guard::new(site.breaker()), clock::of_runtime) }
    }
}

impl<'s> KeyedAsyncCall<'s> {
    /// Begins a call at `site`, whose breaker is that of `key`, a whole name.
    #[inline]
    pub fn begin(site: &'s Site, key: Arguments<'_>) -> Self {
        Self { session: Session::begin(site, Guard::new(site.breaker_of(key)), clock::of_runtime) }
    }
}

impl<'s> ScopedAsyncCall<'s> {
    /// Begins a call at `site` with the names of `registry`; `key` is the breaker's whole name, where arguments are part
    /// of it.
    pub fn begin(site: &'s Site, registry: &Registry, key: Option<Arguments<'_>>) -> Self {
        Self { session: Session::begin(site, Scoped::find(site, registry, key), clock::of_runtime) }
    }
}

impl<'s, G: Gate> Async<'s, G> {
    /// Waits until the next attempt may run, at a site where nothing can refuse it.
    #[inline]
    pub fn wait(&mut self) -> Ready<'_, 's, G> {
        Ready { session: &mut self.session }
    }

    /// Waits until the next attempt may run, and lets it begin unless the policy refuses.
    #[inline]
    pub fn ready(&mut self) -> Admitted<'_, 's, G> {
        Admitted { session: &mut self.session }
    }

    /// The attempt that `attempt = ident` binds.
    pub fn attempt(&self) -> Attempt {
        self.session.attempt(clock::of_runtime)
    }

    /// Waits until the next attempt may run, and runs the body: at a site where nothing can refuse it, and whose policy
    /// does not limit its time.
    #[inline]
    pub fn run<F: Future>(&mut self, body: F) -> Run<'_, 's, G, F> {
        Run { session: &mut self.session, body }
    }

    /// As [`run`](Self::run), under the policy's timeout and deadline.
    #[inline]
    pub fn run_limited<F: Future>(&mut self, body: F) -> RunLimited<'_, 's, G, F> {
        RunLimited { session: &mut self.session, body }
    }

    /// Waits until the next attempt may run, lets it begin unless the policy refuses, and runs the body.
    #[inline]
    pub fn gated<F: Future>(&mut self, body: F) -> Gated<'_, 's, G, F> {
        Gated { session: &mut self.session, body }
    }

    /// As [`gated`](Self::gated), under the policy's timeout and deadline.
    #[inline]
    pub fn gated_limited<F: Future>(&mut self, body: F) -> GatedLimited<'_, 's, G, F> {
        GatedLimited { session: &mut self.session, body }
    }

    /// The call ends with a value.
    #[inline]
    pub fn succeeded(&mut self) {
        self.session.succeeded(clock::of_runtime);
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
        self.session.gives_up(found.as_ref(), error_type, clock::of_runtime, renewal, Session::prepare_wait)
    }

    pub(super) fn session(&mut self) -> &mut Session<'s, G> {
        &mut self.session
    }

    /// Tells of an attempt that the policy cut or did not accept; `true` if there is to be another one.
    pub fn rejected(&mut self, rejected: &Rejected) -> bool {
        self.rejected_by(rejected, NO_LEASE)
    }

    pub(super) fn rejected_by(&mut self, rejected: &Rejected, renewal: Renewal<'_>) -> bool {
        self.session.rejected(rejected, clock::of_runtime, renewal, Session::prepare_wait)
    }
}

impl<G: Gate> Session<'_, G> {
    /// A zero delay is not slept: the shortest sleep of a runtime takes a tick of its timer.
    fn prepare_wait(&mut self, after: Duration) -> bool {
        if after.is_zero() {
            return true;
        }
        let armed = self.arm(after);
        self.extras.get_or_insert_default().waits = armed;
        armed
    }

    /// Whether the attempt has begun, or may at once.
    #[inline]
    pub(super) fn may_run(&mut self) -> bool {
        self.gate.has_begun() || self.begins_at_once()
    }

    /// Waits until the next attempt may run, at a site where nothing can refuse it.
    #[inline]
    pub(super) fn poll_waited(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match &self.extras {
            Some(extras) if extras.waits => self.poll_wait(cx),
            _ => Poll::Ready(()),
        }
    }
}

/// The wait before an attempt. Generic only over the gate, so that annotated functions share its code.
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited"]
pub struct Ready<'a, 's, G> {
    session: &'a mut Session<'s, G>,
}

impl<G: Gate> Future for Ready<'_, '_, G> {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.session.poll_waited(cx)
    }
}

/// The wait before an attempt, and its admission.
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited"]
pub struct Admitted<'a, 's, G> {
    session: &'a mut Session<'s, G>,
}

impl<G: Gate> Future for Admitted<'_, '_, G> {
    type Output = Result<(), Rejected>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if self.session.may_run() {
            return Poll::Ready(Ok(()));
        }
        self.session.poll_admitted(cx)
    }
}

impl<G: Gate> Session<'_, G> {
    #[inline(never)]
    pub(super) fn poll_admitted(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Rejected>> {
        ready!(self.poll_until(Session::reach, cx))?;
        Poll::Ready(self.admit(clock::of_runtime))
    }

    /// Waits until the next attempt may run, and then until `pass`, which asks the gates, knows of no wait any more.
    #[inline]
    pub(super) fn poll_until(
        &mut self,
        pass: impl Fn(&mut Self, Clock) -> Result<Option<Duration>, Rejected>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<(), Rejected>> {
        loop {
            if self.timer().is_some() {
                ready!(self.poll_wait(cx));
            }
            match pass(self, clock::of_runtime)? {
                None => return Poll::Ready(Ok(())),
                Some(wait) if self.arm(wait) => {}
                Some(_) => return Poll::Ready(Err(self.refuse_unwaited())),
            }
        }
    }

    #[inline(never)]
    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(timer) = self.timer() {
            // A wait that is lost half-way ends early: the error before it is gone, and the next one finds no timer.
            let _ = ready!(Pin::new(timer).poll(cx));
        }
        self.disarm();
        if let Some(extras) = &mut self.extras {
            extras.waits = false;
        }
        Poll::Ready(())
    }
}
