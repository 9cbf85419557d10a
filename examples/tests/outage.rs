//! The checks of the outage can fail, each for its own reason; and what is drawn is what was seen.

use std::time::{Duration, Instant};

use resilin::BreakerState::{self, Closed, HalfOpen, Open};
use resilin_examples::checks::Checks;
use resilin_examples::live::{Move, Rejection};
use resilin_examples::outage::{Call, Ended, Evidence, NAME, PATH, Timeline, WORKERS, check_all};
use resilin_examples::server::Received;
use resilin_examples::style::Style;

/// Five failures open the breaker after 100 ms; a probe fails at 500 ms and another is answered at 3.1 s, and then
/// every worker.
fn good() -> Evidence {
    let begun = Instant::now();
    let at = |millis| begun + Duration::from_millis(millis);
    let first = (0..5).map(|number| (number % WORKERS, 10 * number as u64, Ended::Failed));
    let later = [(0, 500, Ended::Failed), (1, 700, Ended::Rejected), (1, 3100, Ended::Answered)];
    let last = (0..WORKERS).map(|worker| (worker, 3300, Ended::Answered));
    let calls: Vec<_> =
        first.chain(later).chain(last).map(|(worker, millis, ended)| call(worker, at(millis), ended)).collect();
    let requests = calls.iter().filter(|call| call.ended != Ended::Rejected).map(request).collect();
    let moves = vec![
        moved(Closed, Open, at(100)),
        moved(Open, HalfOpen, at(500)),
        moved(HalfOpen, Open, at(506)),
        moved(Open, HalfOpen, at(3100)),
        moved(HalfOpen, Closed, at(3106)),
    ];
    let mut breaker = resilin::breaker(NAME).snapshot();
    (breaker.opens, breaker.rejected) = (2, 2);
    let times = &mut breaker.time_in_state;
    [times.closed, times.open, times.half_open] = [394, 2994, 12].map(Duration::from_millis);
    let rejections =
        [1, 2].map(|attempt| Rejection { site: NAME.into(), attempt, reason: "circuit_open".into() }).into();
    Evidence { calls, requests, moves, rejections, breaker, begun, ended: at(3400) }
}

/// Takes 5 ms, or nothing.
fn call(worker: usize, begun: Instant, ended: Ended) -> Call {
    let took = if ended == Ended::Rejected { Duration::from_micros(50) } else { Duration::from_millis(5) };
    Call { id: format!("{worker}-{begun:?}"), worker, begun, took, ended }
}

/// Arrives after 1 ms.
fn request(call: &Call) -> Received {
    Received {
        method: "GET".into(),
        path: PATH.into(),
        key: None,
        id: Some(call.id.clone()),
        at: call.begun + Duration::from_millis(1),
        replied: Some(call.begun + Duration::from_millis(4)),
    }
}

fn moved(from: BreakerState, state: BreakerState, at: Instant) -> Move {
    let open_for = (state == Open).then(|| Duration::from_millis(390));
    Move { breaker: NAME.into(), from, state, open_for, refused_meanwhile: 0, at }
}

/// The checks that do not hold once `spoil` has had its way with good evidence.
fn failed(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let mut evidence = good();
    spoil(&mut evidence);
    let mut checks = Checks::new(Style::of_stdout());
    check_all(&evidence, &mut checks);
    checks.failed().to_vec()
}

#[track_caller]
fn assert_fails(promise: &str, spoil: impl FnOnce(&mut Evidence)) {
    let failed = failed(spoil);
    assert!(failed.len() == 1 && failed[0].contains(promise), "{failed:?}");
}

/// One more request, of a call that begins and is answered then.
fn sneak_in(evidence: &mut Evidence, millis: u64) {
    let call = call(WORKERS - 1, evidence.begun + Duration::from_millis(millis), Ended::Failed);
    evidence.requests.push(request(&call));
    evidence.calls.insert(0, call);
}

#[test]
fn hold_on_good_evidence() {
    assert_eq!(failed(|_| {}), [""; 0]);
}

#[test]
fn a_move_that_was_not_told_is_noticed() {
    assert_fails("told each of its moves", |evidence| evidence.moves[3].from = Closed);
    assert_fails("told each of its moves", |evidence| evidence.breaker.opens += 1);
    assert_fails("told each of its moves", |evidence| {
        evidence.moves.pop();
    });
}

#[test]
fn a_request_while_it_is_open_is_noticed() {
    assert_fails("saw nothing", |evidence| sneak_in(evidence, 300));
    assert_fails("saw nothing", |evidence| sneak_in(evidence, 1000));
}

#[test]
fn a_request_under_way_when_it_opens_is_none_of_those() {
    assert_eq!(failed(|evidence| sneak_in(evidence, 99)), [""; 0]);
}

#[test]
fn nothing_is_under_way_when_a_probe_opens_it() {
    assert_fails("saw nothing", |evidence| {
        evidence.requests[5].at = evidence.begun + Duration::from_millis(506);
        sneak_in(evidence, 500);
    });
}

#[test]
fn a_second_probe_at_once_is_noticed() {
    assert_fails("one request at a time", |evidence| sneak_in(evidence, 502));
}

#[test]
fn too_many_requests_to_a_server_that_is_down_are_noticed() {
    assert_fails("no more than 10 requests", |evidence| (90..95).for_each(|millis| sneak_in(evidence, millis)));
}

#[test]
fn a_rejection_that_waits_is_noticed() {
    let slowly = |evidence: &mut Evidence| evidence.calls[6].took = Duration::from_millis(20);
    assert_fails("at once", slowly);
}

#[test]
fn a_rejected_call_that_was_sent_is_noticed() {
    assert_fails("no rejected call reached the server", |evidence| {
        let mut sent = request(&evidence.calls[6]);
        sent.at = evidence.begun + Duration::from_millis(3200);
        evidence.requests.push(sent);
    });
    assert_fails("no rejected call reached the server", |evidence| {
        evidence.requests.pop();
    });
}

#[test]
fn refusals_that_were_not_counted_are_noticed() {
    assert_fails("counts 1 refusals", |evidence| evidence.breaker.rejected = 1);
}

#[test]
fn a_worker_that_gave_up_is_noticed() {
    assert_fails("every worker is answered", |evidence| evidence.calls[11].ended = Ended::Failed);
}

#[test]
fn a_breaker_that_did_not_close_is_noticed() {
    assert_fails("the breaker is closed", |evidence| {
        evidence.moves.pop();
        evidence.breaker.state = HalfOpen;
    });
}

#[test]
fn time_that_is_lost_is_noticed() {
    assert_fails("add up", |evidence| evidence.breaker.time_in_state.closed = Duration::ZERO);
    assert_fails("add up", |evidence| evidence.breaker.time_in_state.closed *= 2);
    assert_fails("as long as it said", |evidence| evidence.moves[0].open_for = Some(Duration::from_secs(3)));
}

#[test]
fn is_drawn_as_it_was() {
    let timeline = Timeline::of(&good());
    assert_eq!(timeline.seconds, "|0 s      |1 s      |2 s      |3 s");
    assert_eq!(timeline.server, "x".repeat(26) + "--------");
    assert_eq!(timeline.requests, "5....1.........................1.4");
    assert_eq!(timeline.breaker, "=####?#########################?==");
}

#[test]
fn is_drawn_without_a_breaker_where_there_was_none() {
    let mut evidence = good();
    evidence.moves.clear();
    assert_eq!(Timeline::of(&evidence).breaker, "");
}
