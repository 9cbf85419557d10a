//! The program as its own child: a small, fixed number of calls, for valgrind to watch.

use std::io;

use crate::contender::Entry;
use crate::contenders;
use crate::measure::keys;
use crate::workload::Workload;

/// The first argument of a child that makes calls.
pub(crate) const CALLS: &str = "once";
/// The first argument of a child that keeps breakers.
pub(crate) const KEPT: &str = "keep";

/// So many keys are enough where calls are looked at, not keys.
const FEW: usize = 1_000;

/// `once <workload> <contender> <calls>`: sets up, then makes so many calls.
pub(crate) fn calls(arguments: &[String]) -> io::Result<()> {
    let [workload, contender, calls] = arguments else {
        return Err(usage());
    };
    keys::set_count(FEW);
    let set_up = set_up(workload, contender)?;
    let calls = calls.parse().map_err(io::Error::other)?;
    std::hint::black_box(set_up()().call(calls));
    Ok(())
}

/// `keep <contender> <keys>`: makes a breaker for each key, and keeps them to the end.
pub(crate) fn kept(arguments: &[String]) -> io::Result<()> {
    let [contender, count] = arguments else {
        return Err(usage());
    };
    keys::set_count(count.parse().map_err(io::Error::other)?);
    // Names are there in any case: what is looked for is what breakers take beside them.
    keys::Keys::new();
    std::mem::forget(set_up(Workload::Keys.id(), contender)?());
    Ok(())
}

fn set_up(workload: &str, contender: &str) -> io::Result<fn() -> crate::contender::Maker> {
    let workload = Workload::of_id(workload).ok_or_else(usage)?;
    let contender = contenders::named(contender).ok_or_else(usage)?;
    let entry: &Entry = contender.entry(workload).ok_or_else(usage)?;
    Ok(entry.set_up)
}

fn usage() -> io::Error {
    io::Error::other("a child is told: once <workload> <contender> <calls>, or keep <contender> <keys>")
}
