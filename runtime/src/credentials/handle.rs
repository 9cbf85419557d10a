//! What calls share: a lease, and the renewal that is under way.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;

use super::end::Now;
use super::error::Cause;
use super::lifecycle::{Answer, Lifecycle, Renewal, Watch};
use super::renewal::{self, within};
use super::settings::Settings;
use super::shared::{Shared, State};
use super::{CredentialsError, Epochs, Lease, LeaseSource, Provider};
use crate::{Class, Fault, Rejected};

/// A lease that renews itself, shared by all calls that need it. Clones are the same credentials.
///
/// [`get`](Self::get) is what calls use; `credentials(lease = …)` in the attribute does it for them. Renewals run in a
/// task of their own, one at a time; see [the module](super).
pub struct Credentials<P: Provider> {
    shared: Arc<Shared<P>>,
}

/// What credentials are like at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CredentialsSnapshot {
    /// The epoch of the last lease; 0 before the first.
    pub epoch: u64,
    /// Whether that lease is neither expired nor rejected.
    pub is_good: bool,
    /// The time until it expires; `None` where there is no good one or it does not expire.
    pub expires_in: Option<Duration>,
    /// Whether a renewal is under way.
    pub is_renewing: bool,
    /// How many renewals failed since the last one that did not.
    pub failures: u32,
}

/// What a caller got of the credentials without waiting.
enum Asked<S> {
    Ended(Result<Lease<S>, CredentialsError>),
    Wait(Renewal, watch::Receiver<()>),
}

impl<P: Provider> Credentials<P> {
    /// Credentials that nobody has asked for yet: the first [`get`](Self::get) renews them.
    pub fn new(provider: P) -> Self {
        let state = State { settings: Settings::DEFAULT, lifecycle: Lifecycle::new() };
        Self { shared: Arc::new(Shared { provider, state: Mutex::new(state), bell: watch::Sender::new(()) }) }
    }

    /// A lease is renewed so long before it expires: 5 minutes, unless it is said here. It is jittered, earlier only, by
    /// up to a fifth; and a lease is never renewed before half of its time is over.
    ///
    /// This and the other settings hold for all clones, from the next renewal on.
    #[must_use = "it returns the credentials, for the next setting"]
    pub fn renew_before(self, renew_before: Duration) -> Self {
        self.set(|settings| settings.renew_before = renew_before)
    }

    /// What a lease is good for when the server does not say; without it, until it is rejected.
    #[must_use = "it returns the credentials, for the next setting"]
    pub fn assume_ttl(self, ttl: Duration) -> Self {
        self.set(|settings| settings.assume_ttl = Some(ttl))
    }

    /// So long after a failed renewal no other is tried: 5 seconds, unless it is said here. Callers without a lease get
    /// the same failure meanwhile.
    #[must_use = "it returns the credentials, for the next setting"]
    pub fn remember_failure(self, remember: Duration) -> Self {
        self.set(|settings| settings.remember_failure = remember)
    }

    /// A renewal that takes longer has failed: a minute, unless it is said here.
    #[must_use = "it returns the credentials, for the next setting"]
    pub fn renew_timeout(self, timeout: Duration) -> Self {
        self.set(|settings| settings.renew_timeout = timeout)
    }

    /// A lease that is neither expired nor rejected, of any age. Where there is none, it waits for a renewal; where one
    /// is due, it begins it and returns the old lease meanwhile.
    ///
    /// May be dropped at any time: the renewal goes on for the others.
    ///
    /// # Errors
    ///
    /// The renewal's failure, the same for all that waited for it; a failure that is still remembered; or that no tokio
    /// runtime is there to renew on.
    pub async fn get(&self) -> Result<Lease<P::Secret>, CredentialsError> {
        match self.ask(Lifecycle::ask) {
            Asked::Ended(ended) => ended,
            // In a box, as it is rare: every call's future carries this one.
            Asked::Wait(renewal, bell) => Box::pin(self.wait(renewal, bell)).await,
        }
    }

    /// The lease in use, where there is a good one. It neither waits nor renews.
    pub fn current(&self) -> Option<Lease<P::Secret>> {
        self.state().lifecycle.good(Now::of_runtime()).cloned()
    }

    /// The server does not take this lease any more: the next [`get`](Self::get) waits for a new one.
    ///
    /// It acts only if the lease is the current one. A hundred calls that fail with one lease lead to one renewal, and
    /// the last of them does not take away what it brought.
    pub fn reject(&self, lease: &Lease<P::Secret>) {
        let acts = self.state().lifecycle.reject(lease);
        if acts {
            self.ring();
        }
    }

    /// Watches for new leases: for a connection that has to be made anew with each.
    pub fn epochs(&self) -> Epochs<P> {
        let epoch = self.state().lifecycle.epoch();
        Epochs::new(self.clone(), self.shared.bell.subscribe(), epoch)
    }

