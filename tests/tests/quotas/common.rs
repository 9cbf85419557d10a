//! What the tests of quotas share.

use std::time::Duration;

use proptest::prelude::ProptestConfig;
use resilin::kernel::{Moment, QuotaChange, QuotaProbe, QuotaRefusal, QuotaReset, SharedQuota};
use resilin::quota::{QuotaSettings, QuotaState};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const HOUR: Duration = Duration::from_secs(3600);

pub(crate) const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}

/// A server that names its reset.
pub(crate) const fn named(time: Duration) -> QuotaReset {
    QuotaReset::After(time)
}

/// A server that does not: 15 min, at most 6 h.
pub(crate) const UNNAMED: QuotaReset = QuotaReset::Unknown { first: seconds(15 * 60), max: seconds(6 * 3600) };

/// A quota that threads share, and its time.
#[derive(Debug)]
pub(crate) struct Timed {
    pub(crate) quota: SharedQuota,
    pub(crate) now: Moment,
    /// The random bits that it gets.
    pub(crate) bits: u64,
}

impl Timed {
    pub(crate) fn new(settings: QuotaSettings) -> Self {
        Self { quota: SharedQuota::new(settings, Moment::EPOCH), now: Moment::EPOCH, bits: 1 << 63 }
    }

    /// With the default settings: a ramp of 10 s, and a probe hangs after 60 s.
    pub(crate) fn open() -> Self {
        Self::new(QuotaSettings::NONE)
    }

    /// Used up for so long.
    pub(crate) fn closed_for(time: Duration) -> Self {
        let timed = Self::open();
        timed.used_up(None, named(time)).expect("it was open");
        timed
    }

    /// The reset is over, and the first call is out.
    pub(crate) fn probing() -> (Self, QuotaProbe) {
        let mut timed = Self::closed_for(SECOND);
        timed.pass(SECOND);
        let probe = timed.probe();
        (timed, probe)
    }

    /// The probe has come back well, just now.
    pub(crate) fn ramping() -> Self {
        let (timed, probe) = Self::probing();
        timed.quota.succeeded(probe, timed.now).expect("it opens");
        timed
    }

    pub(crate) fn pass(&mut self, time: Duration) {
        self.now = self.now.after(time);
    }

    pub(crate) fn ask(&self) -> Result<Option<QuotaProbe>, QuotaRefusal> {
        self.quota.admit(|| self.now, &mut || self.bits)
    }

    /// Asks as one who is the probe.
    pub(crate) fn probe(&self) -> QuotaProbe {
        self.ask().expect("it lets one pass").expect("that one is the probe")
    }

    /// Asks as one of many.
    pub(crate) fn passes(&self) -> bool {
        self.ask().is_ok_and(|probe| probe.is_none())
    }

    pub(crate) fn refusal(&self) -> QuotaRefusal {
        self.ask().expect_err("it refuses")
    }

    pub(crate) fn used_up(&self, probe: Option<QuotaProbe>, reset: QuotaReset) -> Option<QuotaChange> {
        self.quota.exhausted(probe, reset, self.now)
    }

    pub(crate) fn state(&self) -> QuotaState {
        self.quota.state(|| self.now)
    }

    pub(crate) fn resets_in(&self) -> Option<Duration> {
        self.quota.snapshot(self.now).resets_in
    }

    pub(crate) fn closings(&self) -> u64 {
        self.quota.snapshot(self.now).closings
    }
}

/// So many cases of a property, unless the environment says how many.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}
