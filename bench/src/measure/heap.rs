//! Allocations and bytes, by memcheck's summary of the heap. An allocator that counts would be in everybody's way while
//! time is measured, and most of all in the way of those who allocate.

use std::io;

use super::{progress, valgrind};
use crate::contender::Contender;
use crate::record::{Metric, Number};
use crate::workload::Workload;

const TOOL: [&str; 3] = ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"];

/// Allocations, and bytes allocated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heap {
    /// How many.
    pub(crate) allocations: f64,
    /// How much.
    pub(crate) bytes: f64,
}

/// Counts every workload of all contenders.
pub(crate) fn measure(contenders: &[Contender]) -> io::Result<Vec<Number>> {
    valgrind::each("allocations", contenders, |workload, contender| {
        let heap = a_call(workload, contender)?;
        Ok([(Metric::Allocations, heap.allocations), (Metric::AllocatedBytes, heap.bytes)])
    })
}

/// What one call allocates.
pub(crate) fn a_call(workload: Workload, contender: &str) -> io::Result<Heap> {
    let [fewer, more] = valgrind::two_counts(workload);
    let less = allocated(&valgrind::calls(TOOL, workload, contender, fewer)?)?;
    let all = allocated(&valgrind::calls(TOOL, workload, contender, more)?)?;
    let calls = f64::from(more - fewer);
    Ok(Heap { allocations: (all.allocations - less.allocations) / calls, bytes: (all.bytes - less.bytes) / calls })
}

/// What keyed breakers keep, each: name, place in the map and breaker.
pub(crate) fn keys(contenders: &[Contender]) -> io::Result<Vec<Number>> {
    /// Beside these, what is there once does not count.
    const MANY: u32 = 100_000;
    let mut numbers = Vec::new();
    for contender in contenders.iter().filter(|contender| contender.entry(Workload::Keys).is_some()) {
        progress::show("keys", contender.name);
        let none = in_use(&valgrind::keys(TOOL, contender.name, 1)?)?;
        let all = in_use(&valgrind::keys(TOOL, contender.name, MANY)?)?;
        let each = (all - none) / f64::from(MANY - 1) - names(MANY);
        numbers.push(Number::count(Metric::KeyBytes, Workload::Keys, contender.name, each));
    }
    progress::end();
    Ok(numbers)
}

/// What the list of names itself takes, a key: everybody is asked with the same one.
#[allow(clippy::cast_precision_loss)]
fn names(count: u32) -> f64 {
    let bytes: usize =
        (0..count as usize).map(|number| size_of::<String>() + super::keys::key(number).capacity()).sum();
    bytes as f64 / f64::from(count)
}

/// `total heap usage: 1,234 allocs, 1,200 frees, 56,789 bytes allocated`
fn allocated(told: &str) -> io::Result<Heap> {
    let numbers = numbers_after(told, "total heap usage:")?;
    match numbers[..] {
        [allocations, _, bytes] => Ok(Heap { allocations, bytes }),
        _ => Err(io::Error::other("memcheck's summary of the heap reads otherwise")),
    }
}

/// `in use at exit: 1,234 bytes in 5 blocks`
fn in_use(told: &str) -> io::Result<f64> {
    Ok(numbers_after(told, "in use at exit:")?[0])
}

fn numbers_after(told: &str, head: &str) -> io::Result<Vec<f64>> {
    let (_, line) = told
        .lines()
        .find_map(|line| line.split_once(head))
        .ok_or_else(|| io::Error::other(format!("memcheck did not say `{head}`")))?;
    Ok(line.split(' ').filter_map(|word| word.replace(',', "").parse().ok()).collect())
}
