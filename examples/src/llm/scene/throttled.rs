//! A server that wants everybody to slow down for a moment.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use super::{Call, Evidence, Played, Watch};
use crate::checks::Checks;
use crate::llm::Llm;
use crate::llm::server::{Asked, Provider, Reply, Server};

/// What the server asks for: `retry-after-ms`.
pub const PAUSE: Duration = Duration::from_millis(600);

const CALLS: usize = 3;

/// Whoever comes for the first time is too fast.
#[derive(Default)]
struct Hurried(HashSet<String>);

impl Provider for Hurried {
    fn reply(&mut self, asked: &Asked, _: Instant) -> Reply {
        if self.0.insert(asked.prompt.clone()) {
            return Reply::fails(429, "rate_limit_exceeded").with("retry-after-ms", PAUSE.as_millis().to_string());
        }
        Reply::says("bonjour")
    }
}

/// Three calls at once.
///
/// # Errors
///
/// Where there is no server or no client to be had.
pub async fn play<L: Llm>(watch: &Watch) -> Played {
    watch.begin("throttled", "the server says 429 with `retry-after-ms: 600`, then answers");
    let server = Server::start(Hurried::default()).await?;
    let (llm, closings) = (L::of(server.url())?, watch.closings());
    let calls = translate(&llm, watch, CALLS).await;
    Ok(Evidence { calls, requests: server.log().all(), closings: watch.closings() - closings })
}

/// So many translations at once.
pub(super) async fn translate(llm: &impl Llm, watch: &Watch, count: usize) -> Vec<Call> {
    let mut calls = JoinSet::new();
    for number in 1..=count {
        let (llm, watch) = (llm.clone(), watch.clone());
        calls.spawn(async move {
            let prompt = format!("page {number}");
            watch.call("translation", &prompt, llm.translation(&prompt)).await
        });
    }
    calls.join_all().await
}

/// Every promise about a server that is asked too often.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let waited = evidence.calls.iter().all(|call| waited(evidence, call));
    let all: [(&str, bool); 2] = [
        ("every call was answered, by a second request that came no sooner than 600 ms after the first", waited),
        ("slow down is not used up: the quota stayed open", evidence.closings == 0),
    ];
    for (promise, holds) in all {
        checks.check(&format!("throttled: {promise}"), holds);
    }
}

fn waited(evidence: &Evidence, call: &Call) -> bool {
    let requests = evidence.requests_for(&call.prompt);
    call.is_answered() && requests.len() == 2 && requests[1].at.duration_since(requests[0].at) >= PAUSE
}
