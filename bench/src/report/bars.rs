//! What was promised, beside what was measured.

use super::rows::{best_peer, digits};
use crate::contender::{Contender, Kind};
use crate::record::{Metric, Record};
use crate::workload::Workload;

/// A promise.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) what: String,
    pub(super) asks: String,
    pub(super) here: String,
    pub(super) met: bool,
}

const OURS: &str = "resilin";
const RAW: &str = "raw call";
const FLOOR: &str = "floor";

const HAPPY: [Workload; 4] =
    [Workload::Retry, Workload::Breaker, Workload::RetryBreaker, Workload::RetryBreakerTimeout];

/// Times a row's reference.
const RATIOS: [(Workload, &str, f64); 11] = [
    (Workload::Retry, RAW, 2.0),
    (Workload::RetryBreaker, RAW, 3.0),
    (Workload::RetryBreaker, FLOOR, 2.0),
    (Workload::RetryBreakerTimeout, RAW, 4.0),
    (Workload::TwoFailures, RAW, 8.0),
    (Workload::Rejection, RAW, 12.0),
    (Workload::Delays, FLOOR, 3.0),
    (Workload::CountWindow, RAW, 8.0),
    (Workload::TimeWindow, RAW, 8.0),
    (Workload::Breaker, RAW, 3.0),
    (Workload::Keys, FLOOR, 3.0),
];

const FASTER_THAN_PEERS: [Workload; 9] = [
    Workload::Retry,
    Workload::Breaker,
    Workload::RetryBreaker,
    Workload::RetryBreakerTimeout,
    Workload::TwoFailures,
    Workload::Rejection,
    Workload::Delays,
    Workload::CountWindow,
    Workload::TimeWindow,
];

/// All promises for which there are numbers.
pub(super) fn bars(record: &Record, contenders: &[Contender]) -> Vec<Bar> {
    let mut all = Vec::new();
    all.extend(
        HAPPY.into_iter().filter_map(|workload| none(record, Metric::Allocations, workload, "no allocation")),
    );
    let consecutive = HAPPY.into_iter().filter(|workload| *workload != Workload::RetryBreakerTimeout);
    all.extend(consecutive.filter_map(|workload| none(record, Metric::ClockReads, workload, "no clock read")));
    all.extend(RATIOS.into_iter().filter_map(|(workload, to, most)| within(record, workload, to, most)));
    let races = FASTER_THAN_PEERS.into_iter();
    all.extend(races.filter_map(|workload| fastest(record, contenders, workload)));
    all.extend(threads(record));
    all.extend(HAPPY.into_iter().flat_map(|workload| futures(record, contenders, workload)));
    all.extend(key_bytes(record));
    all.extend(compile(record));
    all
}

fn none(record: &Record, metric: Metric, workload: Workload, bar: &str) -> Option<Bar> {
    let here = record.value(metric, workload, OURS)?;
    Some(Bar { what: workload.to_string(), asks: bar.to_owned(), here: digits(here), met: here <= 0.0 })
}

fn within(record: &Record, workload: Workload, to: &str, most: f64) -> Option<Bar> {
    let here = record.value(Metric::Time, workload, OURS)? / record.value(Metric::Time, workload, to)?;
    let bar = format!("≤ {most}× the {to}");
    Some(Bar { what: workload.to_string(), asks: bar, here: format!("{}×", digits(here)), met: here <= most })
}

fn fastest(record: &Record, contenders: &[Contender], workload: Workload) -> Option<Bar> {
    let here = record.value(Metric::Time, workload, OURS)?;
    let (peer, best) = best_peer(record, contenders, Metric::Time, workload)?;
    let told = format!("{} to {} ({})", digits(here), digits(best), peer.name);
    let asks = "faster than every peer".to_owned();
    Some(Bar { what: workload.to_string(), asks, here: told, met: here < best })
}

/// A call on each of two threads may take so much longer than one alone.
fn threads(record: &Record) -> impl Iterator<Item = Bar> {
    [(Workload::Breaker, 0.9), (Workload::CountWindow, 1.0 / 1.5), (Workload::TimeWindow, 1.0 / 1.5)]
        .into_iter()
        .filter_map(|(workload, least)| {
            let on = |count| record.value(Metric::Threads(count), workload, OURS);
            let here = on(1)? / on(2)?;
            let bar = format!("2 threads: ≥ {} of one thread's throughput each", digits(least));
            Some(Bar { what: workload.to_string(), asks: bar, here: digits(here), met: here >= least })
        })
}

fn futures(record: &Record, contenders: &[Contender], workload: Workload) -> Vec<Bar> {
    let size = |who| record.value(Metric::Future, workload, who);
    let over = size(OURS).zip(size(RAW)).map(|(ours, raw)| ours - raw);
    let small = over.map(|over| Bar {
        what: workload.to_string(),
        asks: "future ≤ 64 bytes over the raw call's".to_owned(),
        here: format!("+{over}"),
        met: over <= 64.0,
    });
    small.into_iter().chain(smallest(record, contenders, workload)).collect()
}

/// What a peer puts into a box is part of its future, too.
fn smallest(record: &Record, contenders: &[Contender], workload: Workload) -> Option<Bar> {
    let size = |who| {
        let boxed = record.value(Metric::AllocatedBytes, workload, who)?;
        Some(record.value(Metric::Future, workload, who)? + boxed)
    };
    let peers = contenders.iter().filter(|contender| contender.kind == Kind::Peer);
    let sizes = peers.filter_map(|peer| Some((peer.name, size(peer.name)?)));
    let (peer, best) = sizes.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
    let here = size(OURS)?;
    Some(Bar {
        what: workload.to_string(),
        asks: "smaller future than every peer, what it boxes included".to_owned(),
        here: format!("{here} to {} ({peer})", digits(best)),
        met: here < best,
    })
}

fn key_bytes(record: &Record) -> Option<Bar> {
    let here = record.value(Metric::KeyBytes, Workload::Keys, OURS)?;
    let what = "A keyed breaker, key and place included".to_owned();
    Some(Bar { what, asks: "≤ 200 bytes".to_owned(), here: digits(here), met: here <= 200.0 })
}

fn compile(record: &Record) -> Vec<Bar> {
    let check = |name: &str| record.compile.iter().find(|row| row.contender.contains(name)).map(|row| row.check);
    let (Some(here), Some(other)) = (check("resilient"), check("instrument")) else { return Vec::new() };
    let bar = |asks: &str, here: String, met| Bar {
        what: "`cargo check` of 1,000 functions".to_owned(),
        asks: asks.to_owned(),
        here,
        met,
    };
    vec![
        bar("≤ 3 s over plain ones", format!("{here:.2} s"), here <= 3.0),
        bar("less than with `tracing::instrument`", format!("{here:.2} s to {other:.2} s"), here < other),
    ]
}
