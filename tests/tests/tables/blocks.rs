//! Tables as the default of a whole `impl` block.

use resilin::{BreakerState, Class, Error, resilient};

use super::common::{Body, Failed, always, define};

struct Client<'b, 'f>(&'b Body<'f>);

#[resilient(backoff = fixed(7s), jitter = none, attempts = 2, table = "block", on(server = retry(fixed(1s)), client = retry))]
impl Client<'_, '_> {
    async fn as_the_block(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient(on(server = retry(fixed(3s))))]
    async fn own_rules(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient(table = "method")]
    async fn own_table(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient(table = "standard", on(server = retry))]
    async fn as_standard(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient(attempts = 1)]
    async fn once(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient(backoff = fixed(5s))]
    async fn other_delays(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient(backoff = none)]
    async fn without_delays(&self) -> Result<usize, Failed> {
        self.0.run()
    }

    #[resilient]
    fn blocking(&self) -> Result<usize, Failed> {
        self.0.run()
    }
}

/// The waits of a method where every run fails with this class.
async fn waits_of(class: Class, method: impl AsyncFnOnce(&Client<'_, '_>) -> Result<usize, Failed>) -> Vec<u128> {
    define("block", "server = fail, client = fail, throttled = retry(fixed(2s))");
    define("method", "throttled = retry(fixed(4s))");
    let faults = always(class);
    let body = Body::new(&faults);
    assert_eq!(method(&Client(&body)).await.map_err(Error::Failed), body.outcome());
    body.waits()
}

macro_rules! assert_waits {
    ($method:ident: $($class:ident => $waits:expr),+) => {$(
        let waits = waits_of(Class::$class, async |client| client.$method().await).await;
        assert_eq!(waits, $waits, stringify!($method, $class));
    )+};
}

// Red when: `before` of macros/src/resilient/block/entries.rs prefers the block's entries.
#[tokio::test(start_paused = true)]
async fn key_by_key_a_methods_own_wins() {
    assert_waits!(as_the_block: SERVER => [1_000], CLIENT => [7_000], THROTTLED => [2_000], NETWORK => [7_000]);
    assert_waits!(own_rules: SERVER => [3_000], CLIENT => [0; 0], THROTTLED => [2_000], NETWORK => [7_000]);
    assert_waits!(own_table: SERVER => [1_000], CLIENT => [7_000], THROTTLED => [4_000], NETWORK => [7_000]);
    assert_waits!(as_standard: SERVER => [7_000], CLIENT => [0; 0], THROTTLED => [1_000], NETWORK => [7_000]);
}

#[tokio::test(start_paused = true)]
async fn a_method_of_one_attempt_runs_once() {
    assert_waits!(once: SERVER => [0; 0], CLIENT => [0; 0], THROTTLED => [0; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_method_with_delays_of_its_own_keeps_those_of_the_rules() {
    assert_waits!(other_delays: SERVER => [1_000], CLIENT => [5_000], THROTTLED => [2_000], NETWORK => [5_000]);
}

// Red when: `merged` of macros/src/resilient/block/defaults.rs asks what is idle beside the method's own rules alone.
#[tokio::test(start_paused = true)]
async fn a_method_without_delays_of_its_own_keeps_those_of_the_rules() {
    assert_waits!(without_delays: SERVER => [1_000], CLIENT => [0], THROTTLED => [2_000], NETWORK => [0]);
}

#[test]
fn a_blocking_method_that_asks_for_it() {
    let clock = resilin::testing::ManualClock::new();
    let _installed = clock.install();
    let faults = always(Class::SERVER);
    let body = Body::new(&faults);
    assert_eq!(Client(&body).blocking().map_err(Error::Failed), body.outcome());
    assert_eq!(clock.sleeps(), [super::common::secs(1)]);
}

struct Counting<'b, 'f>(&'b Body<'f>);

#[resilient(backoff = fixed(7s), jitter = none, attempts = 2, breaker("block-counts", failures = 1, open = 60s), on(client = fail(counts = true), server = retry(scale = 2, counts = false)))]
impl Counting<'_, '_> {
    #[resilient(attempts = 1)]
    async fn once(&self) -> Result<usize, Error<Failed>> {
        self.0.run().map_err(Error::Failed)
    }

    #[resilient(backoff = none)]
    async fn at_once(&self) -> Result<usize, Error<Failed>> {
        self.0.run().map_err(Error::Failed)
    }
}

/// What the block says of a class may have no effect in part; the rest of it stays.
// Red when: `idle_beside` of policy/src/refine.rs names `on` where a function runs once; `lent` of
// macros/src/resilient/block/defaults.rs does not name it.
#[tokio::test(start_paused = true)]
async fn rules_of_the_block_that_have_no_effect_are_no_mistake() {
    let breaker = resilin::breaker("block-counts");
    let server = always(Class::SERVER);
    let body = Body::new(&server);
    assert_eq!(Counting(&body).once().await, body.outcome());
    assert_eq!(breaker.state(), BreakerState::Closed, "that class does not count");
    let body = Body::new(&server);
    assert_eq!(Counting(&body).at_once().await, body.outcome());
    assert_eq!((body.waits(), breaker.state()), (vec![0], BreakerState::Closed), "twice no delay is none");
    let client = always(Class::CLIENT);
    let body = Body::new(&client);
    assert_eq!(Counting(&body).once().await, body.outcome());
    assert_eq!(breaker.state(), BreakerState::Open, "this one does");
}
