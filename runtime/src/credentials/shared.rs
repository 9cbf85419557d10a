//! What all handles of the same credentials share.

use std::any::type_name;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use super::end::Now;
use super::error::Cause;
use super::lifecycle::{Lifecycle, Renewal};
use super::settings::Settings;
use super::{Grant, Lease, Provider};
use crate::random::ThreadRandom;
use crate::telemetry;

pub(super) struct Shared<P: Provider> {
    pub(super) provider: P,
    pub(super) state: Mutex<State<P::Secret>>,
    /// Rung when a renewal has ended and when a lease was rejected.
    pub(super) bell: watch::Sender<()>,
}

pub(super) struct State<S> {
    pub(super) settings: Settings,
    pub(super) lifecycle: Lifecycle<S>,
}

impl<P: Provider> Shared<P> {
    /// No user's code runs under this lock; what is left behind by a panic is whole.
    pub(super) fn state(&self) -> MutexGuard<'_, State<P::Secret>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Outside the lock: wakers are the users' code.
    pub(super) fn ring(&self) {
        self.bell.send_replace(());
    }

    pub(super) fn ttl(&self, grant: &Grant<P::Secret>, now: Now) -> Option<Duration> {
        let Settings { assume_ttl, .. } = self.state().settings;
        grant.good_for(now).or(assume_ttl)
    }

    pub(super) fn granted(&self, renewal: Renewal, secret: P::Secret, ttl: Option<Duration>, now: Now) {
        let mut state = self.state();
        let term = ttl.map(|ttl| state.settings.term(ttl, now, &mut ThreadRandom));
        let epoch = state.lifecycle.epoch() + 1;
        let State { settings, lifecycle } = &mut *state;
        let former = lifecycle.granted(renewal, Lease::new(secret, epoch, term), now.moment, settings);
        drop(state);
        telemetry::renewed(type_name::<P>(), epoch, ttl);
        self.ring();
        drop(former);
    }

    /// Once a renewal: one that was given up is not told again.
    pub(super) fn failed(&self, renewal: Renewal, cause: Cause, remember: Duration) {
        let word = cause.word();
        let mut state = self.state();
        if !state.lifecycle.is_running(renewal) {
            return;
        }
        let former = state.lifecycle.failed(renewal, cause, remember, Now::of_runtime());
        let (epoch, failures) = (state.lifecycle.epoch(), state.lifecycle.failures());
        drop(state);
        telemetry::renewal_failed(type_name::<P>(), epoch, word, failures);
        self.ring();
        drop(former);
    }
}
