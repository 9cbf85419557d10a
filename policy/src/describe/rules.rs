//! What a policy's classes get, in words.

use super::{capitalized, series, site_retries};
use crate::{Backoff, Class, Delays, Policy, Retry, Table, class::Kind, known::known, suggest, units::Canonical};
use std::{num::NonZeroU32, time::Duration};

/// The delays and the counts that differ from the site's, by class.
pub(super) fn own(policy: &Policy) -> Option<String> {
    let own = known(policy).filter_map(|class| {
        let retry = class.rule.retry()?;
        let parts: Vec<String> =
            [delays(policy, retry), retry.attempts.map(apart)].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("for {}, {}", plain(class.name), parts.join(", ")))
    });
    let own: Vec<String> = own.collect();
    (!own.is_empty()).then(|| format!("{}.", capitalized(&own.join("; "))))
}

fn apart(attempts: NonZeroU32) -> String {
    format!("up to {attempts} attempts, counted apart")
}

fn delays(policy: &Policy, retry: &Retry) -> Option<String> {
    let retries = retry.attempts.map_or_else(|| site_retries(policy), |attempts| attempts.get() - 1);
    match retry.delays {
        Delays::Own(shape) => (shape != policy.backoff()).then(|| own_delays(shape, retries)),
        Delays::Scaled(scale) => lengthened(policy.backoff(), scale),
        Delays::Site => None,
    }
}

fn own_delays(shape: Backoff, retries: u32) -> String {
    match shape {
        Backoff::None | Backoff::Fixed(Duration::ZERO) => "at once".to_owned(),
        Backoff::Decorrelated { base, cap } => {
            format!("between {} and three times the delay before, up to {}", Canonical(base), Canonical(cap))
        }
        _ => series(shape, retries),
    }
}

/// How the delays of a shape are lengthened; `None` where there is nothing to lengthen.
fn lengthened(shape: Backoff, scale: u32) -> Option<String> {
    let (first, ceiling) = (shape.delay(0), shape.ceiling());
    if first.is_zero() && shape.cap().is_zero() || first >= ceiling {
        return None;
    }
    let bound = if ceiling == Duration::MAX { String::new() } else { format!(", up to {}", Canonical(ceiling)) };
    Some(format!("{scale} times the delay{bound}"))
}

/// That a named table may say otherwise: what it says is not known before the program runs.
pub(super) fn table(policy: &Policy) -> Option<String> {
    let name = policy.table().filter(|_| policy.has_unknown_table())?;
    let settled: Vec<String> =
        policy.on().into_iter().flat_map(Table::rules).map(|rule| plain(rule.class())).collect();
    let except =
        if settled.is_empty() { String::new() } else { format!(", but for {}", suggest::enumerate(settled)) };
    Some(format!("What the table `{name}` says of a class holds instead{except}."))
}

/// A class in plain words; one of somebody's own by its name.
pub(super) fn plain(class: &str) -> String {
    let built_in = Class::BUILT_IN.into_iter().find(|built_in| built_in.name() == class);
    match built_in.map(Class::kind) {
        Some(Kind::Network) => "network trouble".to_owned(),
        Some(Kind::Timeout) => "timeouts".to_owned(),
        Some(Kind::Server) => "server errors".to_owned(),
        Some(Kind::Overload) => "overload".to_owned(),
        Some(Kind::Throttled) => "throttling".to_owned(),
        Some(Kind::Quota) => "used-up quotas".to_owned(),
        Some(Kind::Auth) => "refused credentials".to_owned(),
        Some(Kind::Invalid) => "invalid answers".to_owned(),
        Some(Kind::Client) => "wrong requests".to_owned(),
        Some(Kind::Unknown) => "errors of no known class".to_owned(),
        Some(Kind::Custom(_)) | None => format!("`{class}`"),
    }
}
