//! Arbitrary breakers, quotas and retry budgets, all of them valid.

use super::{backoff, count, duration};
use proptest::{option, prelude::*};
use resilin_policy::{
    Backoff, BreakerRef, BreakerSettings, QuotaRef, QuotaSettings, Rate, RetryBudgetRef, RetryBudgetSettings,
    Tokens,
};
use std::{borrow::Cow, num::NonZeroU32, time::Duration};

const NAME: &str = "[a-z\u{E9}][a-zA-Z0-9_.:-]{0,12}";

fn name(pattern: &'static str) -> impl Strategy<Value = Cow<'static, str>> {
    let is_word = |name: &String| matches!(&**name, "none" | "false" | "true");
    pattern.prop_filter("a word for none or any", move |name| !is_word(name)).prop_map(Cow::Owned)
}

/// Above 0 and up to 1, with the ends and the usual decimals drawn often.
fn rate() -> impl Strategy<Value = f64> {
    prop_oneof![
        (1_u32..=1_000).prop_map(|tenths| f64::from(tenths) / 1_000.0),
        f64::MIN_POSITIVE..=1.0,
        Just(f64::MIN_POSITIVE),
    ]
}

/// Shapes under which a breaker never opens for no time at all.
fn open() -> impl Strategy<Value = Backoff> {
    backoff().prop_map(|shape| match shape {
        Backoff::Linear { first: Duration::ZERO, step, cap } => Backoff::Linear { first: cap, step, cap },
        Backoff::Fixed(Duration::ZERO) | Backoff::None => Backoff::Fixed(Duration::MAX),
        Backoff::Decorrelated { base, cap } => Backoff::Fibonacci { first: base, cap },
        shape => shape,
    })
}

/// All settings that read without a finding.
pub(crate) fn breaker_settings() -> BoxedStrategy<BreakerSettings> {
    let counts = (option::of(count()), option::of(count()), option::of(count()));
    let rates = (option::of(rate()), option::of(duration()), option::of(rate()), option::of(duration()));
    let probing = (option::of(open()), option::of(count()), option::of(count()), option::of(duration()));
    let settings = (counts, rates, probing, option::of(count())).prop_map(|(counts, rates, probing, keys)| {
        let (failures, calls, min_calls) = counts;
        let (failure_rate, slow_call, slow_call_rate, within) = rates;
        let (open, probes, successes, probe_timeout) = probing;
        reconciled_settings(BreakerSettings {
            failures,
            within,
            failure_rate,
            calls,
            min_calls,
            slow_call,
            slow_call_rate,
            open,
            probes,
            successes,
            probe_timeout,
            keys,
        })
    });
    settings.boxed()
}

/// Leaves out what does not go together: the rules of the language, told a second time.
fn reconciled_settings(written: BreakerSettings) -> BreakerSettings {
    let mut settings = written;
    settings.calls = settings.calls.filter(|_| settings.within.is_none());
    settings.slow_call_rate = settings.slow_call_rate.filter(|_| settings.slow_call.is_some());
    if settings.failure_rate.is_none() && settings.slow_call.is_none() {
        settings.calls = None;
        settings.min_calls = None;
    }
    let window = settings.calls.map_or(100, NonZeroU32::get);
    settings.min_calls = settings.min_calls.filter(|&it| settings.within.is_some() || it.get() <= window);
    settings
}

/// Every breaker of a policy that no function is known for.
pub(crate) fn breaker() -> BoxedStrategy<BreakerRef> {
    named_breaker(NAME)
}

/// Every breaker with placeholders.
pub(crate) fn keyed_breaker() -> BoxedStrategy<BreakerRef> {
    named_breaker(
        r"(api|[a-z-]{2,9})(/eu){0,2}/[a-z]?\{ ?(host|self\.[a-z][a-z0-9_]{0,4}|self\.0) ?\}|\{a_1\}(-\{b\})?",
    )
}

fn named_breaker(pattern: &'static str) -> BoxedStrategy<BreakerRef> {
    let settings = prop_oneof![Just(BreakerSettings::NONE), breaker_settings()];
    (name(pattern), settings).prop_map(|(name, settings)| BreakerRef { name, settings }).boxed()
}

/// Every quota.
pub(crate) fn quota() -> BoxedStrategy<QuotaRef> {
    let settings = prop_oneof![Just(QuotaSettings::NONE), quota_settings()];
    (name(NAME), settings).prop_map(|(name, settings)| QuotaRef { name, settings }).boxed()
}

/// All settings that read without a finding.
pub(crate) fn quota_settings() -> BoxedStrategy<QuotaSettings> {
    let any_time = || prop_oneof![duration(), Just(Duration::ZERO)];
    let settings = (option::of(any_time()), option::of(any_time()), option::of(duration()));
    settings
        .prop_map(|(wait_up_to, ramp, probe_timeout)| QuotaSettings { wait_up_to, ramp, probe_timeout })
        .boxed()
}

/// Every retry budget.
pub(crate) fn retry_budget() -> BoxedStrategy<RetryBudgetRef> {
    let settings = prop_oneof![Just(RetryBudgetSettings::NONE), retry_budget_settings()];
    (name(NAME), settings).prop_map(|(name, settings)| RetryBudgetRef { name, settings }).boxed()
}

/// All settings that read without a finding.
pub(crate) fn retry_budget_settings() -> BoxedStrategy<RetryBudgetSettings> {
    prop_oneof![of_ratio(), of_tokens()].boxed()
}

fn of_ratio() -> impl Strategy<Value = RetryBudgetSettings> {
    let ratio = (1_u32..=1_000).prop_map(|thousandths| f64::from(thousandths) / 1_000.0);
    let per = prop_oneof![duration(), Just(Duration::from_secs(1)), Just(Duration::from_secs(60))];
    let min = (prop_oneof![Just(0), 1_u32..100, any::<u32>()], per).prop_map(|(count, per)| Rate { count, per });
    (option::of(ratio), option::of(min)).prop_map(|(ratio, min)| RetryBudgetSettings {
        ratio,
        min,
        ..RetryBudgetSettings::NONE
    })
}

fn of_tokens() -> impl Strategy<Value = RetryBudgetSettings> {
    let amount = || option::of(prop_oneof![0_u32..20_000, any::<u32>(), Just(0)]);
    let costs = (amount(), amount(), amount(), amount());
    let size = prop_oneof![1_000_u32..1_000_000, 1_000..=u32::MAX];
    (size, costs, amount(), amount()).prop_map(|(size, (cost, timeout, throttled, failure), earn, above)| {
        let up_to = |most: u32| move |amount: u32| Tokens(amount % most.saturating_add(1).max(1));
        let cost = cost.map(up_to(size)).or((size < 5_000).then_some(Tokens(size)));
        let above = above.map(up_to(size - 1));
        let left = size - above.map_or(0, |above| above.0 + 1).max(cost.map_or(5_000, |cost| cost.0));
        let failure_cost = failure.map(up_to(left));
        let is_free = cost == Some(Tokens(0)) && failure_cost.is_none_or(|cost| cost.0 == 0);
        RetryBudgetSettings {
            tokens: Some(Tokens(size)),
            cost,
            timeout_cost: if is_free { Some(Tokens(1)) } else { timeout.map(up_to(size)) },
            throttled_cost: throttled.map(up_to(size)),
            failure_cost,
            earn: earn.map(|earn| Tokens(earn.max(1))),
            above,
            ..RetryBudgetSettings::NONE
        }
    })
}
