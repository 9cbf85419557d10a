//! A quota that is used up: nobody calls until the reset, whoever found it out.

use std::time::{Duration, Instant};

use super::throttled::translate;
use super::{Call, Ended, Evidence, Played, Watch};
use crate::checks::Checks;
use crate::llm::Llm;
use crate::llm::server::{Asked, Provider, Received, Reply, Server};

/// The time to the reset, from the first refusal on.
pub const RESETS_IN: Duration = Duration::from_millis(2500);

/// How much the quota is.
const SERVED: usize = 3;

/// How many pages the batch has.
const PAGES: usize = 4;

#[derive(Default)]
struct UsedUp {
    served: usize,
    resets_at: Option<Instant>,
}

impl Provider for UsedUp {
    fn reply(&mut self, _: &Asked, now: Instant) -> Reply {
        if self.served < SERVED {
            self.served += 1;
            return Reply::says("it is blue");
        }
        let resets_at = *self.resets_at.get_or_insert(now + RESETS_IN);
        match resets_at.checked_duration_since(now) {
            Some(left) if !left.is_zero() => Reply::fails(429, "insufficient_quota").with_remaining(0, left),
            // Time enough for a second request, if one were to come before the first is answered.
            _ => Reply::says("it is still blue").after(Duration::from_millis(200)),
        }
    }
}

/// Three questions, the same again when the quota is used up, one that is new then; a batch, which waits; and a question
/// when all is well.
///
/// # Errors
///
/// Where there is no server or no client to be had.
pub async fn play<L: Llm>(watch: &Watch) -> Played {
    watch.begin("used up", "the server answers 3 questions, then says `insufficient_quota` for 2.5 s");
    let server = Server::start(UsedUp::default()).await?;
    let (llm, closings) = (L::of(server.url())?, watch.closings());
    let mut calls = Vec::new();
    for prompt in ["sky?", "sea?", "eye?", "sky?", "sea?", "eye?", "ink?"] {
        calls.push(watch.call("answer", prompt, llm.answer(prompt)).await);
    }
    calls.extend(translate(&llm, watch, PAGES).await);
    watch.until_open().await;
    calls.push(watch.call("answer", "sky?", llm.answer("sky?")).await);
    Ok(Evidence { calls, requests: server.log().all(), closings: watch.closings() - closings })
}

/// Every promise of a quota.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let refused = evidence.requests.iter().filter(|request| !request.is_served()).count();
    let all: [(String, bool); 7] = [
        (format!("one request found the quota used up: {refused}"), refused == 1),
        ("from then on nobody called until the reset".into(), was_left_alone(evidence)),
        ("known questions were answered from the cache, at once".into(), were_answered_at_once(evidence)),
        ("a new one was refused at once, and told when to come back".into(), was_refused_at_once(evidence)),
        ("the batch waited for the reset, and was answered".into(), batch_waited(evidence)),
        ("after the reset one call went first, and the others followed".into(), one_went_first(evidence)),
        (format!("its listener was told once: {}", evidence.closings), evidence.closings == 1),
    ];
    for (promise, holds) in all {
        checks.check(&format!("used up: {promise}"), holds);
    }
}

fn reset(evidence: &Evidence) -> Option<Instant> {
    let found_out = evidence.requests.iter().find(|request| !request.is_served());
    found_out.map(|request| request.at + RESETS_IN)
}

/// What the server served after it had said no.
fn afterwards(evidence: &Evidence) -> Vec<&Received> {
    let served = evidence.requests.iter().skip_while(|request| request.is_served());
    served.filter(|request| request.is_served()).collect()
}

fn was_left_alone(evidence: &Evidence) -> bool {
    let later = afterwards(evidence);
    let reset = reset(evidence);
    !later.is_empty() && later.iter().all(|request| Some(request.at) >= reset)
}

fn were_answered_at_once(evidence: &Evidence) -> bool {
    let reset = reset(evidence);
    let is_early = |call: &Call| call.ended == Ended::FromCache && Some(call.over) < reset;
    evidence.are_answered(0..SERVED) && evidence.calls.iter().skip(SERVED).take(SERVED).all(is_early)
}

fn was_refused_at_once(evidence: &Evidence) -> bool {
    let Some(call) = evidence.calls.get(2 * SERVED) else {
        return false;
    };
    let Ended::Refused { message, retry_after: Some(time) } = &call.ended else {
        return false;
    };
    let is_told = *time <= RESETS_IN && message.contains("the quota `llm` is used up");
    Some(call.over) < reset(evidence) && is_told && evidence.requests_for(&call.prompt).is_empty()
}

fn batch_waited(evidence: &Evidence) -> bool {
    let reset = reset(evidence);
    let batch = 2 * SERVED + 1..2 * SERVED + 1 + PAGES;
    let is_patient = |call: &Call| call.is_answered() && Some(call.begun) < reset && Some(call.over) >= reset;
    evidence.calls.get(batch).is_some_and(|calls| calls.iter().all(is_patient))
}

/// The reply to the first was ready before anybody else came; and at the end all is as it was.
fn one_went_first(evidence: &Evidence) -> bool {
    let later = afterwards(evidence);
    let Some((first, others)) = later.split_first() else {
        return false;
    };
    let is_alone = others.iter().all(|request| Some(request.at) >= first.replied);
    let ends_well = evidence.calls.last().is_some_and(Call::is_answered);
    first.replied.is_some() && others.len() == PAGES && is_alone && ends_well
}
