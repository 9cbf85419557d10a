//! Which failures a breaker counts, as the tables say.

use std::future::pending;

use resilin::testing::ManualClock;
use resilin::{Breaker, BreakerState, Class, Error, Rejected, Site, breaker};

use super::common::{Body, CONFLICT, Outcome, always, define, each, secs, site, waits, waits_async};

/// A breaker that the first failure opens, and a site of one attempt.
fn touchy(name: &str, policy: &str) -> (&'static Site, Breaker) {
    let site = site(&format!(r#"breaker("{name}", failures = 1, open = 60s), attempts = 1, {policy}"#));
    (site, breaker(name))
}

/// Whether a failure of this class opens it, in an async call and in a blocking one; it is closed afterwards.
async fn votes(site: &Site, breaker: &Breaker, class: Class) -> bool {
    let one = each(&[class]);
    assert_eq!(waits_async(site, &one).await, [0; 0]);
    let opened = breaker.state() == BreakerState::Open;
    assert_eq!(breaker.snapshot().failures, 0, "{class}: none is left, or none was counted");
    breaker.close();
    let body = Body::new(&one);
    assert_eq!(site.call_blocking(|| body.run()), body.outcome());
    assert_eq!(breaker.state() == BreakerState::Open, opened, "{class}: blocking as async");
    breaker.close();
    opened
}

// Red when: `weigh` of runtime/src/driver/session.rs asks `breaker_counts` instead of the rules.
#[tokio::test(start_paused = true)]
async fn as_the_site_says() {
    let on = "on(server = fail(counts = false), client = fail(counts = true), \"conflict\" = fail(counts = false), network = fail, throttled = fail)";
    let (site, breaker) = touchy("counts-on", on);
    for (class, counted) in [
        (Class::SERVER, false),
        (Class::CLIENT, true),
        (CONFLICT, false),
        (Class::NETWORK, true),
        (Class::THROTTLED, false),
        (Class::OVERLOAD, true),
        (Class::AUTH, false),
        (Class::custom("another"), true),
    ] {
        assert_eq!(votes(site, &breaker, class).await, counted, "{class}");
    }
}

// Red when: `counts` of policy/src/standard.rs looks at the first rule alone.
#[tokio::test(start_paused = true)]
async fn the_nearest_word_about_it_holds_whoever_gives_the_rule() {
    define(
        "counts-layers",
        "server = retry(counts = false), client = fail(counts = true), overload = fail(counts = false), quota = fail(counts = true)",
    );
    let on = r#"table = "counts-layers", on(server = fail, client = fail(counts = false), overload = fail(counts = true))"#;
    let (site, breaker) = touchy("counts-layers", on);
    for (class, counted) in [
        (Class::SERVER, false),
        (Class::CLIENT, false),
        (Class::OVERLOAD, true),
        (Class::QUOTA, true),
        (Class::NETWORK, true),
        (Class::AUTH, false),
    ] {
        assert_eq!(votes(site, &breaker, class).await, counted, "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_said_of_unknown_ones_holds_for_custom_ones() {
    define("counts-unknown", "unknown = fail(counts = false), \"conflict\" = fail(counts = true)");
    let (site, breaker) = touchy("counts-unknown", r#"table = "counts-unknown""#);
    for (class, counted) in [(Class::UNKNOWN, false), (Class::custom("another"), false), (CONFLICT, true)] {
        assert_eq!(votes(site, &breaker, class).await, counted, "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn every_attempt_votes_by_its_own_class() {
    let policy = r#"breaker("counts-attempts", failures = 2, open = 60s), attempts = 9, backoff = fixed(1s), jitter = none, on(client = retry(counts = true), server = retry(counts = false))"#;
    let (site, breaker) = (site(policy), breaker("counts-attempts"));
    assert_eq!(waits(site, &always(Class::SERVER)).await, [1_000; 8]);
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0));
    let mixed = each(&[Class::CLIENT, Class::SERVER, Class::SERVER, Class::CLIENT, Class::SERVER]);
    assert_eq!(waits_async(site, &mixed).await, [1_000; 3], "the second that counts opens it and ends the call");
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn what_does_not_count_is_in_no_window() {
    let breaker = Breaker::define("counts-window", "failure_rate = 50%, calls = 10").unwrap();
    let site = site(
        r#"breaker = "counts-window", attempts = 1, on(server = fail(counts = false), client = fail(counts = true))"#,
    );
    for _ in 0..20 {
        assert_eq!(waits_async(site, &each(&[Class::SERVER])).await, [0; 0]);
    }
    assert_eq!(breaker.snapshot().calls, Some(0));
    assert_eq!(waits_async(site, &each(&[Class::CLIENT])).await, [0; 0]);
    assert_eq!((breaker.snapshot().calls, breaker.snapshot().failures), (Some(1), 1));
}

/// Half-open: the next call is a probe.
async fn half_open(breaker: &Breaker) {
    breaker.open_for(secs(1));
    tokio::time::advance(secs(1)).await;
}

#[tokio::test(start_paused = true)]
async fn a_probe_that_does_not_count_makes_room_and_one_that_does_opens() {
    let on = "on(server = fail(counts = false), client = fail(counts = true))";
    let (site, breaker) = touchy("counts-probe", on);
    half_open(&breaker).await;
    for _ in 0..3 {
        assert_eq!(waits_async(site, &each(&[Class::SERVER])).await, [0; 0]);
        assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::HalfOpen, 0));
    }
    assert_eq!(waits_async(site, &each(&[Class::CLIENT])).await, [0; 0]);
    assert_eq!((breaker.state(), breaker.snapshot().probes), (BreakerState::Open, 0));
    half_open(&breaker).await;
    assert_eq!(waits_async(site, &[]).await, [0; 0]);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

#[test]
fn probes_of_blocking_calls_as_well() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let on = "on(server = fail(counts = false), client = fail(counts = true))";
    let (site, breaker) = touchy("counts-probe-blocking", on);
    for (class, state) in [(Class::SERVER, BreakerState::HalfOpen), (Class::CLIENT, BreakerState::Open)] {
        breaker.open_for(secs(1));
        clock.advance(secs(1));
        let faults = each(&[class]);
        let body = Body::new(&faults);
        assert_eq!(site.call_blocking(|| body.run()), body.outcome());
        assert_eq!((breaker.state(), breaker.snapshot().probes), (state, 0), "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_timeout_of_the_sites_is_counted_as_its_class_is() {
    for (counts, state) in [(false, BreakerState::Closed), (true, BreakerState::Open)] {
        let name = format!("counts-timeout-{counts}");
        let (site, breaker) = touchy(&name, &format!("timeout = 1s, on(timeout = fail(counts = {counts}))"));
        let outcome: Outcome = site.call(pending).await;
        assert_eq!(outcome, Err(Error::Rejected(Rejected::TimedOut { after: secs(1) })));
        assert_eq!((breaker.state(), breaker.snapshot().probes), (state, 0));
    }
}

// Red when: `table` of runtime/src/site.rs keeps the rules instead of the name.
#[tokio::test(start_paused = true)]
async fn a_new_definition_is_what_the_next_failure_is_counted_by() {
    define("counts-new", "server = fail(counts = false)");
    let (site, breaker) = touchy("counts-new", r#"table = "counts-new""#);
    assert!(!votes(site, &breaker, Class::SERVER).await);
    define("counts-new", "server = fail, client = fail(counts = true)");
    assert!(votes(site, &breaker, Class::SERVER).await);
    assert!(votes(site, &breaker, Class::CLIENT).await);
}
