//! The command line.

use std::io;
use std::time::Duration;

use crate::contender::Contender;
use crate::measure::{callgrind, heap, machine, progress, sizes, threads, time};
use crate::record::{Compiled, Record};
use crate::{child, compile, contenders, quick, report};

/// The parts, in the order in which they are run.
const PARTS: [&str; 7] = ["sizes", "time", "threads", "keys", "instructions", "allocations", "compile"];

/// Enough for a median that holds still.
const ROUNDS: usize = 1_001;

/// Does what the arguments say; everything, where they say nothing.
pub(crate) fn run(arguments: &[String]) -> io::Result<()> {
    match arguments.first().map(String::as_str) {
        None => parts(&PARTS),
        Some(child::CALLS) => child::calls(&arguments[1..]),
        Some(child::KEPT) => child::kept(&arguments[1..]),
        Some("--quick") => quick::check(&contenders::all()),
        Some("report") => report::write(&Record::load()?, &contenders::all()),
        Some(_) => parts(&arguments.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

/// Runs parts, and writes the report anew from what there is.
fn parts(parts: &[&str]) -> io::Result<()> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(part)) {
        return Err(io::Error::other(format!("no part `{unknown}`: {}, report or --quick", PARTS.join(", "))));
    }
    let contenders = contenders::all();
    let mut record = Record::load()?;
    let machine = machine::look();
    record.seen_on(machine.clone());
    for part in parts {
        run_part(part, &contenders, &mut record)?;
        record.save()?;
    }
    if PARTS.iter().all(|part| parts.contains(part)) {
        record.machine = machine;
        record.save()?;
    }
    report::write(&record, &contenders)
}

fn run_part(part: &str, contenders: &[Contender], record: &mut Record) -> io::Result<()> {
    if part == "compile" {
        record.compile = compiled()?;
        return Ok(());
    }
    let numbers = match part {
        "sizes" => sizes::measure(contenders),
        "time" => time::measure(contenders, ROUNDS),
        "threads" => threads::measure(contenders, 41, Duration::from_millis(30)),
        "keys" => heap::keys(contenders)?,
        "instructions" => callgrind::measure(contenders)?,
        _ => heap::measure(contenders)?,
    };
    eprintln!("{part}: {} numbers", numbers.len());
    record.take(numbers);
    Ok(())
}

/// What each contender costs over methods without an annotation.
fn compiled() -> io::Result<Vec<Compiled>> {
    let rows = compile::measure(&mut |what| progress::show("compile", what))?;
    let (check, text) = rows.first().map_or((0.0, 0.0), |plain| (plain.check_seconds, plain.text_bytes));
    let over = |row: compile::Row| Compiled {
        contender: row.name,
        check: row.check_seconds - check,
        text: row.text_bytes - text,
    };
    Ok(rows.into_iter().skip(1).map(over).collect())
}