    /// What the credentials are like now.
    pub fn snapshot(&self) -> CredentialsSnapshot {
        let now = Now::of_runtime();
        let state = self.state();
        let good = state.lifecycle.good(now);
        CredentialsSnapshot {
            epoch: state.lifecycle.epoch(),
            is_good: good.is_some(),
            expires_in: good.and_then(Lease::term).map(|term| term.end.left(now)),
            is_renewing: state.lifecycle.is_renewing(),
            failures: state.lifecycle.failures(),
        }
    }

    /// The epoch of the last lease, and what a watcher is to do; a renewal that is due has been begun.
    pub(super) fn watch(&self) -> (u64, Watch) {
        let mut state = self.state();
        let (epoch, watch) = (state.lifecycle.epoch(), state.lifecycle.watch(Now::of_runtime()));
        if watch == Watch::Renew {
            // Where no runtime is entered there is nothing to do but wait for somebody else's renewal.
            let begun = begin(&mut state);
            drop(state);
            let _ = begun.map(|begun| self.spawn(begun));
            return (epoch, Watch::UntilMoved);
        }
        (epoch, watch)
    }

    async fn wait(
        &self,
        mut renewal: Renewal,
        mut bell: watch::Receiver<()>,
    ) -> Result<Lease<P::Secret>, CredentialsError> {
        loop {
            // The sender is in `self`: it does not go away.
            if within(self.patience(), bell.changed()).await.is_none() {
                self.give_up(renewal);
            }
            match self.ask(|lifecycle, now| lifecycle.ask_again(renewal, now)) {
                Asked::Ended(ended) => return ended,
                Asked::Wait(another, its_bell) => (renewal, bell) = (another, its_bell),
            }
        }
    }

    /// A renewal ends in time by itself, where somebody drives the runtime that it is on.
    fn patience(&self) -> Duration {
        self.state().settings.renew_timeout.saturating_add(Duration::from_secs(1))
    }

    /// Who comes next begins another one, on a runtime that is driven.
    fn give_up(&self, renewal: Renewal) {
        let settings = self.state().settings;
        self.shared.failed(renewal, Cause::TimedOut { after: settings.renew_timeout }, settings.remember_failure);
    }

    fn ask(&self, ask: impl FnOnce(&Lifecycle<P::Secret>, Now) -> Answer<P::Secret>) -> Asked<P::Secret> {
        let mut state = self.state();
        let served = match ask(&state.lifecycle, Now::of_runtime()) {
            Answer::Serve(lease) => return Asked::Ended(Ok(lease)),
            Answer::Fail(error) => return Asked::Ended(Err(error)),
            Answer::Wait(renewal) => return Asked::Wait(renewal, self.shared.bell.subscribe()),
            Answer::ServeAndRenew(lease) => Some(lease),
            Answer::Renew => None,
        };
        let bell = self.shared.bell.subscribe();
        let begun = begin(&mut state);
        drop(state);
        let begun = begun.map(|begun| self.spawn(begun));
        match (served, begun) {
            (Some(lease), _) => Asked::Ended(Ok(lease)),
            (None, Ok(renewal)) => Asked::Wait(renewal, bell),
            (None, Err(error)) => Asked::Ended(Err(error)),
        }
    }

    /// Outside the lock: a runtime that is shutting down drops the task at once, which ends the renewal.
    fn spawn(&self, (runtime, renewal): (Handle, Renewal)) -> Renewal {
        runtime.spawn(renewal::run(Arc::clone(&self.shared), renewal));
        renewal
    }

    fn is_soon(&self) -> bool {
        let state = self.state();
        state.lifecycle.is_soon(Now::of_runtime().moment, &state.settings)
    }

    fn set(self, set: impl FnOnce(&mut Settings)) -> Self {
        set(&mut self.state().settings);
        self
    }

    fn state(&self) -> MutexGuard<'_, State<P::Secret>> {
        self.shared.state()
    }

    fn ring(&self) {
        self.shared.ring();
    }
}

/// Marks a renewal as begun, where there is a runtime to run it on.
fn begin<S>(state: &mut State<S>) -> Result<(Handle, Renewal), CredentialsError> {
    match Handle::try_current() {
        Ok(runtime) => Ok((runtime, state.lifecycle.begin())),
        Err(_) => Err(CredentialsError::new(Cause::NoRuntime, None)),
    }
}

impl<P: Provider> LeaseSource for Credentials<P> {
    type Lease = Lease<P::Secret>;

    async fn lease(&self) -> Result<Self::Lease, Rejected> {
        Ok(self.get().await?)
    }

    fn failed(&self, lease: &Self::Lease, fault: &Fault, refresh: bool) {
        let is_refused = refresh || fault.class() == Class::AUTH;
        if is_refused && !self.is_soon() {
            self.reject(lease);
        }
    }
}

impl<P: Provider> Clone for Credentials<P> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

/// Neither the provider nor the lease's secret is shown.
impl<P: Provider> fmt::Debug for Credentials<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Credentials").field(&self.snapshot()).finish()
    }
}
