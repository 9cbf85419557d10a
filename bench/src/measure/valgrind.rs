//! This program under valgrind, with so many calls and with more: the difference is the calls' own.

use std::env;
use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};

use super::progress;
use crate::child;
use crate::contender::Contender;
use crate::record::{Metric, Number};
use crate::workload::Workload;

/// What `count` says of a call, for every workload of all contenders.
pub(super) fn each(
    part: &str,
    contenders: &[Contender],
    count: impl Fn(Workload, &str) -> io::Result<[(Metric, f64); 2]>,
) -> io::Result<Vec<Number>> {
    let mut numbers = Vec::new();
    for contender in contenders {
        for entry in contender.entries.iter().filter(|entry| Workload::MEASURED.contains(&entry.workload)) {
            progress::show(part, &format!("{}: {}", contender.name, entry.workload));
            let counts = count(entry.workload, contender.name)?;
            let number = |(metric, value)| Number::count(metric, entry.workload, contender.name, value);
            numbers.extend(counts.map(number));
        }
    }
    progress::end();
    Ok(numbers)
}

/// Fewer and more calls. A difference of many makes what happens once in a while (an epoch that is collected) count.
pub(super) fn two_counts(workload: Workload) -> [u32; 2] {
    match workload {
        Workload::Delays => [1, 3],
        _ => [1_024, 3_072],
    }
}

/// What this program, as a child that makes calls, says on stderr under a tool.
pub(super) fn calls<I: AsRef<OsStr>>(
    tool: impl IntoIterator<Item = I>,
    workload: Workload,
    contender: &str,
    calls: u32,
) -> io::Result<String> {
    run(tool, &[child::CALLS, workload.id(), contender, &calls.to_string()])
}

/// The same of a child that keeps breakers.
pub(super) fn keys<I: AsRef<OsStr>>(
    tool: impl IntoIterator<Item = I>,
    contender: &str,
    count: u32,
) -> io::Result<String> {
    run(tool, &[child::KEPT, contender, &count.to_string()])
}

fn run<I: AsRef<OsStr>>(tool: impl IntoIterator<Item = I>, child: &[&str]) -> io::Result<String> {
    let output = Command::new("valgrind")
        .args(tool)
        .arg(env::current_exe()?)
        .args(child)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| io::Error::other(format!("valgrind (apt-get install valgrind): {error}")))?;
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(told) } else { Err(io::Error::other(format!("{child:?}: {told}"))) }
}
