//! When to come back, as far as it has been read.

use std::time::{Duration, UNIX_EPOCH};

use super::field::When;
use super::moment::{self, Moment};
use super::number;
use crate::Hint;

/// The first readable value of each header.
#[derive(Default)]
pub(super) struct RetryAfter {
    sent: Option<Duration>,
    milliseconds: Option<Duration>,
    delay_or_date: Option<Moment>,
    seconds: Option<Duration>,
}

impl RetryAfter {
    pub(super) fn take(&mut self, when: When, value: &[u8]) {
        let Some(text) = number::text(value) else { return };
        match when {
            When::Date => self.sent = self.sent.or_else(|| moment::http_date(text)),
            When::Milliseconds => self.milliseconds = self.milliseconds.or_else(|| number::milliseconds(text)),
            When::RetryAfter => self.delay_or_date = self.delay_or_date.or_else(|| delay_or_date(text)),
            When::Seconds => self.seconds = self.seconds.or_else(|| number::seconds(text)),
        }
    }

    /// The server's clock, since 1970.
    pub(super) const fn sent(&self) -> Option<Duration> {
        self.sent
    }

    pub(super) fn hint(&self) -> Option<Hint> {
        let milliseconds = self.milliseconds.map(Hint::After);
        let retry_after = || self.delay_or_date.map(|moment| self.told_by_the_server(moment));
        milliseconds.or_else(retry_after).or_else(|| self.seconds.map(Hint::After))
    }

    /// The server's clock may differ from ours: a date is taken from its own, where the response shows it.
    fn told_by_the_server(&self, moment: Moment) -> Hint {
        match (moment, self.sent) {
            (Moment::In(delay), _) => Hint::After(delay),
            (Moment::At(_), Some(sent)) => Hint::After(moment.left_at(sent)),
            (Moment::At(time), None) => UNIX_EPOCH.checked_add(time).map_or(Hint::After(Duration::MAX), Hint::At),
        }
    }
}

fn delay_or_date(text: &str) -> Option<Moment> {
    let delay = number::seconds(text).map(|delay| Moment::In(rounded_up(delay)));
    delay.or_else(|| moment::http_date(text).map(Moment::At))
}

/// The header has whole seconds; a server that sends a fraction of one means at least that.
fn rounded_up(delay: Duration) -> Duration {
    let whole = delay.as_secs().checked_add(u64::from(delay.subsec_nanos() > 0));
    whole.map_or(Duration::MAX, Duration::from_secs)
}
