//! A policy in words.

mod breaker;
mod budget;
mod quota;
mod rules;

use crate::{
    Attempts, Backoff, Context, Delays, Jitter, Policy, QuotaRef, QuotaSettings, Rule, Target, WorstCase,
    known::{Known, known},
    suggest::enumerate,
    units::Canonical,
    worst_case_in,
};
use std::time::Duration;

/// What a policy does, as a short Markdown list: for the documentation of the function that it governs.
///
/// ```
/// use resilin_policy::{Policy, describe};
///
/// let policy: Policy = "backoff = exp(1s, 2, 60s), jitter = 25%, attempts = 3, timeout = 5s".parse()?;
/// assert_eq!(describe(&policy), "\
/// - Up to 3 attempts: network trouble, timeouts, server errors, overload, throttling, invalid answers \
///   and errors of no known class are retried.
/// - Used-up quotas, refused credentials and wrong requests are returned at once.
/// - Delays: 1s, 2s, each varied at random by up to 25%.
/// - Each attempt may take 5s.
/// - At most 18.75s in all, 3.75s of it waiting. A server that asks for a longer wait gets up to 5m each time.
/// ");
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
pub fn describe(policy: &Policy) -> String {
    describe_in(policy, Target::Text)
}

/// What a policy does where it stands, as [`describe`] says it: beside credentials a class whose rule is `refresh` is
/// not returned at once.
///
/// ```
/// use resilin_policy::{Context, Policy, Target, describe_in};
///
/// let text = describe_in(&Policy::DEFAULT, Context::from(Target::AsyncFn).with_credentials());
/// assert!(text.contains("After refused credentials the lease is renewed, and one more attempt follows at once."));
/// ```
pub fn describe_in(policy: &Policy, context: impl Into<Context>) -> String {
    let once = || vec!["It runs once: nothing is retried.".into()];
    let context = context.into();
    let retries = if policy.retries() { retries(policy, context) } else { once() };
    let gates = [
        policy.breaker().map(breaker::breaker),
        policy.quota().map(|it| quota::quota(policy, it)),
        policy.retry_budget().map(budget::retry_budget),
    ];
    let bounds = [limits(policy)].into_iter().chain(gates).chain([longest(policy, context)]).flatten();
    retries.into_iter().chain(bounds).map(|line| ["- ", &line, "\n"].concat()).collect()
}

fn retries(policy: &Policy, context: Context) -> Vec<String> {
    let caution =
        "Of these, only what was surely not processed, such as a refused connection, is retried.".to_owned();
    let is_renewed = |class: &Known<'_>| context.has_credentials && class.rule == Rule::Refresh;
    let is_failed = |class: &Known<'_>| class.rule.retry().is_none() && !is_renewed(class);
    let lines = [
        Some(attempts(policy)),
        classes(policy, is_renewed)
            .map(|refused| format!("After {refused} the lease is renewed, and one more attempt follows at once.")),
        (!policy.idempotent()).then_some(caution),
        classes(policy, is_failed).map(|failed| format!("{} are returned at once.", capitalized(&failed))),
        Some(format!("{}.", capitalized(&delays(policy, policy.backoff())))),
        rules::own(policy),
        rules::table(policy),
    ];
    lines.into_iter().flatten().collect()
}

fn attempts(policy: &Policy) -> String {
    let is_retried = |class: &Known<'_>| class.rule.retry().is_some();
    let retried =
        classes(policy, is_retried).map_or_else(|| "nothing is".to_owned(), |classes| format!("{classes} are"));
    match policy.attempts() {
        Attempts::Limited(limit) => format!("Up to {limit} attempts: {retried} retried."),
        Attempts::Unlimited => format!("As many attempts as it takes: {retried} retried."),
    }
}

