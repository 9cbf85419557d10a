//! A quota that threads share.

use std::sync::PoisonError;
use std::time::Duration;

use resilin_policy::QuotaSettings;

use super::machine::{Quota, refused_closed};
use super::phase::Phase;
use super::probe::QuotaProbe;
use super::snapshot::QuotaSnapshot;
use super::state::{QuotaChange, QuotaRefusal, QuotaReset, QuotaState};
use crate::kernel::{Moment, Random};
use crate::sync::{AtomicI64, AtomicU64, Mutex, MutexGuard, Ordering};

/// A [`Quota`] for any number of threads.
///
/// The quota stands behind a lock. In front of it stands one word that every call reads:
///
/// - While it is open, a call passes after that one read: no lock, no write, no clock. Its success touches nothing.
/// - While it is closed, a call is refused after a read of the word and of the clock.
///
/// Everything else holds the lock for a short time. No code of the caller's runs meanwhile: neither a clock nor a source
/// of randomness.
///
/// ```
/// use std::time::Duration;
/// use resilin::kernel::{Moment, QuotaReset, SharedQuota};
/// use resilin::quota::{QuotaSettings, QuotaState};
///
/// let now = || Moment::EPOCH;
/// let quota = SharedQuota::new(QuotaSettings::NONE, now());
/// std::thread::scope(|threads| {
///     for _ in 0..100 {
///         threads.spawn(|| quota.exhausted(None, QuotaReset::After(Duration::from_secs(60)), now()));
///     }
/// });
/// assert_eq!(quota.state(now), QuotaState::Closed);
/// assert_eq!(quota.snapshot(now()).closings, 1);
/// ```
#[derive(Debug)]
pub struct SharedQuota {
    /// What may be done without the lock. It stands alone: nothing else has to be seen with it, so that no order among
    /// the memory's cells is asked for.
    word: AtomicI64,
    /// The ramp's nanoseconds, over which those who wait for a reset are spread.
    ramp: AtomicU64,
    refused: AtomicU64,
    quota: Mutex<Quota>,
}

/// Everything passes.
const OPEN: i64 = i64::MIN;
/// Only the quota itself knows.
const ASK: i64 = i64::MIN + 1;

impl SharedQuota {
    /// An open quota.
    pub fn new(settings: QuotaSettings, now: Moment) -> Self {
        Self {
            word: AtomicI64::new(OPEN),
            ramp: AtomicU64::new(in_nanos(settings.ramp())),
            refused: AtomicU64::new(0),
            quota: Mutex::new(Quota::new(settings, now)),
        }
    }

    /// Whether an attempt at that moment is refused for certain: it is closed for longer. Anything else only
    /// [`admit`](Self::admit) can say. Takes nothing that would have to be given back.
    ///
    /// # Errors
    ///
    /// It is.
    #[inline]
    pub fn look(&self, at: impl FnOnce() -> Moment, random: &mut impl Random) -> Result<(), QuotaRefusal> {
        match self.closed_until() {
            Some(until) => self.look_closer(until, at(), random),
            None => Ok(()),
        }
    }

    /// Asks for an attempt. `Some` is the probe, which has to be given back by [`succeeded`](Self::succeeded),
    /// [`exhausted`](Self::exhausted) or [`released`](Self::released); other attempts give nothing back.
    ///
    /// # Errors
    ///
    /// It is closed, the probe is out, or there is no place on the ramp yet.
    #[inline]
    pub fn admit(
        &self,
        clock: impl FnOnce() -> Moment,
        random: &mut impl Random,
    ) -> Result<Option<QuotaProbe>, QuotaRefusal> {
        if self.word() == OPEN { Ok(None) } else { self.admit_slowly(clock(), random) }
    }

