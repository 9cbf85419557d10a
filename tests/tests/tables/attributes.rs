//! Tables in the attribute and in `policy!`, in every form that a rule has.

use resilin::testing::ManualClock;
use resilin::{BreakerState, Class, Error, Rejected, Site, Table, breaker, policy, resilient};

use super::common::{Body, CONFLICT, Failed, always, define, each, waits};

#[resilient(
    backoff = fixed(7s),
    jitter = none,
    attempts = 2,
    on(
        throttled = retry(exp(1s, 2, 60s), attempts = 4),
        server = retry(linear(1s, 2s, 60s)),
        network = retry(scale = 2),
        timeout = retry(attempts = 3),
        "conflict" = retry(none),
        overload = fail(counts = false),
        client = retry,
    )
)]
async fn of_every_form(body: &Body<'_>) -> Result<usize, Failed> {
    body.run()
}

const EVERY_FORM: [(Class, &[u128]); 8] = [
    (Class::THROTTLED, &[1_000, 2_000, 4_000]),
    (Class::SERVER, &[1_000]),
    (Class::NETWORK, &[14_000]),
    (Class::TIMEOUT, &[7_000, 7_000]),
    (CONFLICT, &[0]),
    (Class::OVERLOAD, &[]),
    (Class::CLIENT, &[7_000]),
    (Class::AUTH, &[]),
];

#[tokio::test(start_paused = true)]
async fn an_async_fn() {
    for (class, expected) in EVERY_FORM {
        let faults = always(class);
        let body = Body::new(&faults);
        assert_eq!(of_every_form(&body).await.map_err(Error::Failed), body.outcome());
        assert_eq!(body.waits(), expected, "{class}");
    }
}

/// The same as a string.
#[resilient(
    backoff = "fixed(7s)",
    jitter = none,
    attempts = 2,
    on(
        throttled = "retry(exp(1s,2,60s), attempts = 4)",
        server = "retry(linear(1s, 2s, 60s))",
        network = "retry(scale = 2)",
        timeout = "retry(attempts = 3)",
        "conflict" = "retry(none)",
        overload = "fail(counts = false)",
        client = "retry"
    )
)]
fn of_every_form_blocking(body: &Body<'_>) -> Result<usize, Failed> {
    body.run()
}

#[test]
fn a_blocking_fn() {
    for (class, expected) in EVERY_FORM {
        let clock = ManualClock::new();
        let _installed = clock.install();
        let faults = always(class);
        let body = Body::new(&faults);
        assert_eq!(of_every_form_blocking(&body).map_err(Error::Failed), body.outcome());
        let sleeps: Vec<u128> = clock.sleeps().iter().map(std::time::Duration::as_millis).collect();
        let slept: Vec<u128> = expected.iter().copied().filter(|wait| *wait > 0).collect();
        assert_eq!((body.runs(), sleeps), (expected.len() + 1, slept), "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_site() {
    static SITE: Site = Site::new(
        "tables.every",
        policy!(
            r#"backoff = fixed(7s), jitter = none, attempts = 2, on(throttled = retry(exp(1s,2,60s), attempts = 4),
            server = retry(linear(1s, 2s, 60s)), network = retry(scale = 2), timeout = retry(attempts = 3),
            "conflict" = retry(none), overload = fail(counts = false), client = retry)"#
        ),
    );
    for (class, expected) in EVERY_FORM {
        assert_eq!(waits(&SITE, &always(class)).await, expected, "{class}");
    }
    let text = SITE.policy().to_string();
    assert_eq!(text.parse().as_ref(), Ok(SITE.policy()), "what was compiled in is what the text says");
}

#[tokio::test(start_paused = true)]
async fn a_site_of_bare_tokens() {
    static SITE: Site = Site::new(
        "tables.bare",
        policy!(jitter = none, table = bare, on("conflict" = fail, server = retry(none))),
    );
    define("bare", "\"conflict\" = retry(fixed(1s)), client = retry(fixed(1s))");
    assert_eq!(waits(&SITE, &always(CONFLICT)).await, [0; 0]);
    assert_eq!(waits(&SITE, &always(Class::SERVER)).await, [0; 2]);
    assert_eq!(waits(&SITE, &always(Class::CLIENT)).await, [1_000; 2]);
    let on: Table = "\"conflict\" = fail, server = retry(none)".parse().unwrap();
    assert_eq!(SITE.policy().on(), Some(&on));
    assert_eq!(SITE.policy().table(), Some("bare"));
}

#[resilient(jitter = none, table = "attribute", on(server = fail))]
async fn of_a_table(body: &Body<'_>) -> Result<usize, Failed> {
    body.run()
}

#[tokio::test(start_paused = true)]
async fn a_function_that_names_a_table() {
    define("attribute", "server = retry(fixed(1s)), client = retry(fixed(2s), attempts = 5)");
    for (class, expected) in [(Class::SERVER, vec![]), (Class::CLIENT, vec![2_000; 4])] {
        let faults = always(class);
        let body = Body::new(&faults);
        assert_eq!(of_a_table(&body).await.map_err(Error::Failed), body.outcome());
        assert_eq!(body.waits(), expected, "{class}");
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn refuse(_: &usize) -> Result<(), &'static str> {
    Err("no")
}

#[resilient(validate = refuse, breaker("attribute-invalid", failures = 3), attempts = 2, jitter = none,
    on(invalid = retry(fixed(1s), attempts = 9, counts = true)))]
