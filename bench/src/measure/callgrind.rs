//! Instructions and clock reads a call, by callgrind: the same in each run.

use std::env;
use std::fs;
use std::io;
use std::process;

use super::valgrind;
use crate::contender::Contender;
use crate::record::{Metric, Number};
use crate::workload::Workload;

/// What callgrind counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counts {
    /// Instructions.
    pub(crate) instructions: f64,
    /// Clock reads.
    pub(crate) clock_reads: f64,
}

/// Counts every workload of all contenders.
pub(crate) fn measure(contenders: &[Contender]) -> io::Result<Vec<Number>> {
    valgrind::each("instructions", contenders, |workload, contender| {
        let counts = a_call(workload, contender)?;
        Ok([(Metric::Instructions, counts.instructions), (Metric::ClockReads, counts.clock_reads)])
    })
}

/// What one call comes to.
pub(crate) fn a_call(workload: Workload, contender: &str) -> io::Result<Counts> {
    let [fewer, more] = valgrind::two_counts(workload);
    let (less, all) = (of_run(workload, contender, fewer)?, of_run(workload, contender, more)?);
    let calls = f64::from(more - fewer);
    Ok(Counts {
        instructions: (all.instructions - less.instructions) / calls,
        clock_reads: (all.clock_reads - less.clock_reads) / calls,
    })
}

fn of_run(workload: Workload, contender: &str, calls: u32) -> io::Result<Counts> {
    let file = env::temp_dir().join(format!("resilin-bench-{}.callgrind", process::id()));
    let written = format!("--callgrind-out-file={}", file.display());
    let tool = ["--tool=callgrind", "--compress-strings=no", &written];
    let profile = valgrind::calls(tool, workload, contender, calls).and_then(|_| fs::read_to_string(&file));
    // There is none where the run failed, and then that is what is told.
    let _ = fs::remove_file(&file);
    let profile = profile?;
    Ok(Counts { instructions: instructions(&profile)?, clock_reads: clock_reads(&profile) })
}

fn instructions(profile: &str) -> io::Result<f64> {
    profile
        .lines()
        .find_map(|line| line.strip_prefix("totals: ").or_else(|| line.strip_prefix("summary: ")))
        .and_then(|total| total.trim().parse().ok())
        .ok_or_else(|| io::Error::other("callgrind wrote no total"))
}

/// Calls of the C library's clock, which is what the system's clock is read by: valgrind hides the kernel's own page.
fn clock_reads(profile: &str) -> f64 {
    let mut of_clock = false;
    let mut reads = 0.0;
    for line in profile.lines() {
        if let Some(callee) = line.strip_prefix("cfn=") {
            of_clock = callee.starts_with("clock_gettime");
        } else if let Some(calls) = line.strip_prefix("calls=").filter(|_| of_clock) {
            reads += calls.split(' ').next().and_then(|count| count.parse::<f64>().ok()).unwrap_or(0.0);
        }
    }
    reads
}
