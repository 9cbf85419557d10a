//! What every model needs: moments, quotas, and threads that race.

use std::time::Duration;

use loom::sync::Arc;
use loom::thread;
use resilin::kernel::{Moment, QuotaProbe, QuotaRefusal, QuotaReset, SharedQuota};
use resilin::quota::QuotaSettings;

/// Tries every order in which a thread is stopped in the middle at most so often.
pub(super) fn model(preemptions: usize, run: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(run);
}

pub(super) fn at(seconds: u64) -> Moment {
    Moment::EPOCH.after(Duration::from_secs(seconds))
}

/// A source of randomness that never surprises.
pub(super) fn bits() -> u64 {
    1 << 63
}

pub(super) const fn named(seconds: u64) -> QuotaReset {
    QuotaReset::After(Duration::from_secs(seconds))
}

pub(super) const UNNAMED: QuotaReset =
    QuotaReset::Unknown { first: Duration::from_secs(10), max: Duration::from_secs(60) };

pub(super) fn open() -> Arc<SharedQuota> {
    Arc::new(SharedQuota::new(QuotaSettings::NONE, at(0)))
}

/// Closed from second 0 to second 10.
pub(super) fn closed() -> Arc<SharedQuota> {
    let quota = open();
    quota.exhausted(None, UNNAMED, at(0)).expect("it closes");
    quota
}

/// At second 10 the probe went out.
pub(super) fn probing() -> (Arc<SharedQuota>, QuotaProbe) {
    let quota = closed();
    let probe = ask(&quota, 10).expect("the reset is over").expect("it is the first");
    (quota, probe)
}

pub(super) fn ask(quota: &SharedQuota, seconds: u64) -> Result<Option<QuotaProbe>, QuotaRefusal> {
    quota.admit(|| at(seconds), &mut bits)
}

pub(super) fn start<T: 'static>(
    quota: &Arc<SharedQuota>,
    run: impl FnOnce(&SharedQuota) -> T + 'static,
) -> thread::JoinHandle<T> {
    let quota = Arc::clone(quota);
    thread::spawn(move || run(&quota))
}

pub(super) fn end<T>(thread: thread::JoinHandle<T>) -> T {
    thread.join().expect("the thread does not panic")
}
