//! What was measured, for people: `RESULTS.md` and `results.svg`.

mod bars;
mod chart;
mod markdown;
mod notes;
mod rows;

use std::fs;
use std::io;

use crate::contender::Contender;
use crate::record::{Record, file};

/// Writes both files.
pub(crate) fn write(record: &Record, contenders: &[Contender]) -> io::Result<()> {
    fs::write(file("RESULTS.md"), markdown::results(record, contenders))?;
    fs::write(file("results.svg"), chart::svg(record, contenders))?;
    println!("bench/RESULTS.md and bench/results.svg are written");
    Ok(())
}
