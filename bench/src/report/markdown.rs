//! `RESULTS.md`.

use std::fmt::Write as _;

use super::bars::bars;
use super::notes::Notes;
use super::rows::{best_peer, digits, ranked, ratio};
use crate::contender::{Contender, Kind};
use crate::measure::threads;
use crate::record::{Metric, Number, Record};
use crate::workload::Workload;

const HOW: &str = "\
Written by `cargo run --release -p resilin-bench`; do not edit.

Every contender has the same settings, or the nearest that it offers: three attempts, exponential backoff from 100 ms,
doubled up to 10 s, full jitter; a breaker that trips after five failures in a row and stays open for 60 s; a timeout of
250 ms an attempt. The body is async and ready at once. It returns `Result<u64, Failure>`, and `Failure` is a small enum:
such a result travels through memory, which is part of what every row costs, the raw call's own included.

Time is the median of 1,001 short batches, the contenders taking turns; the quartiles stand in brackets. Instructions and
clock reads are counted by callgrind, allocations by memcheck, both as the difference of two runs of the program as its
own child. `raw call` is one call that succeeds, with nothing around it; `floor` is what one would write by hand: a
loop and one atomic load. A number on a footnote says what a contender does otherwise than its row.
";

/// The whole file.
pub(super) fn results(record: &Record, contenders: &[Contender]) -> String {
    let mut notes = Notes::default();
    let mut text = format!("# Results\n\n{HOW}\n{}\n![Time a call](results.svg)\n\n", machine(record));
    text += &bar_table(record, contenders);
    for workload in Workload::MEASURED {
        text += &table(record, contenders, workload, &mut notes);
    }
    text += &thread_tables(record, contenders, &mut notes);
    text += &key_table(record, contenders, &mut notes);
    text += &compile_table(record);
    text += &absences(contenders);
    text + &notes.text()
}

fn machine(record: &Record) -> String {
    let machine = &record.machine;
    format!(
        "{} cores of {}; {}; {}; load average at the start {}. Default release profile, no LTO.\n",
        machine.cores, machine.processor, machine.rustc, machine.date, machine.load
    )
}

/// Threads that share a breaker are to run at the same time; other programs prevent that.
fn busy(record: &Record) -> &'static str {
    if record.machine.load() < 1.0 {
        ""
    } else {
        "**The machine was busy with something else: threads seldom ran side by side, and shared less than it seems.** "
    }
}

fn bar_table(record: &Record, contenders: &[Contender]) -> String {
    let mut text = "## Bars\n\n| what | bar | here | |\n| --- | --- | ---: | --- |\n".to_owned();
    for bar in bars(record, contenders) {
        let met = if bar.met { "met" } else { "**not met**" };
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {} | {} | {} | {met} |", bar.what, bar.asks, bar.here);
    }
    text + "\n"
}

const HEAD: &str = "\
| | ns a call | to the raw call | to the floor | to the best peer | instructions | clock reads | allocations | future, bytes over the raw call's |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
";

fn table(record: &Record, contenders: &[Contender], workload: Workload, notes: &mut Notes) -> String {
    let ranked = ranked(record, contenders, Metric::Time, workload);
    if ranked.is_empty() {
        return String::new();
    }
    let mut text = format!("## {workload}\n\n{HEAD}");
    for (contender, number) in ranked {
        text += &row(record, contenders, contender, number, notes);
    }
    text + "\n"
}

fn row(record: &Record, contenders: &[Contender], who: &Contender, time: &Number, notes: &mut Notes) -> String {
    let workload = time.workload;
    let value = |metric| record.value(metric, workload, who.name);
    let over = |other: &str| ratio(time.value, record.value(Metric::Time, workload, other));
    let best = best_peer(record, contenders, Metric::Time, workload).map(|(_, best)| best);
    format!(
        "| {}{} | {} ({}–{}) | {} | {} | {} | {} | {} | {} | {} |\n",
        emphasized(who),
        who.entry(workload).map_or_else(String::new, |entry| notes.mark(entry.note)),
        digits(time.value),
        digits(time.low),
        digits(time.high),
        over("raw call"),
        over("floor"),
        ratio(time.value, best),
        cell(value(Metric::Instructions)),
        cell(value(Metric::ClockReads)),
        allocations(value(Metric::Allocations), value(Metric::AllocatedBytes)),
        future_over(record, workload, who.name),
    )
}

