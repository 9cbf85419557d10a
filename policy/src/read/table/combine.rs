//! How a policy's `on(…)` goes together with the rest of it. A rule that could not be read takes no part.

use super::ClassKey;
use crate::{Backoff, ClassRule, Delays, Finding, Retry, Rule, Settings, Table, read::entries::Places};
use std::{ops::Range, time::Duration};

/// What is wrong with rules that are each right.
pub(in crate::read) fn findings(settings: &Settings, places: &Places<ClassKey>) -> Vec<Finding> {
    let written = settings.on.iter().flat_map(Table::rules);
    written.filter_map(|rule| finding(settings, rule, places.of(&ClassKey::of(rule))?)).collect()
}

fn finding(settings: &Settings, rule: &ClassRule, place: Range<usize>) -> Option<Finding> {
    let runs_once = settings.attempts.is_some_and(|attempts| !attempts.allows(2));
    match rule.rule() {
        Rule::Retry(_) if runs_once => Some(idle(rule, place)),
        Rule::Retry(Retry { delays: Delays::Scaled(_), .. }) => {
            settings.backoff.and_then(|it| no_delays(it, place))
        }
        Rule::Refresh => Some(
            Finding::new(place, "`refresh` needs `credentials`, which are not available yet")
                .with_help("write `fail`: credentials come with a later version"),
        ),
        _ => None,
    }
}

fn idle(rule: &ClassRule, place: Range<usize>) -> Finding {
    let help = match rule.counts() {
        Some(counts) => format!("write `fail(counts = {counts})`, or allow 2 attempts or more"),
        None => "leave it out, or allow 2 attempts or more".to_owned(),
    };
    Finding::new(place, "`retry` has no effect with `attempts = 1`: nothing is retried").with_help(help)
}

fn no_delays(backoff: Backoff, place: Range<usize>) -> Option<Finding> {
    matches!(backoff, Backoff::None | Backoff::Fixed(Duration::ZERO)).then(|| {
        Finding::new(
            place,
            format!("`scale` has no effect with `backoff = {backoff}`: there are no delays to lengthen"),
        )
        .with_help("write a shape of its own, as in `retry(fixed(1s))`")
    })
}
