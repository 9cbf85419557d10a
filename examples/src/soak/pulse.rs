//! How late the machine is: a timer that has nothing to do with resilin.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::task::AbortHandle;
use tokio::time::sleep;

/// Beats until it is dropped. What is measured stays.
#[derive(Debug)]
pub(super) struct Pulse(AbortHandle);

/// The greatest delay of any beat, in microseconds.
pub(super) type Latest = Arc<AtomicU64>;

const BEAT: Duration = Duration::from_millis(50);

impl Pulse {
    pub(super) fn start(latest: Latest) -> Self {
        let beating = tokio::spawn(async move {
            loop {
                let begun = Instant::now();
                sleep(BEAT).await;
                let late = begun.elapsed().saturating_sub(BEAT).as_micros();
                latest.fetch_max(u64::try_from(late).unwrap_or(u64::MAX), Ordering::Relaxed);
            }
        });
        Self(beating.abort_handle())
    }
}

impl Drop for Pulse {
    fn drop(&mut self) {
        self.0.abort();
    }
}
