//! The smoke test: every contender does what its rows say, and ours does what was promised of its happy path.

use std::io;

use crate::contender::{Caller, Contender, Entry, Kind};
use crate::measure::{callgrind, heap, keys, progress};
use crate::workload::Workload;

const CALLS: u64 = 200;

/// Enough for every breaker to trip, whatever the sort.
const UNTIL_OPEN: u64 = 12;

/// Checks all; the error names every row that does otherwise.
pub(crate) fn check(contenders: &[Contender]) -> io::Result<()> {
    keys::set_count(1_000);
    let mut wrong: Vec<String> = contenders.iter().flat_map(rows).collect();
    wrong.extend(promises()?);
    progress::end();
    if wrong.is_empty() {
        println!("{} contenders do what their rows say", contenders.len());
        return Ok(());
    }
    Err(io::Error::other(wrong.join("\n")))
}

fn rows(contender: &Contender) -> Vec<String> {
    contender.entries.iter().filter_map(|entry| row(contender, entry).err()).collect()
}

fn row(contender: &Contender, entry: &Entry) -> Result<(), String> {
    progress::show("quick", &format!("{}: {}", contender.name, entry.workload));
    let mut caller = (entry.set_up)()();
    let seen = match entry.workload {
        Workload::BothOverDown => tripped(&mut caller),
        Workload::TimeoutOverHang => Seen::of(&mut caller, 1),
        _ => Seen::of(&mut caller, CALLS),
    };
    let right = expected(contender, entry.workload);
    if seen == right {
        Ok(())
    } else {
        Err(format!("{}: {}: {seen:?}, not {right:?}", contender.name, entry.workload))
    }
}

/// What came of some calls.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    succeeded: u64,
    runs: u64,
}

impl Seen {
    fn of(caller: &mut Caller, calls: u64) -> Self {
        let before = caller.runs();
        let succeeded = caller.call(calls);
        Self { succeeded, runs: caller.runs() - before }
    }
}

/// The first calls open the breaker; then nothing is let through.
fn tripped(caller: &mut Caller) -> Seen {
    caller.call(UNTIL_OPEN);
    Seen::of(caller, 1)
}

fn expected(contender: &Contender, workload: Workload) -> Seen {
    match workload {
        // The call itself, for comparison: it fails nowhere.
        _ if contender.name == "raw call" => Seen { succeeded: CALLS, runs: 0 },
        Workload::TwoFailures => Seen { succeeded: CALLS, runs: 3 * CALLS },
        Workload::Rejection | Workload::BothOverDown => Seen { succeeded: 0, runs: 0 },
        Workload::TimeoutOverHang => Seen { succeeded: 1, runs: 2 },
        _ => Seen { succeeded: CALLS, runs: 0 },
    }
}

/// The happy path in consecutive mode allocates nothing and reads no clock; one with a window of time must read it,
/// which shows that it would be seen.
fn promises() -> io::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for workload in [Workload::Retry, Workload::Breaker, Workload::RetryBreaker] {
        for ours in crate::contenders::all().iter().filter(|contender| contender.kind == Kind::Ours) {
            progress::show("quick", &format!("{}: {workload}, under valgrind", ours.name));
            let (heap, counts) = (heap::a_call(workload, ours.name)?, callgrind::a_call(workload, ours.name)?);
            if heap.allocations > 0.0 || counts.clock_reads > 0.0 {
                wrong.push(format!("{}: {workload}: {heap:?}, {counts:?}", ours.name));
            }
        }
    }
    if callgrind::a_call(Workload::TimeWindow, "resilin")?.clock_reads < 1.0 {
        wrong.push("a window of time without a clock read: reads are not seen".to_owned());
    }
    Ok(wrong)
}
