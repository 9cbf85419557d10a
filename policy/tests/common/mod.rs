//! Arbitrary policies, all of them valid.

pub(crate) mod gates;

use gates::{breaker, quota, retry_budget};
use proptest::{collection::vec, option, prelude::*};
use resilin_policy::{
    Attempts, Backoff, ClassRule, Delays, Jitter, Policy, Retry, Rule, Settings, Table, TableRef,
};
use std::{borrow::Cow, num::NonZeroU32, time::Duration};

/// So many cases, unless the environment's `PROPTEST_CASES` says otherwise.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases: count, ..config } }
}

/// From a nanosecond to `Duration::MAX`, with both ends and the usual magnitudes drawn often.
///
/// Boxed, as unions of unions would not fit a test thread's stack.
pub(crate) fn duration() -> BoxedStrategy<Duration> {
    prop_oneof![
        (1_u64..10_000).prop_map(Duration::from_millis),
        (1_u64..u64::MAX).prop_map(Duration::from_nanos),
        (1_u64..200_000).prop_map(Duration::from_secs),
        (any::<u64>(), 1_u32..1_000_000_000).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos)),
        Just(Duration::from_nanos(1)),
        Just(Duration::MAX),
    ]
    .boxed()
}

/// Two durations, the shorter one first.
fn rising() -> impl Strategy<Value = (Duration, Duration)> {
    (duration(), duration()).prop_map(|(one, other)| (one.min(other), one.max(other)))
}

/// At least a millionth above 1 unless it is 1: closer than that, what a float drops outweighs the growth.
fn factor() -> impl Strategy<Value = f64> {
    prop_oneof![Just(1.0), Just(2.0), 1.000_001..10.0, 1.0e1..1.0e300, Just(f64::MAX)]
}

/// Every shape.
pub(crate) fn backoff() -> BoxedStrategy<Backoff> {
    prop_oneof![
        (rising(), factor()).prop_map(|((first, cap), factor)| Backoff::Exponential { first, factor, cap }),
        (rising(), duration()).prop_map(|((first, cap), step)| Backoff::Linear { first, step, cap }),
        (duration(), duration()).prop_map(|(step, cap)| Backoff::Linear { first: Duration::ZERO, step, cap }),
        rising().prop_map(|(first, cap)| Backoff::Fibonacci { first, cap }),
        rising().prop_map(|(base, cap)| Backoff::Decorrelated { base, cap }),
        duration().prop_map(Backoff::Fixed),
        Just(Backoff::Fixed(Duration::ZERO)),
        Just(Backoff::None),
    ]
    .boxed()
}

fn jitter() -> impl Strategy<Value = Jitter> {
    prop_oneof![
        (0.0..=1.0).prop_map(Jitter::Proportional),
        Just(Jitter::Proportional(f64::MIN_POSITIVE)),
        Just(Jitter::Full),
        Just(Jitter::Equal),
        Just(Jitter::None),
    ]
}

fn attempts() -> impl Strategy<Value = Attempts> {
    let limited = |n| NonZeroU32::new(n).map_or(Attempts::Unlimited, Attempts::Limited);
    prop_oneof![(1_u32..10).prop_map(limited), any::<u32>().prop_map(limited), Just(limited(u32::MAX))]
}

pub(crate) fn count() -> impl Strategy<Value = NonZeroU32> {
    prop_oneof![1_u32..10, 1..=u32::MAX].prop_map(|count| NonZeroU32::new(count).expect("1 or more"))
}

fn from_two() -> impl Strategy<Value = NonZeroU32> {
    count().prop_map(|count| count.saturating_add(1))
}

fn retry() -> impl Strategy<Value = Rule> {
    let delays = prop_oneof![
        Just(Delays::Site),
        from_two().prop_map(|scale| Delays::Scaled(scale.get())),
        backoff().prop_map(Delays::Own),
    ];
    (delays, option::of(from_two())).prop_map(|(delays, attempts)| Rule::Retry(Retry { delays, attempts }))
}

/// Every rule.
fn rule() -> BoxedStrategy<Rule> {
    let cooldown = rising().prop_map(|(default, max)| Rule::Cooldown { default, max });
    prop_oneof![retry(), cooldown, Just(Rule::RETRY), Just(Rule::Refresh), Just(Rule::Fail)].boxed()
}

