//! A day of trading, shrunk, with all that can happen in it.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::exchange::{Exchange, Log, Request};
use super::workers::{Workers, place};
use super::{Call, Desk, Ended, NORTH, Retries, SESSION, SOUTH, Telling, USED_UP, WORKERS};

/// The order that finds no connection at first.
pub const OPENING: &str = "opening";

/// The order that is booked and then answered by 500.
pub const DOUBTFUL: &str = "doubtful";

/// The order that is under way when the session is revoked.
pub const MIDNIGHT: &str = "midnight";

/// How many logins fail: two renewals, each with one more attempt.
pub const FAILED_LOGINS: usize = 4;

/// Longer than a session lasts, so that even those who wait for its end are waited for.
const PATIENCE: Duration = SESSION.saturating_add(Duration::from_secs(2));

/// All that is known afterwards.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What the exchange saw and did.
    pub log: Log,
    /// What the accounts' sides have of it.
    pub calls: Vec<Call>,
    /// When the southern account had used up what it may ask.
    pub limited: Limited,
    /// How often orders were tried again.
    pub retried_orders: usize,
}

/// When an account had used up what it may ask.
#[derive(Clone, Copy, Debug)]
pub struct Limited {
    /// From then on.
    pub from: Instant,
    /// Until then.
    pub until: Instant,
}

/// What the scenes share.
struct Stage<'a, D> {
    north: Arc<D>,
    exchange: &'a Exchange,
    telling: Telling,
    retries: &'a Retries,
}

/// Plays all scenes, while workers trade for both accounts.
///
/// # Errors
///
/// Where the exchange cannot open its gateway.
pub async fn play<D: Desk>(
    [north, south]: [D; 2],
    exchange: &Exchange,
    telling: Telling,
    retries: &Retries,
) -> io::Result<Evidence> {
    let (north, south) = (Arc::new(north), Arc::new(south));
    let stage = Stage { north: Arc::clone(&north), exchange, telling, retries };
    let opening = stage.opening().await?;
    let workers = Workers::start(&[(NORTH, north), (SOUTH, south)]);
    let doubtful = stage.doubtful().await;
    let limited = stage.limit().await;
    stage.renewal().await;
    let midnight = stage.midnight().await;
    stage.failing_logins().await;
    stage.rolled().await;
    let mut calls = workers.stop().await;
    calls.extend([opening, doubtful, midnight]);
    Ok(Evidence { log: exchange.log(), calls, limited, retried_orders: retries.of("order") })
}

impl<D: Desk> Stage<'_, D> {
    async fn opening(&self) -> io::Result<Call> {
        self.telling.begin(OPENING, "an order, while the exchange's gateway refuses connections");
        let placing = tokio::spawn(self.placing(OPENING));
        until(|| self.retries.of("order") > 0 || placing.is_finished()).await;
        self.exchange.open_gateway()?;
        placing.await.map_err(io::Error::other)
    }

    async fn doubtful(&self) -> Call {
        self.telling.begin(DOUBTFUL, "an order that the exchange books and then answers by 500");
        self.exchange.fail_after_booking(DOUBTFUL);
        let call = self.placing(DOUBTFUL).await;
        if call.ended == Ended::Found {
            self.telling.line(DOUBTFUL, &self.telling.style.good("asked for by its key: it is booked"));
        }
        call
    }

    async fn limit(&self) -> Limited {
        until(|| self.exchange.log().requests.iter().any(|request| request.account == SOUTH)).await;
        let story = format!("{SOUTH} is told by 429 to ask no more for {USED_UP:?}");
        self.telling.begin("limit", &story);
        let from = Instant::now();
        self.exchange.use_up(SOUTH, USED_UP);
        let until = from + USED_UP;
        sleep(USED_UP).await;
        Limited { from, until }
    }

    async fn renewal(&self) {
        self.telling.begin("renewal", "sessions come to their end, and calls go on");
        // In use, not only granted: what the exchange has answered, the account has not read yet.
        let is_later = |request: &Request| request.account == NORTH && request.session > 1;
        until(|| self.exchange.log().requests.iter().any(is_later)).await;
    }

    async fn midnight(&self) -> Call {
        let story = format!("the exchange revokes the session under {} calls, an order among them", WORKERS + 1);
        self.telling.begin(MIDNIGHT, &story);
        self.exchange.strike_midnight(NORTH, WORKERS + 1);
        self.placing(MIDNIGHT).await
    }

    async fn failing_logins(&self) {
        let story = format!("the next {FAILED_LOGINS} logins of {NORTH} fail");
        self.telling.begin("failing", &story);
        let before = self.exchange.log().sessions_of(NORTH).count();
        self.exchange.fail_logins(NORTH, FAILED_LOGINS);
        until(|| self.exchange.log().sessions_of(NORTH).count() > before).await;
    }

    /// A session's connection is opened after the session has begun.
    async fn rolled(&self) {
        self.telling.begin("end", "the last sessions are in use");
        until(|| [NORTH, SOUTH].iter().all(|account| has_its_stream(&self.exchange.log(), account))).await;
        sleep(Duration::from_millis(300)).await;
    }

    fn placing(&self, order: &'static str) -> impl Future<Output = Call> + Send + use<D> {
        let desk = Arc::clone(&self.north);
        async move { place(&*desk, NORTH, order.to_owned()).await }
    }
}

fn has_its_stream(log: &Log, account: &str) -> bool {
    let last = log.sessions_of(account).last().map(|session| session.number);
    log.streams.iter().any(|stream| stream.account == account && Some(stream.session) == last)
}

/// Waits until it is so, or for as long as is reasonable: the checks will tell.
async fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() && begun.elapsed() < PATIENCE {
        sleep(Duration::from_millis(10)).await;
    }
}
