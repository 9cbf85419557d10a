//! What responses say about a quota.

use std::time::{Duration, SystemTime};

use super::{Quota, is_reset};
use crate::clock;
use crate::headers::{self, ServerLimits};

impl Quota {
    /// Lets the quota see a response: its status, and its headers as [`headers::read`] takes them (feature `headers`).
    /// Whether that closed it, or moved the reset of a closed one.
    ///
    /// Any response will do, the good ones above all: a server that says with its last answer that nothing is left need
    /// not be asked once more. What is read:
    ///
    /// | status | a limit with nothing left, and its reset | a limit with nothing left, without a reset | no such limit |
    /// | --- | --- | --- | --- |
    /// | 429 | closes until the reset, or until `Retry-After` where that is later | closes for `Retry-After` | closes for `Retry-After` |
    /// | 403, 503 | closes until the reset, or until `Retry-After` where that is later | closes for `Retry-After` | – |
    /// | any other | closes until the reset | – | – |
    ///
    /// A 429 with nothing but a delay closes the quota for that long, for all. Where a client throttles itself call by
    /// call, by the class of the error, let the quota see the good answers only.
    ///
    /// Any limit with nothing left closes the quota, whatever its name. Where only some of them are meant, ask
    /// [`headers::read`] and [`close_for`](Self::close_for). An answer out of a cache says what was: do not show it here.
    ///
    /// Headers are pairs of references: of a list of pairs, `list.iter().map(|(name, value)| (name, value))`.
    ///
    /// Of several limits with nothing left the latest reset counts. `Retry-After` stands for every header of a delay
    /// that [`headers`] lists. Where it does not come with a limit, a 503 speaks of the server's health and a
    /// 403 of this one request, not of a quota. A time of zero closes nothing; nor does a 429 without any word, of which
    /// the site's rule for the fault decides.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let quota = resilin::quota("completions");
    /// let response = [("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "6m0s")];
    /// assert!(quota.observe(200, response));
    /// assert!(quota.snapshot().resets_in > Some(Duration::from_secs(350)));
    /// ```
    pub fn observe<'h, N, V>(&self, status: u16, headers: impl IntoIterator<Item = (&'h N, &'h V)>) -> bool
    where
        N: AsRef<str> + ?Sized + 'h,
        V: AsRef<[u8]> + ?Sized + 'h,
    {
        let now = clock::wall();
        let reset = reset(status, &headers::read(headers, now), now);
        reset.is_some_and(|time| self.resets_after(time))
    }

    /// As [`observe`](Self::observe), by the types of the [`http`] crate, version 1 (feature `http-1`).
    #[cfg(feature = "http-1")]
    pub fn observe_http(&self, status: http::StatusCode, headers: &http::HeaderMap) -> bool {
        self.observe(status.as_u16(), headers)
    }
}

/// The time to the latest reset of which the response speaks; `None` where that is none, or now.
fn reset(status: u16, said: &ServerLimits<'_>, now: SystemTime) -> Option<Duration> {
    let exhausted = said.exhausted();
    let of_limit = exhausted.and_then(|limit| limit.resets_in).filter(|time| is_reset(*time));
    let is_about_quota = status == 429 || matches!(status, 403 | 503) && exhausted.is_some();
    let retry_after = said.retry_after().filter(|_| is_about_quota).map(|hint| hint.wait_at(now));
    of_limit.max(retry_after.filter(|time| is_reset(*time)))
}
