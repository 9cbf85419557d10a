//! What resilin tells a listener of the same calls.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use resilin::events::CallOutcome;
use resilin::{Event, Listener};

use super::{Ended, Form};

/// Counts what it hears. Clones count together.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard(Arc<[Row; Form::ALL.len()]>);

#[derive(Debug, Default)]
struct Row {
    ended: [AtomicU64; Ended::ALL.len()],
    refused: AtomicU64,
    attempts: AtomicU64,
}

impl Heard {
    pub(super) fn ended(&self, form: Form, ended: Ended) -> u64 {
        self.row(form).ended[ended as usize].load(Ordering::Relaxed)
    }

    pub(super) fn attempts(&self, form: Form) -> u64 {
        self.row(form).attempts.load(Ordering::Relaxed)
    }

    /// Calls that the policy ended, which are among those that failed.
    pub(super) fn refused(&self) -> u64 {
        self.0.iter().map(|row| row.refused.load(Ordering::Relaxed)).sum()
    }

    fn row(&self, form: Form) -> &Row {
        &self.0[form as usize]
    }
}

impl Listener for Heard {
    fn heard(&self, event: &Event<'_>) {
        match event {
            Event::CallEnded(call) => {
                if let Some(form) = Form::of_site(call.site) {
                    self.row(form).ended(call.outcome);
                }
            }
            Event::AttemptEnded(attempt) => {
                if let Some(form) = Form::of_site(attempt.site) {
                    self.row(form).attempts.fetch_add(1, Ordering::Relaxed);
                }
            }
            _ => {}
        }
    }
}

impl Row {
    fn ended(&self, outcome: CallOutcome) {
        let ended = match outcome {
            CallOutcome::Succeeded => Ended::Answered,
            CallOutcome::Cancelled => Ended::Cancelled,
            CallOutcome::Panicked => Ended::Panicked,
            CallOutcome::Rejected { .. } => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                Ended::Failed
            }
            _ => Ended::Failed,
        };
        self.ended[ended as usize].fetch_add(1, Ordering::Relaxed);
    }
}