async fn invalid(body: &Body<'_>) -> Result<usize, Error<Failed>> {
    Ok(body.run()?)
}

#[tokio::test(start_paused = true)]
async fn a_value_that_is_not_valid_goes_by_its_rule() {
    let body = Body::new(&[]);
    assert!(matches!(invalid(&body).await, Err(Error::Rejected(Rejected::Invalid { .. }))));
    assert_eq!(body.waits(), [1_000; 2], "the third opens the breaker");
    assert_eq!(breaker("attribute-invalid").state(), BreakerState::Open);
}

#[resilient(jitter = none, on(server = fail))]
fn future<'b>(body: &'b Body<'_>) -> impl Future<Output = Result<usize, Failed>> + 'b {
    async { body.run() }
}

#[tokio::test(start_paused = true)]
async fn a_fn_that_returns_a_future() {
    let faults = each(&[Class::NETWORK, Class::SERVER]);
    let body = Body::new(&faults);
    assert_eq!(future(&body).await.map_err(Error::Failed), body.outcome());
    assert_eq!(body.waits(), [200]);
}

#[derive(Clone, Copy, Debug, PartialEq, resilin::Classify)]
enum ShopError {
    #[class(custom("sold out"))]
    SoldOut,
    #[class(custom("conflict"))]
    Conflict,
    #[class(network)]
    Line,
}

#[resilient(jitter = none, on("sold out" = fail, "conflict" = retry(fixed(1s), attempts = 5)))]
async fn shop(body: &Body<'_>, error: ShopError) -> Result<(), ShopError> {
    let _number = body.run();
    Err(error)
}

#[tokio::test(start_paused = true)]
async fn classes_of_ones_own_by_the_derive() {
    let cases =
        [(ShopError::SoldOut, vec![]), (ShopError::Conflict, vec![1_000; 4]), (ShopError::Line, vec![200, 400])];
    for (error, expected) in cases {
        let body = Body::new(&[]);
        assert_eq!(shop(&body, error).await, Err(error));
        assert_eq!(body.waits(), expected, "{error:?}");
    }
}

#[resilient(jitter = none, on(unknown = fail))]
async fn unclassified(body: &Body<'_>) -> Result<(), String> {
    let _number = body.run();
    Err("who knows".to_owned())
}

#[tokio::test(start_paused = true)]
async fn an_error_that_nobody_classified() {
    let body = Body::new(&[]);
    assert!(unclassified(&body).await.is_err());
    assert_eq!(body.runs(), 1);
}
