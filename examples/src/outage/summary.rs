//! What came of the calls, and what the breaker did.

use std::time::Duration;

use resilin::BreakerState;

use super::{Ended, Evidence, LASTS, Timeline, WORKERS, median};
use crate::style::Style;

/// Prints the totals and the timeline.
pub fn print_summary(evidence: &Evidence, style: Style) {
    println!("\n{}", style.strong(format_args!("{WORKERS} workers and an outage of {LASTS:?}")));
    println!("  {:<10}{}", "calls", calls(evidence));
    if let Some(took) = rejections_took(evidence) {
        println!("  {:<10}{took}", "rejected");
    }
    println!("  {:<10}{}", "requests", requests(evidence));
    println!("  {:<10}{}", "breaker", breaker(evidence));
    if !evidence.moves.is_empty() {
        println!("  {:<10}{}", "", times(evidence));
    }
    Timeline::of(evidence).print(style);
}

/// How it ended, in words.
pub fn ending(evidence: &Evidence, style: Style) -> String {
    if evidence.is_answered_again() {
        style.good("every worker is answered again")
    } else {
        style.bad("the workers have given up")
    }
}

fn calls(evidence: &Evidence) -> String {
    let [answered, failed, rejected] =
        [Ended::Answered, Ended::Failed, Ended::Rejected].map(|ended| evidence.ended(ended));
    let all = evidence.calls.len();
    format!("{all}: {answered} answered, {failed} failed, {rejected} rejected")
}

fn rejections_took(evidence: &Evidence) -> Option<String> {
    let took = evidence.rejections_took();
    let (median, longest) = (median(&took)?, took.last()?);
    let [median, longest] = [median, *longest].map(|time| time.as_micros());
    Some(format!(
        "in {median} \u{b5}s (median), {longest} \u{b5}s at most; and {} retries",
        evidence.refused_retries()
    ))
}

fn requests(evidence: &Evidence) -> String {
    let (all, in_vain) = (evidence.requests.len(), evidence.asked_in_vain());
    format!("{all}, of them {in_vain} while the server was down")
}

fn breaker(evidence: &Evidence) -> String {
    let probed = evidence.moves.iter().filter(|moved| moved.state == BreakerState::HalfOpen).count();
    match evidence.breaker.opens {
        0 => "never opened".to_owned(),
        opens => format!("opened {opens} times, {} attempts refused, {probed} probes", evidence.breaker.rejected),
    }
}

fn times(evidence: &Evidence) -> String {
    let [closed, open, half_open] = [BreakerState::Closed, BreakerState::Open, BreakerState::HalfOpen]
        .map(|state| seconds(evidence.breaker.time_in_state.of(state)));
    format!("closed for {closed}, open for {open}, half-open for {half_open}")
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}
