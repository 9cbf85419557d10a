//! Time a call: the median of many short batches, the contenders taking turns.
//!
//! Turns make what the machine does meanwhile hit everybody alike; short batches make most of them undisturbed; the
//! median forgets the others.

use std::hint::black_box;
use std::time::{Duration, Instant};

use super::progress;
use super::statistics::quartiles;
use crate::contender::{Caller, Contender};
use crate::record::{Metric, Number};
use crate::workload::Workload;

const BATCH: Duration = Duration::from_micros(100);

/// A contender at its place in the round.
struct Turn {
    name: &'static str,
    caller: Caller,
    calls: u64,
    sample: Vec<f64>,
}

/// Times every workload of all contenders, in so many rounds.
pub(crate) fn measure(contenders: &[Contender], rounds: usize) -> Vec<Number> {
    Workload::MEASURED.into_iter().flat_map(|workload| of_workload(contenders, workload, rounds)).collect()
}

fn of_workload(contenders: &[Contender], workload: Workload, rounds: usize) -> Vec<Number> {
    progress::show("time", workload.title());
    let mut turns: Vec<Turn> = contenders.iter().filter_map(|contender| Turn::of(contender, workload)).collect();
    for round in 0..rounds {
        // Nobody is always the one who comes after the slowest.
        let count = turns.len();
        turns.rotate_left(usize::from(round % 2 == 0).min(count));
        turns.iter_mut().for_each(Turn::take);
    }
    progress::end();
    turns.into_iter().map(|turn| turn.number(workload)).collect()
}

impl Turn {
    fn of(contender: &Contender, workload: Workload) -> Option<Self> {
        let entry = contender.entry(workload)?;
        let mut caller = (entry.set_up)()();
        let calls = calls_of_a_batch(&mut caller, BATCH);
        Some(Self { name: contender.name, caller, calls, sample: Vec::new() })
    }

    fn take(&mut self) {
        self.sample.push(nanoseconds(&mut self.caller, self.calls));
    }

    fn number(self, workload: Workload) -> Number {
        let found = quartiles(self.sample);
        let contender = self.name.to_owned();
        Number { metric: Metric::Time, workload, contender, value: found.median, low: found.low, high: found.high }
    }
}

/// How many calls take about so long. The shortest of some batches counts: one that was interrupted says nothing.
pub(super) fn calls_of_a_batch(caller: &mut Caller, batch: Duration) -> u64 {
    let mut calls = 1;
    loop {
        let shortest = (0..5).map(|_| elapsed(caller, calls)).min();
        if shortest >= Some(batch) {
            return calls;
        }
        calls *= 2;
    }
}

/// Nanoseconds a call, in one batch.
pub(super) fn nanoseconds(caller: &mut Caller, calls: u64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let calls_as_float = calls as f64;
    elapsed(caller, calls).as_secs_f64() * 1e9 / calls_as_float
}

fn elapsed(caller: &mut Caller, calls: u64) -> Duration {
    let start = Instant::now();
    black_box(caller.call(calls));
    start.elapsed()
}
