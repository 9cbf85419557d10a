//! `results.svg`: a panel for each workload, a bar for each contender, on one logarithmic scale.

use std::fmt::Write as _;

use super::rows::{digits, ranked};
use crate::contender::{Contender, Kind};
use crate::record::{Metric, Number, Record};
use crate::workload::Workload;

const PANELS: [Workload; 6] = [
    Workload::Retry,
    Workload::Breaker,
    Workload::RetryBreaker,
    Workload::RetryBreakerTimeout,
    Workload::TwoFailures,
    Workload::Rejection,
];

const WIDTH: usize = 860;
/// Where bars begin: names stand left of it.
const LEFT: f64 = 210.0;
/// What a decade takes; the names and numbers take the rest.
const DECADE: f64 = 78.0;
const LINE: usize = 18;
const HEAD: usize = 40;

/// Both backgrounds: what is drawn takes its colours from the reader's choice.
const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 14px }
.quiet { fill: #59636e }
.floor { fill: #8c959f }
.peer { fill: #6ca0dc }
.ours { fill: #d1570a }
.paper { fill: #ffffff }
.rule { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.quiet { fill: #9198a1 }
.floor { fill: #6e7681 }
.peer { fill: #3f7cc4 }
.ours { fill: #f0883e }
.paper { fill: #0d1117 }
.rule { stroke: #30363d }
}
";

/// The whole picture.
pub(super) fn svg(record: &Record, contenders: &[Contender]) -> String {
    let mut at = 56;
    let mut drawn = String::new();
    for workload in PANELS {
        let bars = ranked(record, contenders, Metric::Time, workload);
        if !bars.is_empty() {
            drawn += &panel(workload, &bars, &mut at);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{at}\" viewBox=\"0 0 {WIDTH} {at}\" \
         role=\"img\" aria-label=\"Nanoseconds a call\">\n<style>\n{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{at}\" rx=\"8\"/>\n\
         <text class=\"title\" x=\"16\" y=\"28\">Nanoseconds a call, logarithmic scale: shorter is better</text>\n\
         {}{drawn}</svg>\n",
        legend()
    )
}

fn legend() -> String {
    [(16, "ours", "resilin"), (96, "peer", "peers"), (166, "floor", "written by hand")].map(key).concat()
}

fn key((x, class, name): (u32, &str, &str)) -> String {
    format!(
        "<rect class=\"{class}\" x=\"{x}\" y=\"40\" width=\"10\" height=\"10\"/>\
         <text class=\"quiet\" x=\"{}\" y=\"49\">{name}</text>\n",
        x + 15
    )
}

fn panel(workload: Workload, bars: &[(&Contender, &Number)], at: &mut usize) -> String {
    *at += HEAD;
    let mut text = format!("<text class=\"title\" x=\"16\" y=\"{}\">{workload}</text>\n", *at - 12);
    text += &rules(*at - 4, *at + bars.len() * LINE);
    for (contender, number) in bars {
        text += &bar(contender, number, *at);
        *at += LINE;
    }
    *at += 12;
    text
}

/// A line at each power of ten.
fn rules(from: usize, to: usize) -> String {
    (0..=7).fold(String::new(), |mut text, power| {
        let x = position(10_f64.powi(power));
        let _ = writeln!(text, "<line class=\"rule\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{from}\" y2=\"{to}\"/>");
        text
    })
}

fn bar(contender: &Contender, number: &Number, at: usize) -> String {
    let class = match contender.kind {
        Kind::Floor => "floor",
        Kind::Ours => "ours",
        Kind::Peer => "peer",
    };
    let (end, text) = (position(number.value), at + 12);
    format!(
        "<text x=\"{}\" y=\"{text}\" text-anchor=\"end\">{}</text>\
         <rect class=\"{class}\" x=\"{LEFT}\" y=\"{}\" width=\"{:.1}\" height=\"13\" rx=\"2\"/>\
         <text x=\"{:.1}\" y=\"{text}\">{}</text>\n",
        LEFT - 8.0,
        contender.name,
        at + 1,
        (end - LEFT).max(1.0),
        end + 6.0,
        digits(number.value)
    )
}

/// One nanosecond is where bars begin.
fn position(nanoseconds: f64) -> f64 {
    LEFT + nanoseconds.max(1.0).log10() * DECADE
}
