//! What a run is made on, without a name or a place.

use std::fs;
use std::process::Command;
use std::thread;

use crate::record::Machine;

/// This machine, now.
pub(crate) fn look() -> Machine {
    Machine {
        cores: thread::available_parallelism().map_or(0, usize::from),
        processor: processor(),
        rustc: said("rustc", &["--version"]),
        date: said("date", &["-u", "+%Y-%m-%d"]),
        load: fs::read_to_string("/proc/loadavg").ok().as_deref().and_then(first_word).unwrap_or_default(),
    }
}

fn processor() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split_once(':'));
    model.map_or_else(|| "unknown".to_owned(), |(_, name)| name.trim().to_owned())
}

fn first_word(text: &str) -> Option<String> {
    text.split_whitespace().next().map(str::to_owned)
}

/// What a program says; nothing where there is no such program.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(|_| String::new(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
