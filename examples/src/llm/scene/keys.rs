//! Three keys: one was revoked, the others are used up one after the other.

use std::time::{Duration, Instant};

use super::{Call, Ended, Evidence, Played, Watch};
use crate::checks::Checks;
use crate::llm::server::{Asked, Provider, Received, Reply, Server};
use crate::llm::{KEYS, Llm};

/// How often each key serves until its reset: three times, twice.
pub const ALLOWANCES: [usize; 2] = [3, 2];

/// The time to the reset, from the first refusal of a key on: so long, and a second longer.
pub const WINDOW: Duration = Duration::from_secs(3);

const OLD: &str = KEYS[0].1;
const TEAM: &str = KEYS[1].1;
const SPARE: &str = KEYS[2].1;

/// What a key may still be used for.
struct Allowance {
    most: usize,
    left: usize,
    window: Duration,
    resets_at: Option<Instant>,
}

impl Allowance {
    const fn new(most: usize, window: Duration) -> Self {
        Self { most, left: most, window, resets_at: None }
    }

    fn reply(&mut self, now: Instant) -> Reply {
        if self.resets_at.is_some_and(|at| at <= now) {
            (self.left, self.resets_at) = (self.most, None);
        }
        let Some(left) = self.left.checked_sub(1) else {
            let resets_at = *self.resets_at.get_or_insert(now + self.window);
            return Reply::fails(429, "rate_limit_exceeded").with_remaining(0, resets_at.duration_since(now));
        };
        self.left = left;
        Reply::says("in short: yes").with_remaining(left, self.window)
    }
}

struct ByKey {
    team: Allowance,
    spare: Allowance,
}

impl Provider for ByKey {
    fn reply(&mut self, asked: &Asked, now: Instant) -> Reply {
        match asked.key.as_str() {
            TEAM => self.team.reply(now),
            SPARE => self.spare.reply(now),
            _ => Reply::fails(401, "invalid_api_key"),
        }
    }
}

/// Seven calls in a row, and one when a key is back.
///
/// # Errors
///
/// Where there is no server or no client to be had.
pub async fn play<L: Llm>(watch: &Watch) -> Played {
    watch.begin(
        "keys",
        "`old` was revoked, `team` serves 3 requests, then rests for 3 s, `spare` 2, then rests for 4 s",
    );
    let spare = Allowance::new(ALLOWANCES[1], WINDOW + Duration::from_secs(1));
    let server = Server::start(ByKey { team: Allowance::new(ALLOWANCES[0], WINDOW), spare }).await?;
    let (llm, closings) = (L::of(server.url())?, watch.closings());
    let mut calls = Vec::new();
    for number in 1..=7 {
        calls.push(call(&llm, watch, number).await);
    }
    wait_as_told(calls.last(), watch).await;
    calls.push(call(&llm, watch, 8).await);
    Ok(Evidence { calls, requests: server.log().all(), closings: watch.closings() - closings })
}

async fn call(llm: &impl Llm, watch: &Watch, number: usize) -> Call {
    let prompt = format!("text {number}");
    watch.call("summary", &prompt, llm.summary(&prompt)).await
}

/// A refusal says when to come back.
async fn wait_as_told(last: Option<&Call>, watch: &Watch) {
    if let Some(Call { ended: Ended::Refused { retry_after: Some(time), .. }, .. }) = last {
        watch.line("summary", "… and the caller comes back then");
        tokio::time::sleep(*time).await;
    }
}

/// Every promise of a key ring.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let all: [(&str, bool); 6] = [
        (
            "the first call was saved by the second key; the revoked one was not asked again",
            one_was_revoked(evidence),
        ),
        (
            "when `team` was used up its caller was answered all the same, by `spare`, and the next one too",
            took_over(evidence),
        ),
        ("no key was used between its 429 and its reset", were_left_alone(evidence)),
        ("all keys out: a call is refused without a request, and told how each key stands", is_told(evidence)),
        ("back when it was told to be, it was answered by `team`", came_back(evidence)),
        ("the quota of all was not touched: each key has its own", evidence.closings == 0),
    ];
    for (promise, holds) in all {
        checks.check(&format!("keys: {promise}"), holds);
    }
}

fn one_was_revoked(evidence: &Evidence) -> bool {
    let keys: Vec<_> = evidence.requests_for("text 1").iter().map(|request| request.asked.key.as_str()).collect();
    evidence.are_answered(0..3) && keys == [OLD, TEAM] && evidence.requests_with(OLD).len() == 1
}

fn took_over(evidence: &Evidence) -> bool {
    let keys = |prompt| -> Vec<_> {
        evidence.requests_for(prompt).iter().map(|request| request.asked.key.as_str()).collect()
    };
    evidence.are_answered(3..5) && keys("text 4") == [TEAM, SPARE] && keys("text 5") == [SPARE]
}

fn were_left_alone(evidence: &Evidence) -> bool {
    let windows = [(TEAM, WINDOW), (SPARE, WINDOW + Duration::from_secs(1))];
    windows.iter().all(|(key, window)| {
        let requests = evidence.requests_with(key);
        let refused = requests.iter().position(|request| !request.is_served());
        refused.is_some_and(|refused| nothing_until(requests[refused].at + *window, &requests[refused + 1..]))
    })
}

fn nothing_until(reset: Instant, later: &[&Received]) -> bool {
    later.iter().all(|request| request.at >= reset)
}

/// The caller who found that out has the server's own word; the one after it has that of the ring.
fn is_told(evidence: &Evidence) -> bool {
    let (Some(sixth), Some(seventh)) = (evidence.calls.get(5), evidence.calls.get(6)) else {
        return false;
    };
    let Ended::Refused { message, retry_after: Some(_) } = &seventh.ended else {
        return false;
    };
    let names_all = KEYS.iter().all(|(name, _)| message.contains(&format!("`{name}`")));
    let names_none = !KEYS.iter().any(|(_, secret)| message.contains(secret));
    let is_unsent = evidence.requests_for(&seventh.prompt).is_empty();
    sixth.ended == Ended::Failed(resilin::Class::QUOTA) && names_all && names_none && is_unsent
}

fn came_back(evidence: &Evidence) -> bool {
    let last = evidence.requests_for("text 8");
    evidence.are_answered(7..8) && last.len() == 1 && last[0].asked.key == TEAM
}