    #[cold]
    fn admit_slowly(&self, now: Moment, random: &mut impl Random) -> Result<Option<QuotaProbe>, QuotaRefusal> {
        if let Some(until) = self.closed_until() {
            self.look_closer(until, now, random)?;
        }
        let bits = random.next_u64();
        let admitted = self.lock().quota().admit(now, &mut || bits);
        if admitted.is_err() {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        admitted
    }

    /// An attempt has found it used up; `probe` is what it was given, if it was the probe. See [`Quota::exhausted`].
    pub fn exhausted(&self, probe: Option<QuotaProbe>, reset: QuotaReset, now: Moment) -> Option<QuotaChange> {
        self.lock().quota().exhausted(probe, reset, now)
    }

    /// Gives the probe back: the server serves again.
    pub fn succeeded(&self, probe: QuotaProbe, now: Moment) -> Option<QuotaChange> {
        self.lock().quota().succeeded(probe, now)
    }

    /// Gives the probe back without a result; the next call is the probe.
    pub fn released(&self, probe: QuotaProbe) {
        self.lock().quota().released(probe);
    }

    /// See [`Quota::unused`].
    pub fn unused(&self) {
        if self.word() == ASK {
            self.lock().quota().unused();
        }
    }

    /// Closes it by hand for so long, whatever its state; a time that it was closed for is replaced, be it longer.
    pub fn close_for(&self, time: Duration, now: Moment) -> Option<QuotaChange> {
        self.lock().quota().close_for(time, now)
    }

    /// Opens it by hand, at once and without a ramp.
    pub fn open(&self, now: Moment) -> Option<QuotaChange> {
        self.lock().quota().open(now)
    }

    /// The settings.
    pub fn settings(&self) -> QuotaSettings {
        self.lock().quota().settings()
    }

    /// Replaces the settings. The state stays; a ramp that is not over goes on with its new time.
    pub fn define(&self, settings: QuotaSettings, now: Moment) {
        self.lock().quota().define(settings, now);
    }

    /// Its state. Closed lasts until a call is let through, however long the reset is over. Reads the clock only where
    /// the time matters.
    pub fn state(&self, clock: impl FnOnce() -> Moment) -> QuotaState {
        match self.word() {
            OPEN => QuotaState::Open,
            ASK => {
                let now = clock();
                self.lock().quota().state(now)
            }
            _ => QuotaState::Closed,
        }
    }

    /// What it has seen and done.
    pub fn snapshot(&self, now: Moment) -> QuotaSnapshot {
        let refused = self.refused.load(Ordering::Relaxed);
        QuotaSnapshot { refused, ..self.lock().quota().snapshot(now) }
    }

    #[inline]
    fn word(&self) -> i64 {
        self.word.load(Ordering::Relaxed)
    }

    #[inline]
    fn closed_until(&self) -> Option<Moment> {
        let word = self.word();
        (word > ASK).then(|| Moment::from_nanos(word))
    }

    #[cold]
    fn look_closer(&self, until: Moment, at: Moment, random: &mut impl Random) -> Result<(), QuotaRefusal> {
        if at >= until {
            return Ok(());
        }
        self.refused.fetch_add(1, Ordering::Relaxed);
        let ramp = Duration::from_nanos(self.ramp.load(Ordering::Relaxed));
        Err(refused_closed(until.since(at), ramp, random))
    }

    fn lock(&self) -> Locked<'_> {
        Locked { shared: self, quota: self.quota.lock().unwrap_or_else(PoisonError::into_inner) }
    }

    /// Tells the threads that do not hold the lock how things are now.
    fn publish(&self, quota: &Quota) {
        let word = match quota.phase() {
            Phase::Open { .. } => OPEN,
            Phase::Closed(closed) => closed.until.as_nanos().max(ASK + 1),
            Phase::Probing(_) | Phase::Ramp(_) => ASK,
        };
        self.ramp.store(in_nanos(quota.settings().ramp()), Ordering::Relaxed);
        // Every call reads it: where it stays as it is, it need not be fetched anew.
        if word != self.word() {
            self.word.store(word, Ordering::Relaxed);
        }
    }
}

fn in_nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

/// The quota, locked. What has become of it is told to the others before the lock is given back.
struct Locked<'a> {
    shared: &'a SharedQuota,
    quota: MutexGuard<'a, Quota>,
}

impl Locked<'_> {
    fn quota(&mut self) -> &mut Quota {
        &mut self.quota
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.shared.publish(&self.quota);
    }
}
