//! Settings and histories from bytes. What can come of them is what the strategies of the property tests draw.

use arbitrary::{Result, Unstructured};

use super::history::{End, How, Pass, Step};
use super::rules::{Counts, Kind, Nanos, Open, Rules, SECOND};

/// More steps find nothing that fewer do not, and the model looks at all of the past in each.
const MOST_STEPS: usize = 160;

pub(super) fn kind(bytes: &mut Unstructured<'_>) -> Result<Kind> {
    let counts = [Counts::InRow, Counts::Within, Counts::RateOfCalls, Counts::RateWithin];
    Ok(Kind { counts: *bytes.choose(&counts)?, slow: bytes.ratio(1, 2)?, limit_too: bytes.ratio(1, 2)? })
}

/// The least, the middle, the most, or any.
pub(super) fn bits(bytes: &mut Unstructured<'_>) -> Result<u64> {
    match bytes.int_in_range(0..=3)? {
        0 => Ok(0),
        1 => Ok(1 << 63),
        2 => Ok(u64::MAX),
        _ => bytes.arbitrary(),
    }
}

/// Settings of that kind, small enough for a short history to reach every limit.
pub(super) fn rules(bytes: &mut Unstructured<'_>, kind: Kind) -> Result<Rules> {
    let trip = match kind.counts {
        Counts::InRow => Rules { failures: maybe(bytes, 5)?, ..Rules::default() },
        Counts::Within => Rules { failures: maybe(bytes, 5)?, within: Some(within(bytes)?), ..Rules::default() },
        Counts::RateOfCalls => of_calls(bytes, kind)?,
        Counts::RateWithin => {
            Rules { within: Some(within(bytes)?), min_calls: maybe(bytes, 8)?, ..rates(bytes, kind)? }
        }
    };
    Ok(Rules {
        open: if bytes.ratio(9, 10)? { Some(open(bytes)?) } else { None },
        probes: maybe(bytes, 4)?,
        successes: maybe(bytes, 4)?,
        probe_timeout: maybe(bytes, 89)?.map(|seconds| u64::from(seconds) * SECOND),
        ..trip
    })
}

/// From 1 on, or not written.
fn maybe(bytes: &mut Unstructured<'_>, most: u32) -> Result<Option<u32>> {
    bytes.int_in_range(0..=most).map(|count| (count > 0).then_some(count))
}

fn within(bytes: &mut Unstructured<'_>) -> Result<Nanos> {
    bytes.int_in_range(1..=64_u64).map(|seconds| seconds * SECOND)
}

/// No more calls are enough than there are in the window.
fn of_calls(bytes: &mut Unstructured<'_>, kind: Kind) -> Result<Rules> {
    let (calls, min_calls) = (maybe(bytes, 12)?, maybe(bytes, 12)?);
    let min_calls = min_calls.map(|min_calls| min_calls.min(calls.unwrap_or(100)));
    Ok(Rules { calls, min_calls, ..rates(bytes, kind)? })
}

fn rates(bytes: &mut Unstructured<'_>, kind: Kind) -> Result<Rules> {
    let (failures, rate) = (bytes.int_in_range(1..=5)?, rate(bytes)?);
    let has_rate = !kind.slow || bytes.ratio(1, 2)?;
    let slow_call = *bytes.choose(&[1, 2, 3, 4, 30])? * SECOND;
    let slow_call_rate = if bytes.ratio(1, 2)? { Some(self::rate(bytes)?) } else { None };
    Ok(Rules {
        failures: kind.limit_too.then_some(failures),
        failure_rate: has_rate.then_some(rate),
        slow_call: kind.slow.then_some(slow_call),
        slow_call_rate: slow_call_rate.filter(|_| kind.slow),
        ..Rules::default()
    })
}

/// In thousandths.
fn rate(bytes: &mut Unstructured<'_>) -> Result<u32> {
    let round = [1_000, 500, 333];
    if bytes.ratio(1, 2)? { bytes.choose(&round).copied() } else { bytes.int_in_range(1..=1_000) }
}

fn open(bytes: &mut Unstructured<'_>) -> Result<Open> {
    let first = bytes.int_in_range(1..=59)?;
    let cap = first + bytes.int_in_range(0..=599_u64)?;
    Ok(match bytes.int_in_range(0..=3)? {
        0 => Open::Plain(first),
        1 => Open::Exp { first, factor: bytes.int_in_range(1..=3)?, cap },
        2 => Open::Linear { first, step: bytes.int_in_range(1..=59)?, cap },
        _ => Open::Fib { first, cap },
    })
}

/// What happens, as far as the bytes go.
pub(super) fn history(bytes: &mut Unstructured<'_>, kind: Kind) -> Result<Vec<Step>> {
    let mut history = Vec::new();
    while !bytes.is_empty() && history.len() < MOST_STEPS {
        history.push(step(bytes, kind)?);
    }
    Ok(history)
}

fn step(bytes: &mut Unstructured<'_>, kind: Kind) -> Result<Step> {
    Ok(match bytes.int_in_range(0..=27)? {
        0..5 => Step::Admit,
        5..11 => Step::End { which: bytes.int_in_range(0..=255)?, how: how(bytes)? },
        11..17 => Step::Calls { times: bytes.int_in_range(1..=6)?, took: took(bytes)?, how: how(bytes)? },
        17..23 => Step::Pass(pass(bytes, kind)?),
        23 => Step::OpenFor(bytes.int_in_range(0..=89)? * SECOND),
        24 => bytes.choose(&[Step::ForceOpen, Step::Disable, Step::Close])?.clone(),
        25 => Step::Define(rules(bytes, kind)?),
        26 => Step::Look,
        _ => Step::Snapshot,
    })
}

fn how(bytes: &mut Unstructured<'_>) -> Result<How> {
    bytes.choose(&[How::Success, How::Success, How::Failure, How::Failure, How::Cancelled]).copied()
}

fn took(bytes: &mut Unstructured<'_>) -> Result<Nanos> {
    bytes.choose(&[0, 0, 0, 1, 2, 3, 4]).map(|seconds| seconds * SECOND)
}

/// Windows over time with a rate are as exact as a 64th of them, which is at most a second here: where one may be, time
/// passes in no smaller steps.
fn pass(bytes: &mut Unstructured<'_>, kind: Kind) -> Result<Pass> {
    let smallest = if kind.counts == Counts::Within { 1 } else { SECOND };
    Ok(match bytes.int_in_range(0..=7)? {
        0 => Pass::Time(0),
        1 | 2 => Pass::Time(bytes.int_in_range(1..=4)? * smallest),
        3 | 4 => {
            let seconds = bytes.int_in_range(1..=129_u64)? * SECOND;
            Pass::Time(seconds.saturating_add_signed(bytes.int_in_range(-1..=1)?).max(smallest))
        }
        _ => Pass::OpenTime(*bytes.choose(&[End::Before, End::At, End::After])?),
    })
}