/// Such classes in plain words.
fn classes(policy: &Policy, wanted: impl Fn(&Known<'_>) -> bool) -> Option<String> {
    let found = known(policy).filter(wanted);
    let found: Vec<String> = found.map(|class| rules::plain(class.name)).collect();
    (!found.is_empty()).then(|| enumerate(found))
}

fn delays(policy: &Policy, shape: Backoff) -> String {
    match shape {
        Backoff::None | Backoff::Fixed(Duration::ZERO) => "the next attempt starts at once".to_owned(),
        Backoff::Decorrelated { base, cap } => format!(
            "delays are drawn at random between {} and three times the one before, up to {}",
            Canonical(base),
            Canonical(cap)
        ),
        _ => format!("delays: {}{}", series(shape, site_retries(policy)), spread(policy.jitter())),
    }
}

/// How often a call may be retried, as far as the site counts.
fn site_retries(policy: &Policy) -> u32 {
    match policy.attempts() {
        Attempts::Limited(limit) => limit.get() - 1,
        Attempts::Unlimited => u32::MAX,
    }
}

/// The first few of so many delays, and where they end.
fn series(shape: Backoff, retries: u32) -> String {
    const FEW: u32 = 4;
    let listed: Vec<String> = (0..retries.min(FEW)).map(|n| Canonical(shape.delay(n)).to_string()).collect();
    let last = shape.delay(retries.saturating_sub(1));
    if last == shape.delay(0) {
        format!("{} each time", Canonical(last))
    } else if retries > FEW {
        format!("{}, … up to {}", listed.join(", "), Canonical(last))
    } else {
        listed.join(", ")
    }
}

fn spread(jitter: Jitter) -> String {
    match jitter {
        Jitter::Proportional(part) if part > 0.0 => format!(", each varied at random by up to {}%", percent(part)),
        Jitter::Full => ", each drawn at random between zero and that".to_owned(),
        Jitter::Equal => ", each drawn at random between half of that and that".to_owned(),
        Jitter::Proportional(_) | Jitter::None => String::new(),
    }
}

/// To two decimals, which hides what a float cannot hold: 0.29 is 29, not 28.999999999999996.
fn percent(part: f64) -> f64 {
    (part * 10_000.0).round() / 100.0
}

fn limits(policy: &Policy) -> Option<String> {
    let timeout = policy.timeout().map(|timeout| format!("each attempt may take {}", Canonical(timeout)));
    let deadline = policy
        .deadline()
        .map(|deadline| format!("the whole call, waits included, may take {}", Canonical(deadline)));
    let limits: Vec<String> = timeout.into_iter().chain(deadline).collect();
    (!limits.is_empty()).then(|| format!("{}.", capitalized(&limits.join("; "))))
}

/// The longest that it all can take; a single run is told by its limits already.
fn longest(policy: &Policy, context: Context) -> Option<String> {
    if !policy.retries() {
        return None;
    }
    let WorstCase { waiting, total } = worst_case_in(policy, context);
    let bound = match (total, waiting) {
        (Some(total), Some(waiting)) if waiting > Duration::ZERO && waiting < total => {
            format!("At most {} in all, {} of it waiting", Canonical(total), Canonical(waiting))
        }
        (Some(total), _) => format!("At most {} in all", Canonical(total)),
        (None, waiting) => format!("At most {} of waiting", Canonical(waiting?)),
    };
    let aside = if has_unknown_wait(policy) { ", any wait for the quota aside" } else { "" };
    let granted = granted(policy, longest_hint(policy));
    Some(format!("{bound}{aside}. A server that asks for a longer wait gets {granted}."))
}

/// Whether a call may wait for a quota nobody knows how long: it may be given its settings elsewhere.
fn has_unknown_wait(policy: &Policy) -> bool {
    policy.deadline().is_none() && policy.quota().map(QuotaRef::settings) == Some(&QuotaSettings::NONE)
}

/// What a server gets that asks for a longer wait, where the schedules alone would grant it `longest`.
#[doc(hidden)]
pub fn granted(policy: &Policy, longest: Duration) -> String {
    let longest = match (policy.max_wait(), policy.deadline()) {
        (None, Some(_)) => return "it if the deadline leaves the time for it".to_owned(),
        (most, _) => most.unwrap_or(longest),
    };
    if longest.is_zero() {
        return "no retry".to_owned();
    }
    let within = if policy.deadline().is_some() { ", within the deadline" } else { "" };
    format!("up to {} each time{within}", Canonical(longest))
}

/// Over all classes: each rule's shape has a bound of its own.
fn longest_hint(policy: &Policy) -> Duration {
    let hints = known(policy).filter_map(|class| match class.rule.retry()?.delays {
        Delays::Own(shape) => Some(shape.longest_hint()),
        Delays::Site | Delays::Scaled(_) => Some(policy.backoff().longest_hint()),
    });
    hints.max().unwrap_or_default()
}

fn capitalized(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
