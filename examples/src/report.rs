//! How calls ended, and whether client and server agree on it.

use std::time::Duration;

use resilin::Classify as _;

use crate::checks::Checks;
use crate::live::Record;
use crate::outage;
use crate::scenario::{Ends, Scenario};
use crate::server::Log;
use crate::shop::ShopError;
use crate::style::Style;

/// How a call ended.
#[derive(Debug)]
pub struct Outcome {
    /// Which call it was.
    pub scenario: &'static Scenario,
    /// Its error, if it failed.
    pub error: Option<ShopError>,
    /// How long it took, waits included.
    pub took: Duration,
    /// How many attempts the client made.
    pub attempts: usize,
}

/// A call may end this much after its deadline, so that a busy machine fails no check.
const SLACK: Duration = Duration::from_secs(2);

impl Outcome {
    /// How it ended, in the words of what was expected.
    pub fn ended(&self) -> Ends {
        match &self.error {
            Some(error) => Ends::Failed(error.classify().class()),
            None if self.attempts > 1 => Ends::Saved,
            None => Ends::AtOnce,
        }
    }

    /// How it ended, in words.
    pub fn words(&self, style: Style) -> String {
        match self.ended() {
            Ends::AtOnce => style.good("answered"),
            Ends::Saved => style.good("answered, saved by retrying"),
            Ends::Failed(class) => style.bad(format_args!("failed ({class})")),
        }
    }
}

/// Prints a row for each call, and the totals.
pub fn print_summary(outcomes: &[Outcome], log: &Log, style: Style) {
    println!("\n{}", style.strong("call      attempts  requests   took      outcome"));
    for outcome in outcomes {
        let Outcome { scenario, took, attempts, .. } = outcome;
        let requests = log.of(scenario.path).len();
        let (took, words) = (took.as_secs_f64(), outcome.words(style));
        println!("{:<8}  {attempts:>8}  {requests:>8}  {took:>6.3} s   {words}", scenario.name);
    }
    let count = |wanted: fn(&Ends) -> bool| outcomes.iter().filter(|outcome| wanted(&outcome.ended())).count();
    println!(
        "\n{} calls: {} answered at once, {} saved by retrying, {} failed; {} attempts",
        outcomes.len(),
        count(|ends| *ends == Ends::AtOnce),
        count(|ends| *ends == Ends::Saved),
        count(|ends| matches!(ends, Ends::Failed(_))),
        attempts(outcomes),
    );
}

/// Holds what the client says against what the server saw, and both against what was promised.
pub fn check_all(outcomes: &[Outcome], log: &Log, record: &Record, checks: &mut Checks) {
    let (requests, attempts) = (log.all().len() - log.of(outage::PATH).len(), attempts(outcomes));
    checks.check(
        &format!("the server saw a request for each attempt: {requests} of {attempts}"),
        requests == attempts,
    );
    for outcome in outcomes {
        let name = outcome.scenario.name;
        checks.check(&format!("{name}: {}", promise(outcome.scenario)), outcome.ended() == outcome.scenario.ends);
        check_requests(outcome, log, checks);
        check_waits(outcome, log, record, checks);
        check_deadline(outcome, checks);
    }
}

/// The calls that failed although retrying saves them.
pub fn lost(outcomes: &[Outcome]) -> Vec<&'static str> {
    let lost = outcomes.iter().filter(|outcome| outcome.scenario.ends == Ends::Saved && outcome.error.is_some());
    lost.map(|outcome| outcome.scenario.name).collect()
}

fn attempts(outcomes: &[Outcome]) -> usize {
    outcomes.iter().map(|outcome| outcome.attempts).sum()
}

fn promise(scenario: &Scenario) -> String {
    match scenario.ends {
        Ends::AtOnce => "answered in its first attempt".to_owned(),
        Ends::Saved => "answered, although an attempt failed".to_owned(),
        Ends::Failed(class) => format!("failed with class {class}, as it should"),
    }
}

fn check_requests(outcome: &Outcome, log: &Log, checks: &mut Checks) {
    let Scenario { name, path, requests, allowed, .. } = outcome.scenario;
    let seen = log.of(path).len();
    let agreed = seen == *requests && seen == outcome.attempts;
    checks.check(&format!("{name}: {requests} {} expected, the server saw {seen}", plural(*requests)), agreed);
    if let Some(allowed) = allowed {
        checks.check(&format!("{name}: no more than {allowed} attempts, as its policy says"), seen <= *allowed);
    }
}

fn plural(requests: usize) -> &'static str {
    if requests == 1 { "request" } else { "requests" }
}

fn check_waits(outcome: &Outcome, log: &Log, record: &Record, checks: &mut Checks) {
    let Scenario { name, path, retry_after, .. } = outcome.scenario;
    let (retries, waits) = (record.retries(name), log.waits(path));
    let kept = retries.iter().zip(&waits).all(|(retry, wait)| *wait >= retry.delay);
    if !retries.is_empty() {
        checks.check(&format!("{name}: no attempt came before its delay was over"), kept);
    }
    if let Some(asked) = retry_after {
        let kept = !waits.is_empty() && waits.iter().all(|wait| wait >= asked);
        checks.check(&format!("{name}: left alone for the {asked:?} that the server asked for"), kept);
    }
}

fn check_deadline(outcome: &Outcome, checks: &mut Checks) {
    if let Some(deadline) = outcome.scenario.deadline {
        let name = outcome.scenario.name;
        checks.check(
            &format!("{name}: over by its deadline of {deadline:?} (give or take a busy machine)"),
            outcome.took < deadline + SLACK,
        );
    }
}