fn emphasized(contender: &Contender) -> String {
    if contender.kind == Kind::Ours { format!("**{}**", contender.name) } else { contender.name.to_owned() }
}

fn cell(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), digits)
}

fn allocations(count: Option<f64>, bytes: Option<f64>) -> String {
    match (count, bytes) {
        (Some(count), Some(bytes)) if count > 0.0 => format!("{} ({} B)", digits(count), digits(bytes)),
        _ => cell(count),
    }
}

fn future_over(record: &Record, workload: Workload, who: &str) -> String {
    let size = |name| record.value(Metric::Future, workload, name);
    cell(size(who).zip(size("raw call")).map(|(size, raw)| size - raw))
}

fn thread_tables(record: &Record, contenders: &[Contender], notes: &mut Notes) -> String {
    let mut text = format!(
        "## One breaker on several threads\n\nNanoseconds a call on each thread, and that to one thread alone. On {} \
         cores, four threads take turns: a batch that was interrupted does not reach the median. {}\n\n",
        record.machine.cores,
        busy(record)
    );
    for workload in threads::WORKLOADS {
        let _ = writeln!(text, "### {workload}\n\n| | 1 thread | 2 threads | | 4 threads | |");
        text += "| --- | ---: | ---: | ---: | ---: | ---: |\n";
        for (contender, alone) in ranked(record, contenders, Metric::Threads(1), workload) {
            text += &thread_row(record, contender, alone, notes);
        }
        text += "\n";
    }
    text
}

fn thread_row(record: &Record, contender: &Contender, alone: &Number, notes: &mut Notes) -> String {
    let on = |count| record.value(Metric::Threads(count), alone.workload, contender.name);
    let over = |count| on(count).map_or_else(String::new, |value| ratio(value, Some(alone.value)));
    format!(
        "| {}{} | {} | {} | {} | {} | {} |\n",
        emphasized(contender),
        contender.entry(alone.workload).map_or_else(String::new, |entry| notes.mark(entry.note)),
        digits(alone.value),
        cell(on(2)),
        over(2),
        cell(on(4)),
        over(4)
    )
}

fn key_table(record: &Record, contenders: &[Contender], notes: &mut Notes) -> String {
    let mut text =
        "## Bytes of a keyed breaker\n\nAmong 100,000: key, place in the map and breaker.\n\n".to_owned();
    text += "| | bytes each |\n| --- | ---: |\n";
    let ranked = ranked(record, contenders, Metric::KeyBytes, Workload::Keys);
    for (contender, number) in ranked.into_iter().filter(|(_, number)| number.value > 0.0) {
        let note = contender.entry(Workload::Keys).map_or("", |entry| entry.note);
        let _ = writeln!(text, "| {}{} | {} |", emphasized(contender), notes.mark(note), digits(number.value));
    }
    text + "\n"
}

fn compile_table(record: &Record) -> String {
    if record.compile.is_empty() {
        return String::new();
    }
    let mut text = "## 1,000 functions at compile time\n\nOver plain ones.\n\n".to_owned();
    text += "| | `cargo check`, s of CPU time | `.text`, bytes a function |\n| --- | ---: | ---: |\n";
    for compiled in &record.compile {
        let _ = writeln!(text, "| {} | {:.2} | {:.0} |", compiled.contender, compiled.check, compiled.text);
    }
    text + "\n"
}

fn absences(contenders: &[Contender]) -> String {
    let mut text = "## Who is left out, and why\n\n".to_owned();
    for contender in contenders {
        for (workload, why) in &contender.absent {
            let _ = writeln!(text, "- {}, “{workload}”: {why}.", contender.name);
        }
    }
    text + "\n"
}
