//! A listener that keeps what it is told, as lines.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::Poll;
use std::time::Duration;

use resilin::events::Notice;
use resilin::{Class, Classify, Event, Fault, Listener, Listening, Rejected, listen};

/// An error that is its fault.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{:?}", self.0.class())]
pub(crate) struct Failed(pub(crate) Fault);

impl Classify for Failed {
    fn classify(&self) -> Fault {
        self.0
    }
}

pub(crate) type Outcome<T = ()> = Result<T, resilin::Error<Failed>>;

pub(crate) const fn failed(class: Class) -> Failed {
    Failed(Fault::new(class))
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What was heard of some names: other tests of this process make calls, too.
#[derive(Clone)]
pub(crate) struct Ear {
    names: &'static [&'static str],
    lines: Arc<Mutex<Vec<String>>>,
}

impl Ear {
    pub(crate) fn new(names: &'static [&'static str]) -> Self {
        Self { names, lines: Arc::default() }
    }

    /// Listens until the second value is dropped.
    pub(crate) fn open(names: &'static [&'static str]) -> (Self, Listening) {
        let ear = Self::new(names);
        (ear.clone(), listen(ear))
    }

    /// What was heard since this was last asked.
    #[track_caller]
    pub(crate) fn heard(&self, expected: &[&str]) {
        let heard = std::mem::take(&mut *self.lines());
        assert_eq!(heard, expected);
    }

    pub(crate) fn lines(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().expect("nothing panics under the lock")
    }
}

impl Listener for Ear {
    fn heard(&self, event: &Event<'_>) {
        let (name, line) = line(event);
        if self.names.contains(&&*name) {
            self.lines().push(line);
        }
    }
}

/// Whose event it is, and what it says. Times are in milliseconds.
pub(crate) fn line(event: &Event<'_>) -> (String, String) {
    let (name, line) = match event {
        Event::CallEnded(call) => {
            let (outcome, attempts, took) = (call.outcome.name(), call.attempts, call.took.as_millis());
            (call.site, format!("call {outcome} attempts={attempts} took={took}"))
        }
        Event::AttemptEnded(attempt) => {
            let (number, outcome, took) = (attempt.number, attempt.outcome.name(), attempt.took.as_millis());
            (attempt.site, format!("attempt {number} {outcome} took={took}"))
        }
        Event::RetryScheduled(retry) => {
            let (attempt, class, delay) = (retry.attempt, retry.class, retry.delay.as_millis());
            (retry.site, format!("retry after {attempt} {class} delay={delay}"))
        }
        Event::GaveUp(up) => (up.site, format!("gave up after {} {} {}", up.attempt, up.class, up.reason.name())),
        Event::Rejected(rejection) => {
            (rejection.site, format!("rejected {} {}", rejection.attempt, rejection.reason()))
        }
        other => return gate_line(other),
    };
    (name.to_owned(), line)
}

fn gate_line(event: &Event<'_>) -> (String, String) {
    let (name, line) = match event {
        Event::BreakerMoved(moved) => {
            let (from, to, cause, lasted) = (moved.from, moved.to, moved.cause.name(), moved.lasted.as_millis());
            let open = moved.open_for.map(|time| time.as_millis());
            (moved.breaker, format!("breaker {from} -> {to} {cause} lasted={lasted} open={open:?}"))
        }
        Event::QuotaClosed(closed) => {
            (closed.quota, format!("quota closed {} resets_in={}", closed.reason, closed.resets_in.as_millis()))
        }
        Event::QuotaOpened(opened) => (opened.quota, format!("quota opened ramp={}", opened.ramp.as_millis())),
        Event::CredentialsRenewed(renewed) => {
            (renewed.provider, format!("renewed {} ttl={:?}", renewed.epoch, renewed.ttl))
        }
        Event::RenewalFailed(failed) => (
            failed.provider,
            format!("not renewed {} {} in a row {}", failed.epoch, failed.reason, failed.failures),
        ),
        Event::KeyOut(out) => (out.key, format!("key out {} pause={}", out.reason, out.pause.as_millis())),
        Event::KeyBack(back) => (back.key, "key back".to_owned()),
        Event::Noticed(notice) => return notice_line(notice),
        other => panic!("{other:?} is not known here"),
    };
    (name.to_owned(), line)
}

fn notice_line(notice: &Notice<'_>) -> (String, String) {
    let (site, line) = match notice {
        Notice::SettingsDiffer { site, kind, name, .. } => (site, format!("settings differ {kind} {name}")),
        Notice::TableMissing { site, table, .. } => (site, format!("no table {table}")),
        Notice::NoTimer { site, .. } => (site, "no timer".to_owned()),
        Notice::NoTimeout { site, .. } => (site, "no timeout".to_owned()),
        Notice::Nested { site, .. } => (site, "nested".to_owned()),
        Notice::Unclassified { site, error_type, .. } => (site, format!("unclassified {error_type}")),
        other => panic!("{other:?} is not known here"),
    };
    ((*site).to_owned(), line)
}

/// Polls so often, as the runtime wakes it, and drops it then; what it returned if it was over by then.
pub(crate) async fn dropped_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut left = polls;
    let mut future = pin!(future);
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        match future.as_mut().poll(context) {
            Poll::Pending if left == 0 => Poll::Ready(None),
            polled => polled.map(Some),
        }
    })
    .await
}

pub(crate) fn is_open(outcome: &Outcome) -> bool {
    matches!(outcome, Err(resilin::Error::Rejected(Rejected::CircuitOpen { .. })))
}
