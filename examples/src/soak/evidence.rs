//! What is known at the end.

use std::time::Duration;

use super::gate::Gate;
use super::heard::Heard;
use super::ledger::Ledger;
use super::{AtRest, Ended, Form};
use crate::operations::Scrape;

/// All that is known at the end.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What came of the calls, site by site.
    pub sites: Vec<SiteFigures>,
    /// The panics that tasks ended by.
    pub panics: Panics,
    /// What the operator did.
    pub operated: Operated,
    /// Whether breakers and quota came back: after the warm-up, and at the end.
    pub recoveries: Vec<Recovery>,
    /// What was let through by the servers' breakers.
    pub gates: Gates,
    /// How many requests the servers have read.
    pub requests: u64,
    /// How often one of them has restarted.
    pub restarts: u64,
    /// How long a call that had a deadline went on beyond it, at most.
    pub overshoot: Duration,
    /// How late a timer was, at most, that has nothing to do with calls: so late is the machine.
    pub latest: Duration,
    /// Before the first call.
    pub start: AtRest,
    /// After the warm-up, when all had let go.
    pub warm: AtRest,
    /// At the end, when all had let go.
    pub end: AtRest,
}

/// The calls of one site, counted by three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFigures {
    /// Which site.
    pub form: Form,
    /// Calls that began.
    pub begun: u64,
    /// Bodies that began.
    pub bodies: u64,
    /// How the calls ended, by the callers' own count: in the order of [`Ended::ALL`].
    pub ended: [u64; Ended::ALL.len()],
    /// By what a listener heard.
    pub heard: [u64; Ended::ALL.len()],
    /// By the metrics.
    pub metrics: [u64; Ended::ALL.len()],
    /// Attempts that a listener heard of.
    pub heard_attempts: u64,
    /// Attempts that the metrics have.
    pub metrics_attempts: u64,
}

/// The panics that tasks ended by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panics {
    /// As the plan says.
    pub planned: u64,
    /// Of anybody else.
    pub others: u64,
}

/// What the operator did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Operated {
    /// Overrides that were right.
    pub reloads: u64,
    /// Those of them that were taken.
    pub taken: u64,
    /// Overrides that were not right.
    pub mistakes: u64,
    /// Those of them that were refused.
    pub refused: u64,
    /// What was moved or defined by hand.
    pub moves: u64,
}

/// Whether breakers and quota came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Permits for probes that were out although nobody called.
    pub probes_out: usize,
    /// How long it took, at most.
    pub slowest: Duration,
    /// Those that did not come back.
    pub stuck: Vec<String>,
}

/// What was let through by the servers' breakers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gates {
    /// How often they opened.
    pub opens: u64,
    /// How many bodies began and found theirs open.
    pub late: u64,
    /// How many threads there are that bodies run on.
    pub threads: u64,
}

impl SiteFigures {
    /// What the three say of this site.
    pub(super) fn of(form: Form, ledger: &Ledger, heard: &Heard, scrape: &Scrape) -> Self {
        Self {
            form,
            begun: ledger.begun(form),
            bodies: ledger.bodies(form),
            ended: Ended::ALL.map(|ended| ledger.ended(form, ended)),
            heard: Ended::ALL.map(|ended| heard.ended(form, ended)),
            metrics: counted(form, scrape),
            heard_attempts: heard.attempts(form),
            metrics_attempts: whole(scrape.sum("resilience_attempts_total", &[("site", form.site())])),
        }
    }
}

impl Gates {
    pub(super) fn add(&mut self, gate: &Gate) {
        self.late += gate.late();
        self.opens = gate.opens();
    }
}

/// Whatever is none of the three is a way to fail: the metrics name the reasons.
fn counted(form: Form, scrape: &Scrape) -> [u64; Ended::ALL.len()] {
    let calls = |labels: &[(&str, &str)]| whole(scrape.sum("resilience_calls_total", labels));
    let by = |outcome| calls(&[("site", form.site()), ("outcome", outcome)]);
    let [answered, cancelled, panicked] = ["ok", "cancelled", "panicked"].map(by);
    let failed = calls(&[("site", form.site())]) - answered - cancelled - panicked;
    [answered, failed, cancelled, panicked]
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts are whole and not negative")]
fn whole(count: f64) -> u64 {
    count as u64
}
