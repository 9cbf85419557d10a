//! How a policy's `on(…)` goes together with the rest of it. A rule that could not be read takes no part.

use super::ClassKey;
use crate::{
    Backoff, ClassRule, Delays, Finding, Retry, Rule, Settings, Table,
    read::{Context, Target, entries::Places},
};
use std::{ops::Range, time::Duration};

/// What stands beside the `on(…)`.
pub(in crate::read) struct Beside<'a> {
    pub(in crate::read) settings: &'a Settings,
    pub(in crate::read) context: Context,
}

/// What is wrong with rules that are each right.
pub(in crate::read) fn findings(beside: &Beside<'_>, places: &Places<ClassKey>) -> Vec<Finding> {
    let written = beside.settings.on.iter().flat_map(Table::rules);
    written.filter_map(|rule| beside.finding(rule, places.of(&ClassKey::of(rule))?)).collect()
}

impl Beside<'_> {
    fn finding(&self, rule: &ClassRule, place: Range<usize>) -> Option<Finding> {
        let runs_once = self.settings.attempts.is_some_and(|attempts| !attempts.allows(2));
        match rule.rule() {
            Rule::Retry(_) if runs_once => Some(idle(rule, place)),
            Rule::Retry(Retry { delays: Delays::Scaled(_), .. }) => {
                self.settings.backoff.and_then(|it| no_delays(it, place))
            }
            // With them it has an effect even on a single attempt: the next call gets what was renewed.
            Rule::Refresh if !(self.context.has_credentials || self.context.is_partial) => {
                Some(self.without_credentials(rule, place))
            }
            _ => None,
        }
    }

    fn without_credentials(&self, rule: &ClassRule, place: Range<usize>) -> Finding {
        let way = match self.context.target {
            Target::Text => "write it above a function that has `credentials(lease = …)`",
            Target::AsyncFn | Target::BlockingFn => "add `credentials(lease = …)`",
        };
        Finding::new(place, "`refresh` needs credentials: nothing else can be renewed")
            .with_help(format!("{way}, or write `{}`", fail(rule)))
    }
}

fn idle(rule: &ClassRule, place: Range<usize>) -> Finding {
    let help = match rule.counts() {
        Some(_) => format!("write `{}`, or allow 2 attempts or more", fail(rule)),
        None => "leave it out, or allow 2 attempts or more".to_owned(),
    };
    Finding::new(place, "`retry` has no effect with `attempts = 1`: nothing is retried").with_help(help)
}

/// The rule that does nothing, with what was said of breakers.
fn fail(rule: &ClassRule) -> String {
    rule.counts().map_or_else(|| "fail".to_owned(), |counts| format!("fail(counts = {counts})"))
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
