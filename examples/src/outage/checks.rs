//! Holds what the workers, the server and the breaker say of the outage against each other.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use resilin::BreakerState;

use super::{Ended, Evidence, FAILURES, Period, WORKERS, median, periods};
use crate::checks::Checks;
use crate::server::Received;

/// A rejection takes microseconds; half of them longer than this, and something is waited for.
const AT_ONCE: Duration = Duration::from_millis(10);

/// Every promise of a breaker that an outage shows.
///
/// None of them depends on how fast the machine is, but for the generous `AT_ONCE`: a move of the breaker is told after it
/// happened and before anything that it lets through is sent, and a worker has one request under way at most.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let all: [(String, bool); 9] = [
        opened(evidence),
        spared(evidence),
        left_alone(evidence),
        probed_alone(evidence),
        rejected_at_once(evidence),
        nothing_sent(evidence),
        same_count(evidence),
        recovered(evidence),
        times_add_up(evidence),
    ];
    for (promise, holds) in all {
        checks.check(&format!("outage: {promise}"), holds);
    }
}

fn opened(evidence: &Evidence) -> (String, bool) {
    let (opens, moves) = (evidence.breaker.opens, &evidence.moves);
    let told = moves.iter().filter(|moved| moved.state == BreakerState::Open).count();
    let holds = opens > 0 && opens == told as u64 && periods::lead_to(evidence.breaker.state, moves);
    (format!("the breaker opened, and told each of its moves: it opened {opens} times, told of {told}"), holds)
}

/// The failures that open it, what the other workers have under way then, and one probe for each time that it opened.
fn spared(evidence: &Evidence) -> (String, bool) {
    let (asked, opens) = (evidence.asked_in_vain(), usize::try_from(evidence.breaker.opens).unwrap_or(usize::MAX));
    let most = (FAILURES + WORKERS - 1).saturating_add(opens);
    (format!("no more than {most} requests while the server was down: it saw {asked}"), asked <= most)
}

fn left_alone(evidence: &Evidence) -> (String, bool) {
    let periods = evidence.periods();
    let open: Vec<_> = periods.iter().filter(|period| period.state == BreakerState::Open).collect();
    let holds = !open.is_empty() && open.iter().all(|period| was_left_alone(evidence, period));
    ("while it was open the server saw nothing, but for what was under way when it opened".to_owned(), holds)
}

/// Where the failure of a probe opened it, nothing else was under way. Else it may have been one request of every
/// other worker, of a call that had begun before.
fn was_left_alone(evidence: &Evidence, open: &Period) -> bool {
    let seen: Vec<_> = evidence.requests.iter().filter(|request| open.contains(request.at)).collect();
    match open.former {
        Some(BreakerState::HalfOpen) => seen.is_empty(),
        _ => seen.len() < WORKERS && seen.iter().all(|request| had_begun(evidence, request, open.from)),
    }
}

fn had_begun(evidence: &Evidence, request: &Received, by: Instant) -> bool {
    let call = evidence.calls.iter().find(|call| request.id.as_ref() == Some(&call.id));
    call.is_some_and(|call| call.begun < by)
}

fn probed_alone(evidence: &Evidence) -> (String, bool) {
    let periods = evidence.periods();
    let half_open: Vec<_> = periods.iter().filter(|period| period.state == BreakerState::HalfOpen).collect();
    let holds = !half_open.is_empty() && half_open.iter().all(|period| probes(evidence, period) == 1);
    ("while it was half-open the server saw one request at a time".to_owned(), holds)
}

/// How many requests came before the first of them was replied to, which is when half-open ends.
fn probes(evidence: &Evidence, half_open: &Period) -> usize {
    let seen: Vec<_> = evidence.requests.iter().filter(|request| half_open.contains(request.at)).collect();
    let decided = seen.iter().filter_map(|request| request.replied).min();
    seen.iter().filter(|request| decided.is_none_or(|decided| request.at <= decided)).count()
}

fn rejected_at_once(evidence: &Evidence) -> (String, bool) {
    let took = evidence.rejections_took();
    let holds = median(&took).is_some_and(|took| took < AT_ONCE);
    (format!("calls were rejected, and at once (half of them within {AT_ONCE:?}): {}", took.len()), holds)
}

fn nothing_sent(evidence: &Evidence) -> (String, bool) {
    let seen: HashSet<_> = evidence.requests.iter().filter_map(|request| request.id.as_deref()).collect();
    let holds = evidence.calls.iter().all(|call| seen.contains(&*call.id) == (call.ended != Ended::Rejected));
    ("no rejected call reached the server, and every other call did".to_owned(), holds)
}

fn same_count(evidence: &Evidence) -> (String, bool) {
    let (calls, retries) = (evidence.ended(Ended::Rejected), evidence.refused_retries());
    let refused = evidence.breaker.rejected;
    let holds = refused > 0 && refused == (calls + retries) as u64;
    (format!("the breaker counts {refused} refusals, its callers {calls} calls and {retries} retries"), holds)
}

fn recovered(evidence: &Evidence) -> (String, bool) {
    let holds = evidence.breaker.state == BreakerState::Closed && evidence.is_answered_again();
    ("at the end the breaker is closed, and every worker is answered".to_owned(), holds)
}

/// It is made by the first call, before that call's request; it was looked at after the last call.
fn times_add_up(evidence: &Evidence) -> (String, bool) {
    let times = evidence.breaker.time_in_state;
    let sum = times.closed + times.open + times.half_open;
    let first = evidence.requests.iter().map(|request| request.at).min();
    let last = evidence.calls.iter().map(|call| call.begun + call.took).max();
    let in_use = first.zip(last).map(|(first, last)| last.duration_since(first));
    let holds = in_use.is_some_and(|in_use| in_use <= sum) && sum <= evidence.ended - evidence.begun;
    let planned: Duration = evidence.moves.iter().filter_map(|moved| moved.open_for).sum();
    (
        "its times in each state add up, and it was open as long as it said".to_owned(),
        holds && times.open >= planned,
    )
}
