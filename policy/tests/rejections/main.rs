//! Every way to be refused: the text, and for each finding what is underlined, the message and the help.
//!
//! Each case holds all findings of its text, so that a finding too many fails as well.

mod bases;
mod breakers;
mod budgets;
mod combinations;
mod durations;
mod keys;
mod numbers;
mod quotas;
mod shapes;
mod syntax;
mod tables;

use resilin_policy::{Finding, Target, read};

/// What is underlined, the message, and the help.
type Expected<'a> = (&'a str, &'a str, &'a str);

#[track_caller]
fn refused(text: &str, expected: &[Expected<'_>]) {
    judged(text, Target::Text, expected);
    judged(text, Target::AsyncFn, expected);
}

#[track_caller]
fn refused_blocking(text: &str, expected: &[Expected<'_>]) {
    judged(text, Target::BlockingFn, expected);
}

#[track_caller]
fn judged(text: &str, target: Target, expected: &[Expected<'_>]) {
    let findings = read(text, target).findings;
    assert_eq!(told(text, &findings), expected, "in `{text}` for {target:?}");
}

fn told<'t>(text: &'t str, findings: &'t [Finding]) -> Vec<Expected<'t>> {
    findings
        .iter()
        .map(|it| (&text[it.range.clone()], it.message.as_str(), it.help.as_deref().unwrap_or_default()))
        .collect()
}
