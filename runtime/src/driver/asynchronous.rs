//! The async driver.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::run::{Run, RunLimited};
use super::session::Session;
use crate::attempt::Attempt;
use crate::{Fault, Rejected, Site, clock};

/// One async call under way. The expansion of the attribute and `Site::call` drive it.
#[derive(Debug)]
pub struct AsyncCall<'s> {
    session: Session<'s>,
}

impl<'s> AsyncCall<'s> {
    /// Begins a call at `site`.
    #[inline]
    pub fn begin(site: &'s Site) -> Self {
        Self { session: Session::begin(site, clock::of_runtime) }
    }

    /// The attempt that `attempt = ident` binds.
    pub fn attempt(&self) -> Attempt {
        self.session.attempt(clock::of_runtime)
    }

    /// Waits until the next attempt may run.
    #[inline]
    pub fn ready(&mut self) -> Ready<'_, 's> {
        Ready { call: self }
    }

    /// Runs the body under a policy that does not limit its time.
    #[inline]
    pub fn run<F: Future>(&mut self, body: F) -> Run<'_, 's, F> {
        Run::new(&mut self.session, body)
    }

    /// Runs the body under the policy's timeout and deadline.
    #[inline]
    pub fn run_limited<F: Future>(&mut self, body: F) -> RunLimited<'_, 's, F> {
        RunLimited::new(&mut self.session, body)
    }

    /// The call ends with a value.
    #[inline]
    pub fn succeeded(&mut self) {
        self.session.succeeded();
    }

    /// The fault that a probe of `error` found, else one of class `unknown`.
    #[inline]
    pub fn fault<E: ?Sized>(&self, found: Option<Fault>, _: &E) -> Fault {
        self.session.fault::<E>(found)
    }

    /// Tells of a failed attempt; `true` if there is to be another one.
    pub fn failed(&mut self, fault: &Fault) -> bool {
        self.session.failed(fault, clock::of_runtime, Session::prepare_wait)
    }

    /// Tells of an attempt that the policy cut or did not accept; `true` if there is to be another one.
    pub fn rejected(&mut self, rejected: &Rejected) -> bool {
        self.session.rejected(rejected, clock::of_runtime, Session::prepare_wait)
    }
}

impl Session<'_> {
    /// A zero delay is not slept: the shortest sleep of a runtime takes a tick of its timer.
    fn prepare_wait(&mut self, after: Duration) -> bool {
        after.is_zero() || self.arm(after)
    }
}

/// The wait before an attempt. Not generic, so that every annotated function shares its code.
#[derive(Debug)]
#[must_use = "futures do nothing unless awaited"]
pub struct Ready<'a, 's> {
    call: &'a mut AsyncCall<'s>,
}

impl Future for Ready<'_, '_> {
    type Output = ();

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        match self.call.session.timer() {
            None => Poll::Ready(()),
            Some(_) => self.call.poll_wait(cx),
        }
    }
}

impl AsyncCall<'_> {
    #[inline(never)]
    fn poll_wait(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let Some(timer) = self.session.timer() {
            // A wait that is lost half-way ends early: the error before it is gone, and the next one finds no timer.
            let _ = ready!(Pin::new(timer).poll(cx));
        }
        self.session.disarm();
        Poll::Ready(())
    }
}
