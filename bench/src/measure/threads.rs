//! One breaker on several threads: time a call on each, beside the time on one thread alone.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

use super::progress;
use super::statistics::quartiles;
use super::time::{calls_of_a_batch, nanoseconds};
use crate::contender::{Contender, Maker};
use crate::record::{Metric, Number};
use crate::workload::Workload;

/// On how many threads.
pub(crate) const COUNTS: [usize; 3] = [1, 2, 4];

/// Whose breakers are shared.
pub(crate) const WORKLOADS: [Workload; 3] = [Workload::Breaker, Workload::CountWindow, Workload::TimeWindow];

/// Short enough that most batches run undisturbed, also where threads are more than cores.
const BATCH: Duration = Duration::from_micros(20);

/// Times all breakers on all counts of threads: so many times, for so long each.
pub(crate) fn measure(contenders: &[Contender], rounds: usize, each: Duration) -> Vec<Number> {
    WORKLOADS.into_iter().flat_map(|workload| of_workload(contenders, workload, rounds, each)).collect()
}

fn of_workload(contenders: &[Contender], workload: Workload, rounds: usize, each: Duration) -> Vec<Number> {
    let makers: Vec<(&str, Maker)> = contenders
        .iter()
        .filter_map(|contender| Some((contender.name, (contender.entry(workload)?.set_up)())))
        .collect();
    let mut samples = vec![[const { Vec::new() }; COUNTS.len()]; makers.len()];
    for _ in 0..rounds {
        for ((name, maker), samples) in makers.iter().zip(&mut samples) {
            progress::show("threads", &format!("{workload}: {name}"));
            for (sample, count) in samples.iter_mut().zip(COUNTS) {
                sample.extend(together(maker, count, each));
            }
        }
    }
    progress::end();
    makers.iter().zip(samples).flat_map(|((name, _), samples)| numbers(workload, name, samples)).collect()
}

/// All threads begin together; each measures for the same time.
fn together(maker: &Maker, count: usize, each: Duration) -> Vec<f64> {
    let start = Barrier::new(count);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|_| scope.spawn(|| one_thread(maker, &start, each))).collect();
        threads.into_iter().filter_map(|thread| thread.join().ok()).flatten().collect()
    })
}

fn one_thread(maker: &Maker, start: &Barrier, each: Duration) -> Vec<f64> {
    let mut caller = maker();
    let calls = calls_of_a_batch(&mut caller, BATCH);
    start.wait();
    let began = Instant::now();
    let mut sample = Vec::new();
    while began.elapsed() < each {
        sample.push(nanoseconds(&mut caller, calls));
    }
    sample
}

fn numbers(workload: Workload, name: &str, samples: [Vec<f64>; COUNTS.len()]) -> Vec<Number> {
    let number = |(count, sample)| {
        let found = quartiles(sample);
        let (metric, contender) = (Metric::Threads(count), name.to_owned());
        Number { metric, workload, contender, value: found.median, low: found.low, high: found.high }
    };
    COUNTS.into_iter().zip(samples).map(number).collect()
}
