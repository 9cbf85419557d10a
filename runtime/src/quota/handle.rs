//! The handle of a named quota.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use resilin_policy::QuotaSettings;

use super::closing::{Closing, Listeners};
use super::{Probe, Refused};
use crate::clock;
use crate::kernel::{
    Moment, QuotaChange, QuotaProbe, QuotaReset, QuotaSnapshot, QuotaState, ResetKind, SharedQuota,
};
use crate::random::ThreadRandom;
use crate::telemetry;

/// A named quota. Clones are the same quota.
///
/// Sites use it by its name: `#[resilient(quota = "maps")]`. Code looks at it, moves it by hand, hears of its closings,
/// and lets it see responses: [the module](mod@crate::quota) has an example.
#[derive(Clone)]
pub struct Quota(Arc<Named>);

struct Named {
    name: Box<str>,
    quota: SharedQuota,
    listeners: Listeners,
}

impl Quota {
    pub(crate) fn new(name: &str, settings: QuotaSettings) -> Self {
        let quota = SharedQuota::new(settings, clock::of_thread());
        Self(Arc::new(Named { name: name.into(), quota, listeners: Listeners::default() }))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What it does with the calls that come to it. Looking does not move it: it is closed until a call is let through,
    /// even if the reset is over.
    pub fn state(&self) -> QuotaState {
        self.shared().state(clock::of_thread)
    }

    /// What it has seen and done. Reads the clock.
    pub fn snapshot(&self) -> QuotaSnapshot {
        self.shared().snapshot(clock::of_thread())
    }

    /// Closes it for so long. That holds whatever its state: a reset that it was waiting for is replaced, be it later.
    ///
    /// A reset that a server names moves it on if it is later.
    pub fn close_for(&self, time: Duration) {
        self.tell(self.shared().close_for(time, clock::of_thread()));
    }

    /// Closes it until that time of the wall clock, as [`close_for`](Self::close_for) does. Where it has passed, the
    /// next call is let through alone, as after any reset.
    ///
    /// The time left is measured now: that the wall clock is set meanwhile changes nothing.
    pub fn close_until(&self, time: SystemTime) {
        self.close_for(time.duration_since(clock::wall()).unwrap_or_default());
    }

    /// Opens it, from whatever state, at once and without a ramp. Calls that wait already wait out their time. An assumed reset is as long as the first time again.
    pub fn open(&self) {
        self.tell(self.shared().open(clock::of_thread()));
    }

    /// Has this called at every closing, for as long as the quota lives. That the reset of a closed quota moves is no
    /// closing, and many calls that fail together are one.
    ///
    /// There is no way back: one for each quota, made where the quota is defined, is what this is for. One that holds the
    /// quota itself keeps it alive.
    ///
    /// It is called on the thread of whoever closed the quota, before that goes on; no lock is held. So it should be
    /// short. If it panics, the panic goes to whoever closed the quota; the quota is closed nevertheless.
    ///
    /// ```
    /// use std::sync::mpsc;
    /// use std::time::Duration;
    ///
    /// let quota = resilin::quota("translation");
    /// let (told, closings) = mpsc::channel();
    /// quota.on_closing(move |closing| _ = told.send(closing.resets_in()));
    /// quota.close_for(Duration::from_secs(60));
    /// quota.close_for(Duration::from_secs(90));
    /// assert_eq!(closings.try_iter().collect::<Vec<_>>(), [Duration::from_secs(60)]);
    /// ```
    pub fn on_closing(&self, listener: impl Fn(&Closing) + Send + Sync + 'static) {
        self.0.listeners.add(listener);
    }

    /// Whether an attempt at that moment is refused for certain. Takes nothing.
    #[inline]
    pub(crate) fn look(&self, at: impl FnOnce() -> Moment) -> Result<(), Refused> {
        self.shared().look(at, &mut ThreadRandom)
    }

    /// Asks for an attempt. What is returned is the probe, if this attempt is one.
    #[inline]
    pub(crate) fn admit(&self, clock: impl Fn() -> Moment) -> Result<Option<Probe>, Refused> {
        let probe = self.shared().admit(clock, &mut ThreadRandom)?;
        Ok(probe.map(|probe| Probe::new(self.clone(), probe)))
    }

    /// An attempt has found it used up, until the reset that the server named, else for the default time.
    pub(crate) fn exhausted(
        &self,
        probe: Option<Probe>,
        hint: Option<Duration>,
        default: Duration,
        max: Duration,
        clock: impl Fn() -> Moment,
    ) {
        let unknown = QuotaReset::Unknown { first: default, max };
        let reset = hint.map_or(unknown, QuotaReset::After);
        self.tell(self.shared().exhausted(probe.and_then(Probe::into_inner), reset, clock()));
    }

    /// Which quota it is, for as long as it is held.
    pub(crate) fn id(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }

    pub(crate) fn settings(&self) -> QuotaSettings {
        self.shared().settings()
    }

    /// Replaces the settings. The state stays.
    pub(crate) fn set_settings(&self, settings: QuotaSettings) {
        self.shared().define(settings, clock::of_thread());
    }

    pub(super) fn succeeded(&self, probe: QuotaProbe, clock: impl Fn() -> Moment) {
        self.tell(self.shared().succeeded(probe, clock()));
    }

    /// An attempt that was admitted, and was no probe, did not happen.
    pub(crate) fn unused(&self) {
        self.shared().unused();
    }

    pub(super) fn released(&self, probe: QuotaProbe) {
        self.shared().released(probe);
    }

    /// The server has named a reset. Whether that closed it, or moved its reset.
    #[cfg(feature = "headers")]
    pub(super) fn resets_after(&self, time: Duration) -> bool {
        let change = self.shared().exhausted(None, QuotaReset::After(time), clock::of_thread());
        self.tell(change);
        change.is_some()
    }

    #[inline]
    fn shared(&self) -> &SharedQuota {
        &self.0.quota
    }

    /// Outside the quota's lock, because subscribers and listeners may look at it.
    #[cold]
    fn tell(&self, change: Option<QuotaChange>) {
        match change {
            Some(QuotaChange::Closed { resets_in, kind }) => self.tell_closing(resets_in, kind),
            Some(QuotaChange::Opened { over }) => telemetry::quota_open(self.name(), over),
            Some(QuotaChange::Rescheduled { .. }) | None => {}
        }
    }

    fn tell_closing(&self, resets_in: Duration, kind: ResetKind) {
        telemetry::quota_closed(self.name(), resets_in, kind);
        self.0.listeners.tell(&Closing::new(self.name(), resets_in, kind));
    }
}

impl fmt::Debug for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Quota").field("name", &self.name()).field("state", &self.state()).finish_non_exhaustive()
    }
}

impl PartialEq for Quota {
    /// Whether they are the same quota.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Quota {}
