//! Random histories of a quota.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use resilin::kernel::QuotaReset;

use super::model::{Nanos, Rules};

/// Something that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// So many ask.
    Ask(u16),
    /// A probe ends: one of those that are out, and some are out for long.
    End {
        which: prop::sample::Index,
        how: How,
    },
    /// A call that is no probe finds it used up.
    UsedUp(QuotaReset),
    /// Somebody looks whether an attempt so much later would be refused.
    Look(Nanos),
    CloseFor(Nanos),
    Open,
    Define(Rules),
    Pass(Pass),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    Success,
    Released,
    UsedUp(QuotaReset),
}

/// How time passes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pass {
    Time(Nanos),
    /// What is left until the reset, but for a nanosecond, or exactly, or a little more.
    Reset(i8),
    /// The time after which a probe hangs, but for a nanosecond, or exactly.
    Hang(i8),
    /// So many eighths of the ramp.
    Eighths(u8),
}

const MILLI: Nanos = 1_000_000;

pub(crate) fn rules() -> impl Strategy<Value = Rules> {
    let ramp = prop_oneof![1 => Just(0), 4 => (1..60_000u64).prop_map(|millis| millis * MILLI)];
    let probe_timeout = (1..90_000u64).prop_map(|millis| millis * MILLI);
    (ramp, probe_timeout).prop_map(|(ramp, probe_timeout)| Rules { ramp, probe_timeout })
}

pub(crate) fn history() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 1..120)
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => prop_oneof![4 => Just(1), 2 => 2..6u16, 1 => 6..700u16].prop_map(Step::Ask),
        5 => (any::<prop::sample::Index>(), how()).prop_map(|(which, how)| Step::End { which, how }),
        2 => reset().prop_map(Step::UsedUp),
        1 => time().prop_map(Step::Look),
        1 => time().prop_map(Step::CloseFor),
        1 => Just(Step::Open),
        1 => rules().prop_map(Step::Define),
        6 => pass().prop_map(Step::Pass),
    ]
}

fn how() -> impl Strategy<Value = How> {
    prop_oneof![3 => Just(How::Success), 1 => Just(How::Released), 2 => reset().prop_map(How::UsedUp)]
}

fn reset() -> impl Strategy<Value = QuotaReset> {
    let unnamed = (time(), time()).prop_map(|(one, other)| QuotaReset::Unknown {
        first: Duration::from_nanos(one.min(other)),
        max: Duration::from_nanos(one.max(other)),
    });
    prop_oneof![time().prop_map(|time| QuotaReset::After(Duration::from_nanos(time))), unnamed]
}

fn pass() -> impl Strategy<Value = Pass> {
    prop_oneof![
        2 => time().prop_map(Pass::Time),
        3 => (-1..=1i8).prop_map(Pass::Reset),
        1 => (-1..=0i8).prop_map(Pass::Hang),
        2 => (1..9u8).prop_map(Pass::Eighths),
    ]
}

/// From nothing to a day, short ones as often as long ones.
fn time() -> impl Strategy<Value = Nanos> {
    prop_oneof![Just(0), 1..2_000u64, 2_000..600_000u64, 600_000..86_400_000u64].prop_map(|millis| millis * MILLI)
}
