//! The cells of a workload's table, and who is the best.

use crate::contender::{Contender, Kind};
use crate::record::{Metric, Number, Record};
use crate::workload::Workload;

/// Who has a number for a metric and a workload, the smallest first.
pub(super) fn ranked<'a>(
    record: &'a Record,
    contenders: &'a [Contender],
    metric: Metric,
    workload: Workload,
) -> Vec<(&'a Contender, &'a Number)> {
    let mut all: Vec<_> = contenders
        .iter()
        .filter_map(|contender| Some((contender, record.number(metric, workload, contender.name)?)))
        .collect();
    all.sort_by(|(_, one), (_, other)| one.value.total_cmp(&other.value));
    all
}

/// The best of the peers.
pub(super) fn best_peer<'a>(
    record: &'a Record,
    contenders: &'a [Contender],
    metric: Metric,
    workload: Workload,
) -> Option<(&'a Contender, f64)> {
    let all = ranked(record, contenders, metric, workload);
    all.into_iter()
        .find(|(contender, _)| contender.kind == Kind::Peer)
        .map(|(contender, number)| (contender, number.value))
}

/// Three digits, whatever the size.
pub(super) fn digits(value: f64) -> String {
    match value.abs() {
        size if size >= 99.95 => with_commas(value),
        size if size >= 9.995 => format!("{value:.1}"),
        size if size > 0.0 => format!("{value:.2}"),
        _ => "0".to_owned(),
    }
}

fn with_commas(value: f64) -> String {
    let plain = format!("{value:.0}");
    let mut text = String::new();
    for (at, digit) in plain.chars().enumerate() {
        if at > 0 && (plain.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A ratio; a dash where there is nothing to divide by.
pub(super) fn ratio(value: f64, by: Option<f64>) -> String {
    match by {
        Some(by) if by > 0.0 => format!("{}×", digits(value / by)),
        _ => "–".to_owned(),
    }
}
