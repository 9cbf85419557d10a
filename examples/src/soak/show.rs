//! Figures as it runs.

use std::time::{Duration, Instant};

use resilin::{BreakerState, breakers};
use tokio::runtime::Handle;

use super::heard::Heard;
use super::ledger::Ledger;
use super::{Ended, Form, recovery, system};
use crate::style::Style;

/// Who prints them, and what was there the last time.
#[derive(Debug)]
pub(super) struct Show {
    style: Style,
    begun: Instant,
    lines: u32,
    last: (Instant, u64),
}

/// So many lines, and the heads are said again.
const PAGE: u32 = 20;

const HEADS: [&str; 12] = [
    "calls/s",
    "under way",
    "answered",
    "failed",
    "refused",
    "dropped",
    "panics",
    "not closed",
    "probes",
    "tasks",
    "files",
    "memory",
];

impl Show {
    pub(super) fn new(style: Style) -> Self {
        let now = Instant::now();
        Self { style, begun: now, lines: 0, last: (now, 0) }
    }

    /// A line of what is so now.
    pub(super) fn line(&mut self, ledger: &Ledger, heard: &Heard) {
        if self.lines.is_multiple_of(PAGE) {
            println!("{}", self.style.strong(format_args!("{:>8}{}", "seconds", row(HEADS.map(str::to_owned)))));
        }
        self.lines += 1;
        let cells = self.cells(ledger, heard);
        println!(
            "{}{}",
            self.style.faint(format_args!("{:>8.1}", self.begun.elapsed().as_secs_f64())),
            row(cells)
        );
    }

    fn cells(&mut self, ledger: &Ledger, heard: &Heard) -> [String; HEADS.len()] {
        let begun = Form::ALL.map(|form| ledger.begun(form)).iter().sum::<u64>();
        let [answered, failed, cancelled, panicked] =
            Ended::ALL.map(|ended| Form::ALL.map(|form| ledger.ended(form, ended)).iter().sum::<u64>());
        let refused = heard.refused();
        let ended = answered + failed + cancelled + panicked;
        let not_closed = breakers().filter(|breaker| breaker.state() != BreakerState::Closed).count();
        let known = |figure: Option<String>| figure.unwrap_or_else(|| "?".to_owned());
        [
            self.speed(ended).to_string(),
            begun.saturating_sub(ended).to_string(),
            answered.to_string(),
            failed.saturating_sub(refused).to_string(),
            refused.to_string(),
            cancelled.to_string(),
            panicked.to_string(),
            not_closed.to_string(),
            recovery::probes_out().to_string(),
            Handle::current().metrics().num_alive_tasks().to_string(),
            known(system::open_files().map(|files| files.to_string())),
            known(system::resident().map(|bytes| format!("{} MiB", bytes >> 20))),
        ]
    }

    /// Calls a second since the last line.
    fn speed(&mut self, ended: u64) -> u128 {
        let (since, before) = self.last;
        self.last = (Instant::now(), ended);
        let time = since.elapsed().max(Duration::from_millis(1));
        u128::from(ended - before) * 1000 / time.as_millis()
    }
}

fn row(cells: [String; HEADS.len()]) -> String {
    cells.map(|cell| format!("{cell:>11}")).concat()
}
