//! What only time changes, and how it is kept up to date.

#[cfg(feature = "tokio")]
use std::time::Duration;

use super::state;
#[cfg(feature = "tokio")]
use crate::timer::Timer;

/// Brings up to date what is not counted as it happens: states, the time spent in them, balances. An exporter's loop calls
/// it before it renders. It takes some 100 ns for each name, and as much for each key of a breaker.
///
/// ```
/// resilin::metrics::install();
/// // … before each rendering:
/// resilin::metrics::refresh();
/// ```
pub fn refresh() {
    state::of_all();
}

/// Refreshes every so often, at once for the first time: to be spawned, where the exporter has a loop of its own. No time
/// shorter than a millisecond is waited for.
///
/// It ends with its runtime, or at once where that has no time driver.
///
/// ```
/// # use std::time::Duration;
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// tokio::spawn(resilin::metrics::keep_fresh(Duration::from_secs(5)));
/// # });
/// ```
#[cfg(feature = "tokio")]
pub async fn keep_fresh(every: Duration) {
    let every = every.max(Duration::from_millis(1));
    loop {
        refresh();
        let Some(timer) = Timer::after(every) else {
            return;
        };
        if timer.await.is_err() {
            return;
        }
    }
}
