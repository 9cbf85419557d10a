//! A model that answers, and not what it was asked for.

use std::time::Instant;

use super::{Ended, Evidence, Played, Watch};
use crate::checks::Checks;
use crate::llm::server::{Asked, Provider, Reply, Server};
use crate::llm::{Llm, Review};

/// Cut short, of another form, and as it is to be.
const SAYS: [&str; 3] = [
    r#"{"sentiment": "posit"#,
    r#"{"sentiment": "positive", "stars": 11}"#,
    r#"{"sentiment": "positive", "stars": 5}"#,
];

#[derive(Default)]
struct Sloppy(usize);

impl Provider for Sloppy {
    fn reply(&mut self, _: &Asked, _: Instant) -> Reply {
        let text = SAYS[self.0.min(SAYS.len() - 1)];
        self.0 += 1;
        Reply::says(text)
    }
}

/// One call.
///
/// # Errors
///
/// Where there is no server or no client to be had.
pub async fn play<L: Llm>(watch: &Watch) -> Played {
    watch.begin("review", "the model is cut short, then gives 11 stars of 5, then does as it is asked");
    let server = Server::start(Sloppy::default()).await?;
    let (llm, closings) = (L::of(server.url())?, watch.closings());
    let calls = vec![watch.call("review", "a jumping flea", llm.review("a jumping flea")).await];
    Ok(Evidence { calls, requests: server.log().all(), closings: watch.closings() - closings })
}

/// Every promise of `validate`.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let asked = evidence.requests.len();
    checks.check(&format!("review: the model was asked 3 times: {asked}"), asked == SAYS.len());
    checks.check("review: the caller has a review of the right form", is_whole(evidence));
}

fn is_whole(evidence: &Evidence) -> bool {
    let endings: Vec<_> = evidence.calls.iter().map(|call| &call.ended).collect();
    matches!(endings[..], [Ended::Answered(completion)] if Review::of(completion).is_ok_and(|review| review.stars == 5))
}