/// Every table, with each class once.
pub(crate) fn table() -> BoxedStrategy<Table> {
    let built_in = "network|timeout|server|overload|throttled|quota|auth|invalid|client|unknown";
    let class = prop_oneof![built_in, "[a-z\u{E9}:/=][a-zA-Z0-9_. {}-]{0,9}"];
    let rules = vec((class, rule(), option::of(any::<bool>())), 0..5);
    rules.prop_map(|rules| Table(Cow::Owned(each_once(rules)))).boxed()
}

fn each_once(rules: Vec<(String, Rule, Option<bool>)>) -> Vec<ClassRule> {
    let mut once: Vec<ClassRule> = Vec::new();
    for (class, rule, counts) in rules {
        if once.iter().all(|other| other.class != class) {
            once.push(ClassRule { class: Cow::Owned(class), rule, counts });
        }
    }
    once
}

/// The name of a table, and rules of the policy's own: at least one.
fn classes() -> impl Strategy<Value = (Option<TableRef>, Option<Table>)> {
    let name = "http|standard|[a-z\u{E9}][a-zA-Z0-9_./:-]{0,12}";
    let name = name.prop_filter("a word for none or any", |name| !matches!(&**name, "none" | "false" | "true"));
    let on = table().prop_map(|table| Some(table).filter(|table| !table.rules().is_empty()));
    let table = name.prop_map(|name| TableRef { name: Cow::Owned(name), rules: None });
    (option::of(table), on)
}

/// Every policy that reads without a finding.
pub(crate) fn policy() -> impl Strategy<Value = Policy> {
    let shapes = (option::of(backoff()), option::of(jitter()), option::of(attempts()));
    let limits =
        (option::of(duration()), option::of(duration()), option::of(duration()), option::of(any::<bool>()));
    let gates = (option::of(breaker()), option::of(quota()), option::of(retry_budget()));
    (shapes, limits, gates, classes()).prop_map(|(shapes, limits, gates, classes)| {
        let ((breaker, quota, retry_budget), (table, on)) = (gates, classes);
        let (backoff, jitter, attempts) = shapes;
        let (timeout, deadline, max_wait, idempotent) = limits;
        Policy::from_checked(reconciled(Settings {
            backoff,
            jitter,
            attempts,
            timeout,
            deadline,
            max_wait,
            idempotent,
            breaker,
            table,
            on,
            quota,
            retry_budget,
        }))
    })
}

/// Leaves out what does not go together: the rules of the language, told a second time.
fn reconciled(written: Settings) -> Settings {
    let mut settings = written;
    if settings.attempts == Some(Attempts::Unlimited) && settings.deadline.is_none() && settings.breaker.is_none()
    {
        settings.deadline = Some(Duration::MAX);
    }
    if matches!(settings.backoff, Some(Backoff::None | Backoff::Decorrelated { .. })) {
        settings.jitter = None;
    }
    let has_quota = settings.quota.is_some();
    settings.on = without(settings.on, |rule| match rule {
        Rule::Refresh => true,
        Rule::Cooldown { .. } => !has_quota,
        _ => false,
    });
    let policy = Policy::from_checked(settings.clone());
    if !policy.retries() {
        settings = Settings { backoff: None, jitter: None, max_wait: None, retry_budget: None, ..settings };
        settings.on = without(settings.on, |rule| matches!(rule, Rule::Retry(_)));
    } else if settings.deadline.is_some_and(|deadline| deadline <= first(policy.backoff())) {
        settings.backoff = Some(Backoff::None);
        settings.jitter = None;
    }
    if matches!(settings.backoff, Some(Backoff::None | Backoff::Fixed(Duration::ZERO))) {
        settings.on =
            without(settings.on, |rule| matches!(rule, Rule::Retry(Retry { delays: Delays::Scaled(_), .. })));
    }
    settings.timeout = settings.timeout.filter(|&timeout| settings.deadline.is_none_or(|limit| timeout < limit));
    settings
}

/// Leaves out such rules, and what is left with none.
fn without(on: Option<Table>, wrong: impl Fn(&Rule) -> bool) -> Option<Table> {
    let rules: Vec<ClassRule> = on?.rules().iter().filter(|class| !wrong(&class.rule)).cloned().collect();
    Some(Table(Cow::Owned(rules))).filter(|table| !table.rules().is_empty())
}

fn first(backoff: Backoff) -> Duration {
    match backoff {
        Backoff::Decorrelated { base, .. } => base,
        other => other.delay(0),
    }
}
