//! Random histories of a breaker, and how they are played.

use proptest::collection::vec;
use proptest::prelude::*;

use super::rules::{Counts, Kind, Nanos, Rules, SECOND, kind, rules};

/// Something that happens.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A call asks to pass.
    Admit,
    /// A call that has passed ends: one of those that are out, and some are out for long.
    End {
        which: prop::sample::Index,
        how: How,
    },
    /// So many calls pass and end in turn, each after so long.
    Calls {
        times: u8,
        took: Nanos,
        how: How,
    },
    Pass(Pass),
    ForceOpen,
    OpenFor(Nanos),
    Disable,
    Close,
    Define(Rules),
    /// Somebody looks whether a call would be refused.
    Look,
    /// Somebody reads the counts.
    Snapshot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Success,
    Failure,
    Cancelled,
}

/// How time passes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pass {
    Time(Nanos),
    /// What is left of the open time, but for a nanosecond, or exactly, or a second more.
    OpenTime(End),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Before,
    At,
    After,
}

/// What a history happens to.
pub(super) trait Player {
    fn admit(&mut self);
    /// How many calls are out.
    fn out(&self) -> usize;
    /// Ends one of them.
    fn end(&mut self, which: usize, how: How);
    fn pass(&mut self, pass: Pass);
    fn by_hand(&mut self, step: &Step);
    fn define(&mut self, rules: Rules);
    fn look(&mut self);
    fn snapshot(&mut self);
    /// Looks whether all is well.
    fn check(&mut self);
}

pub(super) fn play(player: &mut impl Player, history: &[Step]) {
    for step in history {
        match step {
            Step::Admit => player.admit(),
            Step::End { which, how } if player.out() > 0 => player.end(which.index(player.out()), *how),
            Step::End { .. } => {}
            Step::Calls { times, took, how } => (0..*times).for_each(|_| call(player, *took, *how)),
            Step::Pass(pass) => player.pass(*pass),
            Step::Define(rules) => player.define(*rules),
            Step::Look => player.look(),
            Step::Snapshot => player.snapshot(),
            by_hand => player.by_hand(by_hand),
        }
        player.check();
    }
}

fn call(player: &mut impl Player, took: Nanos, how: How) {
    let before = player.out();
    player.admit();
    player.pass(Pass::Time(took));
    if player.out() > before {
        player.end(before, how);
    }
}

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
        6 => (any::<prop::sample::Index>(), how()).prop_map(|(which, how)| Step::End { which, how }),
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
