//! What the callers know of their calls.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Form;

/// How a call ended, as its caller sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ended {
    /// With an answer.
    Answered,
    /// With an error, or with the fallback's answer.
    Failed,
    /// It was dropped.
    Cancelled,
    /// Its body panicked.
    Panicked,
}

impl Ended {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Answered, Self::Failed, Self::Cancelled, Self::Panicked];
}

/// The counts of all calls.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    rows: [Row; Form::ALL.len()],
    overshoot: AtomicU64,
}

#[derive(Debug, Default)]
struct Row {
    begun: AtomicU64,
    bodies: AtomicU64,
    ended: [AtomicU64; Ended::ALL.len()],
}

/// A call that has begun. Dropped, it was cancelled or is unwinding.
pub(super) struct Entry<'l> {
    ledger: &'l Ledger,
    form: Form,
    begun: Instant,
    ended: Option<Ended>,
}

impl Ledger {
    /// A call begins.
    pub(super) fn begin(&self, form: Form) -> Entry<'_> {
        self.row(form).begun.fetch_add(1, Ordering::Relaxed);
        Entry { ledger: self, form, begun: Instant::now(), ended: None }
    }

    /// A body begins.
    pub(super) fn body(&self, form: Form) {
        self.row(form).bodies.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn begun(&self, form: Form) -> u64 {
        self.row(form).begun.load(Ordering::Relaxed)
    }

    pub(super) fn bodies(&self, form: Form) -> u64 {
        self.row(form).bodies.load(Ordering::Relaxed)
    }

    pub(super) fn ended(&self, form: Form, ended: Ended) -> u64 {
        self.row(form).ended[ended as usize].load(Ordering::Relaxed)
    }

    /// How long the slowest call that had a deadline went on beyond it.
    pub(super) fn overshoot(&self) -> Duration {
        Duration::from_micros(self.overshoot.load(Ordering::Relaxed))
    }

    fn row(&self, form: Form) -> &Row {
        &self.rows[form as usize]
    }
}

impl Entry<'_> {
    /// It has ended by itself.
    pub(super) fn end(mut self, is_answered: bool) {
        self.ended = Some(if is_answered { Ended::Answered } else { Ended::Failed });
        if let Some(deadline) = self.form.deadline() {
            let beyond = self.begun.elapsed().saturating_sub(deadline).as_micros();
            self.ledger.overshoot.fetch_max(u64::try_from(beyond).unwrap_or(u64::MAX), Ordering::Relaxed);
        }
    }
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        let dropped = if thread::panicking() { Ended::Panicked } else { Ended::Cancelled };
        let ended = self.ended.unwrap_or(dropped);
        self.ledger.row(self.form).ended[ended as usize].fetch_add(1, Ordering::Relaxed);
    }
}
