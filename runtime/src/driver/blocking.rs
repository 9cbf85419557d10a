//! The blocking driver.

use std::time::Duration;

use super::session::Session;
use crate::attempt::Attempt;
use crate::{Fault, Rejected, Site, clock};

/// One blocking call under way. The expansion of the attribute and `Site::call_blocking` drive it.
#[derive(Debug)]
pub struct BlockingCall<'s> {
    session: Session<'s>,
    wait: Duration,
}

impl<'s> BlockingCall<'s> {
    /// Begins a call at `site`.
    #[inline]
    pub fn begin(site: &'s Site) -> Self {
        let session = Session::begin(site, clock::of_thread);
        // The attribute refuses a timeout on a blocking function; a policy made at run time can still have one.
        if site.policy().timeout().is_some() {
            session.tell_no_timeout();
        }
        Self { session, wait: Duration::ZERO }
    }

    /// The attempt that `attempt = ident` binds.
    pub fn attempt(&self) -> Attempt {
        self.session.attempt(clock::of_thread)
    }

    /// Blocks until the next attempt may run.
    #[inline]
    pub fn ready(&mut self) {
        if !self.wait.is_zero() {
            clock::sleep(self.wait);
        }
    }

    /// Runs the body once.
    #[inline]
    pub fn run<R>(&mut self, body: impl FnOnce() -> R) -> R {
        let _around = self.session.around_body();
        body()
    }

    /// The call ends with a value.
    #[inline]
    pub fn succeeded(&mut self) {
        self.session.succeeded();
    }

    /// The fault that a probe of `error` found, else one of class `unknown`.
    pub fn fault<E: ?Sized>(&self, found: Option<Fault>, _: &E) -> Fault {
        self.session.fault::<E>(found)
    }

    /// Tells of a failed attempt; `true` if there is to be another one.
    pub fn failed(&mut self, fault: &Fault) -> bool {
        let wait = &mut self.wait;
        self.session.failed(fault, clock::of_thread, |_, after| prepare(wait, after))
    }

    /// Tells of an attempt that the policy did not accept; `true` if there is to be another one.
    pub fn rejected(&mut self, rejected: &Rejected) -> bool {
        let wait = &mut self.wait;
        self.session.rejected(rejected, clock::of_thread, |_, after| prepare(wait, after))
    }
}

/// A thread can always wait.
fn prepare(wait: &mut Duration, after: Duration) -> bool {
    *wait = after;
    true
}
