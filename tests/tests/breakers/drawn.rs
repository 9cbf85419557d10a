//! Settings and histories drawn at random.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::history::{End, How, Pass, Step};
use super::rules::{Counts, Kind, Nanos, Open, Rules, SECOND};

/// Settings of one kind, and a history in which they are replaced by others of that kind.
pub(super) fn of_one_kind() -> impl Strategy<Value = (Rules, Vec<Step>)> {
    kind().prop_flat_map(|kind| {
        let define = rules(kind).prop_map(Step::Define).boxed();
        (rules(kind), vec(step(pass(kind), define), 1..90))
    })
}

/// The same, but whatever settings replace them.
pub(super) fn of_any_kind() -> impl Strategy<Value = (Rules, Vec<Step>)> {
    kind().prop_flat_map(|first| {
        let define = kind().prop_flat_map(rules).prop_map(Step::Define).boxed();
        (rules(first), vec(step(pass(first), define), 1..90))
    })
}

fn step(pass: BoxedStrategy<Pass>, define: BoxedStrategy<Step>) -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => Just(Step::Admit),
        6 => (any::<usize>(), how()).prop_map(|(which, how)| Step::End { which, how }),
        6 => (1_u8..7, took(), how()).prop_map(|(times, took, how)| Step::Calls { times, took, how }),
        6 => pass.prop_map(Step::Pass),
        1 => by_hand(),
        1 => define,
        1 => Just(Step::Look),
        1 => Just(Step::Snapshot),
    ]
}

fn took() -> impl Strategy<Value = Nanos> {
    prop_oneof![3 => Just(0), 1 => (1_u64..5).prop_map(|seconds| seconds * SECOND)]
}

fn how() -> impl Strategy<Value = How> {
    prop_oneof![4 => Just(How::Success), 4 => Just(How::Failure), 1 => Just(How::Cancelled)]
}

fn by_hand() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => Just(Step::ForceOpen),
        2 => (0_u64..90).prop_map(|seconds| Step::OpenFor(seconds * SECOND)),
        1 => Just(Step::Disable),
        3 => Just(Step::Close),
    ]
}

/// Windows over time with a rate are as exact as a 64th of them, which is at most a second here: where one may be, time
/// passes in no smaller steps.
fn pass(kind: Kind) -> BoxedStrategy<Pass> {
    let smallest = if kind.counts == Counts::Within { 1 } else { SECOND };
    let edges = (1_u64..130, -1_i64..2).prop_map(|(seconds, more)| (seconds * SECOND).saturating_add_signed(more));
    let ends = prop_oneof![Just(End::Before), Just(End::At), Just(End::After)];
    prop_oneof![
        1 => Just(Pass::Time(0)),
        2 => (1_u64..5).prop_map(move |steps| Pass::Time(steps * smallest)),
        2 => edges.prop_map(move |time| Pass::Time(time.max(smallest))),
        3 => ends.prop_map(Pass::OpenTime),
    ]
    .boxed()
}

pub(super) fn kind() -> impl Strategy<Value = Kind> {
    let counts = prop_oneof![
        Just(Counts::InRow),
        Just(Counts::Within),
        Just(Counts::RateOfCalls),
        Just(Counts::RateWithin)
    ];
    (counts, any::<bool>(), any::<bool>()).prop_map(|(counts, slow, limit_too)| Kind { counts, slow, limit_too })
}

/// Settings of that kind, small enough for a short history to reach every limit.
pub(super) fn rules(kind: Kind) -> impl Strategy<Value = Rules> {
    (trip(kind), open_and_probes()).prop_map(|(trip, rest)| Rules {
        open: rest.open,
        probes: rest.probes,
        successes: rest.successes,
        probe_timeout: rest.probe_timeout,
        ..trip
    })
}

fn trip(kind: Kind) -> BoxedStrategy<Rules> {
    let failures = 1_u32..6;
    let within = (1_u64..=64).prop_map(|seconds| seconds * SECOND);
    match kind.counts {
        Counts::InRow => {
            option::weighted(0.9, failures).prop_map(|failures| Rules { failures, ..Rules::default() }).boxed()
        }
        Counts::Within => (option::weighted(0.9, failures), within)
            .prop_map(|(failures, within)| Rules { failures, within: Some(within), ..Rules::default() })
            .boxed(),
        Counts::RateOfCalls => (rates(kind), window())
            .prop_map(|(rates, (calls, min_calls))| Rules { calls, min_calls, ..rates })
            .boxed(),
        Counts::RateWithin => (rates(kind), within, option::weighted(0.9, 1_u32..9))
            .prop_map(|(rates, within, min_calls)| Rules { within: Some(within), min_calls, ..rates })
            .boxed(),
    }
}

fn rates(kind: Kind) -> impl Strategy<Value = Rules> {
    let rate = || prop_oneof![1_u32..=1_000, Just(1_000), Just(500), Just(333)];
    let slow_call = prop_oneof![1_u64..5, Just(30)].prop_map(|seconds| seconds * SECOND);
    let needs_rate = !kind.slow;
    (1_u32..6, rate(), any::<bool>(), slow_call, option::of(rate())).prop_map(
        move |(failures, rate, has_rate, slow_call, slow_call_rate)| Rules {
            failures: kind.limit_too.then_some(failures),
            failure_rate: (has_rate || needs_rate).then_some(rate),
            slow_call: kind.slow.then_some(slow_call),
            slow_call_rate: slow_call_rate.filter(|_| kind.slow),
            ..Rules::default()
        },
    )
}

/// A number of calls and how many are enough, at most as many.
fn window() -> impl Strategy<Value = (Option<u32>, Option<u32>)> {
    let calls = option::weighted(0.95, 1_u32..13);
    (calls, option::weighted(0.6, 1_u32..13)).prop_map(|(calls, min_calls)| {
        let most = calls.unwrap_or(100);
        (calls, min_calls.map(|min_calls| min_calls.min(most)))
    })
}

fn open_and_probes() -> impl Strategy<Value = Rules> {
    let count = || option::of(1_u32..5);
    let timeout = option::of((1_u64..90).prop_map(|seconds| seconds * SECOND));
    (option::weighted(0.9, open()), count(), count(), timeout).prop_map(
        |(open, probes, successes, probe_timeout)| Rules {
            open,
            probes,
            successes,
            probe_timeout,
            ..Rules::default()
        },
    )
}

fn open() -> impl Strategy<Value = Open> {
    let first = || 1_u64..60;
    let more = || 0_u64..600;
    prop_oneof![
        first().prop_map(Open::Plain),
        (first(), 1_u32..4, more()).prop_map(|(first, factor, more)| Open::Exp {
            first,
            factor,
            cap: first + more
        }),
        (first(), first(), more()).prop_map(|(first, step, more)| Open::Linear { first, step, cap: first + more }),
        (first(), more()).prop_map(|(first, more)| Open::Fib { first, cap: first + more }),
    ]
}
