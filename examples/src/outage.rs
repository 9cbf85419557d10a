//! An outage that is long enough for a breaker: several workers call one part of the shop all through it.

mod checks;
mod periods;
mod summary;
mod timeline;
mod workers;

use std::time::{Duration, Instant};

use resilin::BreakerSnapshot;

pub use checks::check_all;
pub use periods::Period;
pub use summary::{ending, print_summary};
pub use timeline::Timeline;
pub use workers::{Call, Ended};

use crate::live::{Move, Record, Rejection};
use crate::server::{Answer, Log, Received, Reply, Script};
use crate::shop::Shop;

/// The name of the site and of its breaker.
pub const NAME: &str = "stock";

/// The part of the shop that is down.
pub const PATH: &str = "/stock";

/// How long the outage is, from the first request on.
pub const LASTS: Duration = Duration::from_millis(2500);

/// How many workers call at once.
pub const WORKERS: usize = 4;

/// So many failures in a row open the breaker, says the policy.
pub const FAILURES: usize = 5;

/// What happens, in words.
pub fn story() -> String {
    format!(
        "the server is down for {LASTS:?}, breaks connections and says 503; {WORKERS} workers call it every 50 to 100 ms"
    )
}

/// The server's part: what fails takes it some time, and so does an answer.
pub fn script() -> Script {
    const DOWN: &[Reply] = &[Reply::Reset, Reply::Slow(Duration::from_millis(40), Answer::status(503))];
    const WELL: Reply = Reply::Slow(Duration::from_millis(20), Answer::ok(r#"{"left":7}"#));
    Script::from([(PATH, &[Reply::Outage(LASTS, DOWN, &WELL)] as _)])
}

/// All that is known of it afterwards.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The workers' calls.
    pub calls: Vec<Call>,
    /// What the server saw.
    pub requests: Vec<Received>,
    /// How the breaker moved.
    pub moves: Vec<Move>,
    /// What the policy refused.
    pub rejections: Vec<Rejection>,
    /// The breaker at the end.
    pub breaker: BreakerSnapshot,
    /// Before the first call.
    pub begun: Instant,
    /// After the last call.
    pub ended: Instant,
}

/// Lets the workers call until each of them has been answered for a while, or has lost patience.
pub async fn live_through(
    shop: impl Shop + Clone + Send + Sync + 'static,
    log: &Log,
    record: &Record,
) -> Evidence {
    let begun = Instant::now();
    let calls = workers::call_throughout(shop, begun).await;
    let breaker = resilin::breaker(NAME).snapshot();
    Evidence {
        calls,
        requests: log.of(PATH),
        moves: record.moves(NAME),
        rejections: record.rejections(NAME),
        breaker,
        begun,
        ended: Instant::now(),
    }
}

impl Evidence {
    /// The breaker's states, one after the other. A breaker that never moved was closed.
    pub fn periods(&self) -> Vec<Period> {
        periods::of(&self.moves, self.begun, self.ended)
    }

    /// When the server was well again.
    pub fn recovered(&self) -> Option<Instant> {
        Some(self.requests.iter().map(|request| request.at).min()? + LASTS)
    }

    /// How often the server was asked while it was down.
    pub fn asked_in_vain(&self) -> usize {
        let recovered = self.recovered();
        self.requests.iter().filter(|request| Some(request.at) < recovered).count()
    }

    /// Whether the last call of every worker was answered.
    pub fn is_answered_again(&self) -> bool {
        let last = |worker| self.calls.iter().rfind(|call| call.worker == worker);
        (0..WORKERS).all(|worker| last(worker).is_some_and(|call| call.ended == Ended::Answered))
    }

    /// How many calls ended so.
    pub fn ended(&self, ended: Ended) -> usize {
        self.calls.iter().filter(|call| call.ended == ended).count()
    }

    /// How many retries the policy refused: such a call ends with the error of its first attempt.
    pub fn refused_retries(&self) -> usize {
        self.rejections.iter().filter(|rejection| rejection.attempt > 1).count()
    }

    /// How long the rejected calls took, sorted.
    pub fn rejections_took(&self) -> Vec<Duration> {
        let rejected = self.calls.iter().filter(|call| call.ended == Ended::Rejected);
        let mut took: Vec<_> = rejected.map(|call| call.took).collect();
        took.sort_unstable();
        took
    }
}

/// The value in the middle.
fn median(sorted: &[Duration]) -> Option<Duration> {
    sorted.get(sorted.len() / 2).copied()
}
