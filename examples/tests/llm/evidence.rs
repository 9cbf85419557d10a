//! Evidence that was never seen, to spoil.

use std::time::{Duration, Instant};

use resilin::Class;
use resilin_examples::checks::Checks;
use resilin_examples::llm::Completion;
use resilin_examples::llm::scene::{Call, Ended, Evidence};
use resilin_examples::llm::server::{Asked, Received};
use resilin_examples::style::Style;

/// Puts evidence together. Times are milliseconds from its beginning.
pub(crate) struct Story {
    begun: Instant,
    evidence: Evidence,
}

impl Story {
    pub(crate) fn new() -> Self {
        let evidence = Evidence { calls: Vec::new(), requests: Vec::new(), closings: 0 };
        Self { begun: Instant::now(), evidence }
    }

    /// A request with this key, and the status of its reply, which takes 10 ms.
    pub(crate) fn request(mut self, at: u64, key: &str, prompt: &str, status: u16) -> Self {
        let asked = Asked { key: key.into(), prompt: prompt.into() };
        let at = self.at(at);
        let replied = Some(at + Duration::from_millis(10));
        self.evidence.requests.push(Received { asked, at, status, replied });
        self
    }

    pub(crate) fn call(mut self, prompt: &str, begun: u64, over: u64, ended: Ended) -> Self {
        let (begun, over) = (self.at(begun), self.at(over));
        self.evidence.calls.push(Call { prompt: prompt.into(), begun, over, ended });
        self
    }

    pub(crate) fn closings(mut self, closings: usize) -> Evidence {
        self.evidence.closings = closings;
        self.evidence
    }

    fn at(&self, millis: u64) -> Instant {
        self.begun + Duration::from_millis(millis)
    }
}

pub(crate) fn answered(text: &str) -> Ended {
    Ended::Answered(Completion { text: text.into(), cached: false })
}

pub(crate) fn used_up() -> Ended {
    Ended::Failed(Class::QUOTA)
}

pub(crate) fn refused(message: &str) -> Ended {
    Ended::Refused { message: message.into(), retry_after: Some(Duration::from_secs(2)) }
}

/// Moves a request to an earlier time.
pub(crate) fn hurry(evidence: &mut Evidence, request: usize, by: u64) {
    evidence.requests[request].at -= Duration::from_millis(by);
}

/// The promises that do not hold.
pub(crate) fn failed(check: impl FnOnce(&mut Checks)) -> Vec<String> {
    let mut checks = Checks::new(Style::of_stdout());
    check(&mut checks);
    checks.failed().to_vec()
}

/// Only this one does not.
#[track_caller]
pub(crate) fn assert_fails(promise: &str, failed: &[String]) {
    assert!(failed.len() == 1 && failed[0].contains(promise), "{failed:?}");
}
