//! Histories: what may happen to a budget, in any order.

use proptest::prelude::*;
use resilin::Class;
use resilin_policy::RetryBudgetSettings;

use super::settings::any_kind;

/// What may happen.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// So many nanoseconds pass.
    Wait(u64),
    /// So many retries are asked for.
    Spend(Class, usize),
    /// So many calls succeed that needed no retry.
    Succeed(usize),
    /// The call succeeds that paid last.
    SucceedAfterRetry,
    Fail,
    /// The retry that was paid for last is refused.
    GiveBack,
    Define(RetryBudgetSettings),
}

/// So many cases, or as many as `PROPTEST_CASES` asks for.
pub(super) fn cases(usual: u32) -> ProptestConfig {
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(usual),
    }
}

/// Settings to begin with, and what happens then.
pub(super) fn any_history() -> impl Strategy<Value = (RetryBudgetSettings, Vec<Step>)> {
    (any_kind(), prop::collection::vec(any_step(), 1..60))
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => any_wait().prop_map(Step::Wait),
        12 => (any_class(), 1..12_usize).prop_map(|(class, times)| Step::Spend(class, times)),
        6 => (1..20_usize).prop_map(Step::Succeed),
        4 => Just(Step::SucceedAfterRetry),
        4 => Just(Step::Fail),
        3 => Just(Step::GiveBack),
        2 => any_kind().prop_map(Step::Define),
    ]
}

/// Up to a month.
fn any_wait() -> impl Strategy<Value = u64> {
    let most = [50, 10_000_000, 10_000_000_000, 86_400_000_000_000, 2_592_000_000_000_000_u64];
    prop::sample::select(most.to_vec()).prop_flat_map(|most| 1..most)
}

fn any_class() -> impl Strategy<Value = Class> {
    prop_oneof![
        prop::sample::select(&Class::BUILT_IN[..]),
        Just(Class::TIMEOUT),
        Just(Class::THROTTLED),
        Just(Class::custom("conflict")),
    ]
}
