//! A call and those who watch it.

use super::gate::Gate;
use super::session::Session;
use crate::Rejected;
use crate::events::{AttemptOutcome, CallOutcome};
use crate::telemetry::{self, Entered, Watch};

impl<G: Gate> Session<'_, G> {
    /// Makes the call's span the current one.
    #[inline]
    pub(super) fn enter(&self) -> Option<Entered<'_>> {
        self.extras.as_deref()?.enter()
    }

    #[inline]
    pub(super) fn end(&mut self, attempts: u32, outcome: CallOutcome) {
        if let Some(watch) = self.watch_mut() {
            watch.ended(attempts, outcome);
        }
    }

    #[inline]
    pub(super) fn attempt_ended(&mut self, outcome: AttemptOutcome) {
        if let Some(watch) = self.watch_mut() {
            watch.attempt_ended(outcome);
        }
    }

    #[inline]
    pub(super) fn tell_rejected(&self, attempt: u32, rejected: &Rejected) {
        let _entered = self.enter();
        telemetry::rejected(self.site, self.watch(), attempt, rejected);
    }

    #[inline]
    pub(super) fn watch(&self) -> Option<&Watch> {
        self.extras.as_ref()?.watch.as_ref()
    }

    #[inline]
    pub(super) fn watch_mut(&mut self) -> Option<&mut Watch> {
        self.extras.as_mut()?.watch.as_mut()
    }

    /// The body is over, if not by itself, and is still to be dropped and judged.
    pub(super) fn enter_body(&mut self) {
        if let Some(watch) = self.watch_mut() {
            watch.enter_body();
        }
    }

    /// The user's code does not run any more.
    #[inline]
    pub(super) fn leave(&mut self) {
        if let Some(watch) = self.watch_mut() {
            watch.leave();
        }
    }

    #[cold]
    pub(super) fn tell_unknown(&self, error_type: &'static str) {
        if telemetry::is_debugged() && self.site.told().unknown.first() {
            let _entered = self.enter();
            telemetry::unknown(self.site, error_type);
        }
    }

    #[cold]
    pub(super) fn tell_no_timer(&self) {
        if self.site.told().no_timer.first() {
            let _entered = self.enter();
            telemetry::no_timer(self.site);
        }
    }

    #[cold]
    pub(super) fn tell_no_timeout(&self) {
        if self.site.told().no_timeout.first() {
            let _entered = self.enter();
            telemetry::no_timeout(self.site);
        }
    }
}
