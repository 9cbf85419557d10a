//! Settings of many kinds, and calls on budgets that have them.

use std::time::Duration;

use proptest::prelude::*;
use resilin::kernel::Moment;
use resilin_policy::{Rate, RetryBudgetSettings, Tokens};

pub(super) const NONE: RetryBudgetSettings = RetryBudgetSettings::NONE;

// As the settings have it.
#[allow(clippy::unnecessary_wraps)]
pub(super) const fn whole(tokens: u32) -> Option<Tokens> {
    Some(Tokens::whole(tokens))
}

#[allow(clippy::unnecessary_wraps)]
const fn part(thousandths: u32) -> Option<Tokens> {
    Some(Tokens(thousandths))
}

/// So many tokens, at this cost.
pub(super) const fn tokens(size: u32, cost: u32) -> RetryBudgetSettings {
    RetryBudgetSettings { tokens: whole(size), cost: whole(cost), ..NONE }
}

/// As gRPC has it: failures cost, and retries need more than half.
pub(super) const fn grpc(size: u32, ratio: u32) -> RetryBudgetSettings {
    let costs = RetryBudgetSettings { failure_cost: whole(1), earn: part(ratio), ..tokens(size, 0) };
    RetryBudgetSettings { above: part(size * 500), ..costs }
}

pub(super) const fn ratio(ratio: f64, count: u32, per: Duration) -> RetryBudgetSettings {
    RetryBudgetSettings { ratio: Some(ratio), min: Some(Rate { count, per }), ..NONE }
}

const SECOND: Duration = Duration::from_secs(1);
const YEAR: Duration = Duration::from_secs(365 * 86_400);

/// What people write, and what nobody should.
const KINDS: [RetryBudgetSettings; 24] = [
    NONE,
    RetryBudgetSettings { timeout_cost: whole(10), ..tokens(500, 5) },
    RetryBudgetSettings { throttled_cost: whole(5), ..tokens(500, 14) },
    RetryBudgetSettings { timeout_cost: whole(9), throttled_cost: whole(1), earn: part(250), ..tokens(20, 5) },
    grpc(10, 500),
    grpc(4, 800),
    grpc(1000, 1),
    tokens(0, 5),
    tokens(3, 5),
    tokens(5, 0),
    tokens(1, 1),
    RetryBudgetSettings { above: whole(7), failure_cost: part(1500), ..tokens(12, 2) },
    RetryBudgetSettings { above: whole(12), ..tokens(12, 1) },
    RetryBudgetSettings { earn: part(1), ..tokens(2, 1) },
    RetryBudgetSettings { earn: part(u32::MAX), timeout_cost: part(u32::MAX), ..tokens(u32::MAX, 1) },
    ratio(0.1, 0, SECOND),
    ratio(0.2, 1, SECOND),
    ratio(0.333, 3, Duration::from_secs(7)),
    ratio(1.0, 1, Duration::from_secs(3600)),
    ratio(0.0, 1, YEAR),
    ratio(0.001, 7, Duration::from_nanos(13)),
    ratio(0.5, u32::MAX, Duration::from_nanos(1)),
    ratio(0.05, 999_983, SECOND),
    ratio(4.0, 1, Duration::from_millis(1)),
];

pub(super) fn any_kind() -> impl Strategy<Value = RetryBudgetSettings> {
    prop_oneof![3 => prop::sample::select(&KINDS[..]), 1 => any_tokens(), 1 => any_ratio()]
}

/// Some left out, some small, some anything.
fn any_amount() -> impl Strategy<Value = Option<Tokens>> {
    prop::option::of(prop_oneof![3 => 0..20_000_u32, 1 => any::<u32>()].prop_map(Tokens))
}

fn any_tokens() -> impl Strategy<Value = RetryBudgetSettings> {
    let size = prop_oneof![3 => 0..40_000_u32, 1 => any::<u32>()];
    (size, any_amount(), any_amount(), any_amount(), any_amount(), any_amount(), any_amount()).prop_map(
        |(size, cost, timeout_cost, throttled_cost, failure_cost, earn, above)| {
            let costs = RetryBudgetSettings { cost, timeout_cost, throttled_cost, failure_cost, ..NONE };
            RetryBudgetSettings { tokens: part(size), earn, above, ..costs }
        },
    )
}

fn any_ratio() -> impl Strategy<Value = RetryBudgetSettings> {
    let nanos = prop_oneof![1..=10_u64, 1_000_000..=10_000_000_000_u64, 1..=1_000_000_000_000_000_000_u64];
    let per = nanos.prop_map(Duration::from_nanos);
    let count = prop_oneof![3 => 0..100_u32, 1 => any::<u32>()];
    (prop_oneof![3 => 0.0..1.0, 1 => 0.0..1e9], count, per).prop_map(|(part, count, per)| ratio(part, count, per))
}

pub(super) fn moment(nanos: u64) -> Moment {
    Moment::EPOCH.after(Duration::from_nanos(nanos))
}

pub(super) fn at(seconds: u64) -> Moment {
    Moment::EPOCH.after(Duration::from_secs(seconds))
}
