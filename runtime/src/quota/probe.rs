//! The first attempt after a reset, for a driver.

use super::Quota;
use crate::kernel::{Moment, QuotaProbe};

/// Keeps everybody else out until it is over. Dropped without a word, it has found nothing out: its attempt was cancelled,
/// panicked, or failed in a way that says nothing about the quota.
#[derive(Debug)]
#[must_use = "dropped at once, it has found nothing out"]
pub(crate) struct Probe {
    quota: Quota,
    probe: Option<QuotaProbe>,
}

impl Probe {
    pub(super) const fn new(quota: Quota, probe: QuotaProbe) -> Self {
        Self { quota, probe: Some(probe) }
    }

    pub(crate) const fn quota(&self) -> &Quota {
        &self.quota
    }

    /// Its attempt succeeded: the server serves again.
    pub(crate) fn succeeded(mut self, clock: impl Fn() -> Moment) {
        if let Some(probe) = self.probe.take() {
            self.quota.succeeded(probe, clock);
        }
    }

    pub(super) fn into_inner(mut self) -> Option<QuotaProbe> {
        self.probe.take()
    }
}

impl Drop for Probe {
    fn drop(&mut self) {
        if let Some(probe) = self.probe.take() {
            self.quota.released(probe);
        }
    }
}
