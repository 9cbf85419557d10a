//! What breakers, quotas and credentials do: told to everybody.

use std::time::Duration;

use super::log;
use crate::events::{BreakerMoved, Event, KeyBack, KeyOut, QuotaClosed, QuotaOpened, tell};
#[cfg(feature = "tokio")]
use crate::events::{CredentialsRenewed, RenewalFailed};
use crate::kernel::{ResetKind, Transition};

pub(crate) fn breaker_moved(breaker: &str, moved: &Transition) {
    tell(&Event::BreakerMoved(BreakerMoved::new(breaker, moved)));
    log::breaker_moved(breaker, moved);
}

pub(crate) fn quota_closed(quota: &str, resets_in: Duration, reason: ResetKind) {
    tell(&Event::QuotaClosed(QuotaClosed { quota, resets_in, reason }));
    log::quota_closed(quota, resets_in, reason);
}

pub(crate) fn quota_open(quota: &str, ramp: Duration) {
    tell(&Event::QuotaOpened(QuotaOpened { quota, ramp }));
    log::quota_open(quota, ramp);
}

/// A lease has come. `provider` is a type's name.
#[cfg(feature = "tokio")]
pub(crate) fn renewed(provider: &'static str, epoch: u64, ttl: Option<Duration>) {
    tell(&Event::CredentialsRenewed(CredentialsRenewed { provider, epoch, ttl }));
    log::renewed(provider, epoch, ttl);
}

/// The epoch is that of the last lease that came.
#[cfg(feature = "tokio")]
pub(crate) fn renewal_failed(provider: &'static str, epoch: u64, reason: &'static str, failures: u32) {
    tell(&Event::RenewalFailed(RenewalFailed { provider, epoch, reason, failures }));
    log::renewal_failed(provider, epoch, reason, failures);
}

pub(crate) fn key_out(key: &str, reason: &'static str, pause: Duration) {
    tell(&Event::KeyOut(KeyOut { key, reason, pause }));
    log::key_out(key, reason, pause);
}

pub(crate) fn key_back(key: &str) {
    tell(&Event::KeyBack(KeyBack { key }));
    log::key_back(key);
}
