//! A quota that is never exceeded, because the last good answer says that nothing is left.

use std::time::{Duration, Instant};

use super::{Evidence, Played, Watch};
use crate::checks::Checks;
use crate::llm::Llm;
use crate::llm::server::{Asked, Provider, Reply, Server};

/// How much the quota is.
const MOST: usize = 3;

/// The time to the reset, from the last request that is served on.
pub const WINDOW: Duration = Duration::from_secs(2);

#[derive(Default)]
struct Counted {
    taken: usize,
    resets_at: Option<Instant>,
}

impl Provider for Counted {
    fn reply(&mut self, _: &Asked, now: Instant) -> Reply {
        if self.resets_at.is_some_and(|at| at <= now) {
            (self.taken, self.resets_at) = (0, None);
        }
        if let Some(resets_at) = self.resets_at {
            return Reply::fails(429, "insufficient_quota").with_remaining(0, resets_at.duration_since(now));
        }
        self.taken += 1;
        if self.taken == MOST {
            self.resets_at = Some(now + WINDOW);
        }
        Reply::says("guten Tag").with_remaining(MOST - self.taken, WINDOW)
    }
}

/// Five calls in a row.
///
/// # Errors
///
/// Where there is no server or no client to be had.
pub async fn play<L: Llm>(watch: &Watch) -> Played {
    watch.begin(
        "observed",
        "the server serves 3 requests, then rests for 2 s, and says in each answer what is left",
    );
    let server = Server::start(Counted::default()).await?;
    let (llm, closings) = (L::of(server.url())?, watch.closings());
    let mut calls = Vec::new();
    for number in 1..=5 {
        let prompt = format!("page {number}");
        calls.push(watch.call("translation", &prompt, llm.translation(&prompt)).await);
    }
    Ok(Evidence { calls, requests: server.log().all(), closings: watch.closings() - closings })
}

/// Every promise of a quota that sees the responses.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let refused = evidence.requests.iter().filter(|request| !request.is_served()).count();
    let told = evidence.closings;
    let all: [(String, bool); 3] = [
        (
            format!("every call was answered, and the server refused none: {refused}"),
            refused == 0 && evidence.are_answered(0..5),
        ),
        ("the fourth call waited for the reset".into(), fourth_waited(evidence)),
        (format!("the quota closed before anybody asked in vain, and told its listener once: {told}"), told == 1),
    ];
    for (promise, holds) in all {
        checks.check(&format!("observed: {promise}"), holds);
    }
}

fn fourth_waited(evidence: &Evidence) -> bool {
    let at = |index: usize| evidence.requests.get(index).map(|request| request.at);
    matches!((at(MOST - 1), at(MOST)), (Some(last), Some(next)) if next >= last + WINDOW)
}
