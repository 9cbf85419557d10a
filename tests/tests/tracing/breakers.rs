//! An event for each transition of a breaker, and for each call that it refuses.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, LazyLock};
use std::thread;
use std::time::Duration;

use resilin::{Breaker, BreakerState, Class, Policy, Site};
use tracing::Level;
use tracing::subscriber::set_default;
use tracing_subscriber::Registry;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use super::capture::{Capture, SECRET, Told, secretive};

fn define(name: &str, settings: &str) -> Breaker {
    Breaker::define(name, settings).unwrap_or_else(|error| panic!("{error}"))
}

fn site(name: &'static str, policy: &str) -> Site {
    Site::new(name, policy.parse::<Policy>().unwrap_or_else(|error| panic!("{error}")))
}

async fn failing(site: &Site) {
    assert!(site.call(|| async { Err::<(), _>(secretive(Class::SERVER)) }).await.is_err());
}

/// The transitions of this breaker that were told.
fn moves(capture: &Capture, breaker: &str) -> Vec<Told> {
    let of_it = |told: &Told| told.field("breaker") == breaker && told.field("message") == "breaker moved";
    capture.everything().into_iter().filter(of_it).collect()
}

/// From where to where, and why.
fn steps(capture: &Capture, breaker: &str) -> Vec<String> {
    let step = |told: &Told| format!("{} {} {}", told.field("from"), told.field("state"), told.field("reason"));
    moves(capture, breaker).iter().map(step).collect()
}

// Red when: `admit` of runtime/src/breaker/handle.rs does not tell; `succeeded` and `failed`, as well.
#[tokio::test(start_paused = true)]
async fn one_for_each_transition() {
    let (capture, _listening) = Capture::start();
    let site = site("told.steps", r#"breaker("told.steps", failures = 2, open = 30s), attempts = 1"#);
    failing(&site).await;
    assert!(moves(&capture, "told.steps").is_empty(), "a failure is no transition");
    failing(&site).await;
    for _ in 0..3 {
        failing(&site).await;
    }
    tokio::time::advance(Duration::from_secs(30)).await;
    failing(&site).await;
    tokio::time::advance(Duration::from_secs(30)).await;
    assert_eq!(site.call(|| async { Ok::<_, super::capture::Secretive>(()) }).await, Ok(()));
    assert_eq!(
        steps(&capture, "told.steps"),
        [
            "closed open failures_in_row",
            "open half_open open_time_over",
            "half_open open probe_failed",
            "open half_open open_time_over",
            "half_open closed probes_succeeded",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn each_says_how_bad_it_is_and_for_how_long() {
    let (capture, _listening) = Capture::start();
    let breaker = define("told.levels", "failures = 1, open = 1500ms");
    breaker.permit().unwrap().failed();
    tokio::time::advance(Duration::from_millis(1_500)).await;
    breaker.permit().unwrap().succeeded();
    breaker.force_open();
    breaker.disable();
    breaker.open_for(Duration::from_secs(7));
    let told: Vec<_> = moves(&capture, "told.levels")
        .iter()
        .map(|told| (told.level, told.field("state").to_owned(), told.field("open_ms").to_owned()))
        .collect();
    let expected = [
        (Level::WARN, "open", "1500"),
        (Level::INFO, "half_open", ""),
        (Level::INFO, "closed", ""),
        (Level::WARN, "forced_open", ""),
        (Level::INFO, "disabled", ""),
        (Level::WARN, "open", "7000"),
    ];
    assert_eq!(told, expected.map(|(level, state, open)| (level, state.to_owned(), open.to_owned())));
}

#[test]
fn every_reason_has_its_word() {
    let clock = resilin::testing::ManualClock::new();
    let _installed = clock.install();
    for (name, settings, reason) in [
        ("told.within", "failures = 1, within = 60s", "failures_within"),
        ("told.rate", "failure_rate = 50%, calls = 1", "failure_rate"),
        ("told.slow", "slow_call = 1ns, calls = 1", "slow_call_rate"),
    ] {
        let (capture, _listening) = Capture::start();
        let breaker = define(name, settings);
        let permit = breaker.permit().unwrap();
        clock.advance(Duration::from_secs(1));
        if reason == "slow_call_rate" {
            permit.succeeded();
        } else {
            permit.failed();
        }
        assert_eq!(steps(&capture, name), [format!("closed open {reason}")]);
    }
}

#[test]
fn what_is_done_by_hand_is_told_where_it_moves_it() {
    let (capture, _listening) = Capture::start();
    let breaker = define("told.hand", "");
    breaker.close();
    breaker.force_open();
    breaker.force_open();
    breaker.open_for(Duration::from_secs(60));
    breaker.open_for(Duration::from_secs(90));
    breaker.disable();
    breaker.disable();
    breaker.close();
    assert_eq!(
        steps(&capture, "told.hand"),
        ["closed forced_open manual", "forced_open open manual", "open disabled manual", "disabled closed manual",]
    );
}

/// What subscribers filter by.
#[test]
fn it_goes_by_the_crates_name() {
    let capture = Capture::default();
    let ours = capture.clone().with_filter(filter_fn(|metadata| metadata.target() == "resilin"));
    let _listening = set_default(Registry::default().with(ours));
    define("told.target", "").force_open();
    assert_eq!(moves(&capture, "told.target").len(), 1);
}

// Red when: `set` of runtime/src/kernel/breaker/circuit.rs answers `Some(moved)`.
#[test]
fn one_though_a_hundred_race() {
    let capture = Capture::default();
    let breaker = define("told.race", "failures = 1, open = 1h, probes = 100");
    let race = |act: &(dyn Fn() + Sync)| {
        let start = Barrier::new(100);
        thread::scope(|threads| {
            for _ in 0..100 {
                threads.spawn(|| {
                    let _listening = set_default(Registry::default().with(capture.clone()));
                    start.wait();
                    act();
                });
            }
        });
    };
    race(&|| {
        let permit = breaker.permit();
        permit.into_iter().for_each(resilin::BreakerPermit::failed);
    });
    assert_eq!(steps(&capture, "told.race"), ["closed open failures_in_row"]);
    breaker.open_for(Duration::ZERO);
    race(&|| drop(breaker.permit()));
    assert_eq!(steps(&capture, "told.race")[1..], ["open half_open open_time_over"]);
    race(&|| {
        let permit = breaker.permit();
        permit.into_iter().for_each(resilin::BreakerPermit::succeeded);
    });
    assert_eq!(steps(&capture, "told.race")[2..], ["half_open closed probes_succeeded"]);
    race(&|| breaker.force_open());
    assert_eq!(steps(&capture, "told.race")[3..], ["closed forced_open manual"]);
    assert_eq!(breaker.state(), BreakerState::ForcedOpen);
}

// Red when: `refused` of runtime/src/driver/session.rs does not tell.
#[tokio::test(start_paused = true)]
async fn a_refused_call_is_told() {
    let (capture, _listening) = Capture::start();
    define("told.refused", "").force_open();
    let site = site("told.refusing", r#"breaker = "told.refused", attempts = 5"#);
    failing(&site).await;
    let events = capture.events_of("told.refusing", &["reason"]);
    assert_eq!(events.len(), 1, "{events:?}");
    let told = ["attempt", "class", "reason", "breaker", "message"].map(|name| events[0].field(name));
    let expected = ["1", "overload", "circuit_open", "told.refused", "rejected"];
    assert_eq!((told, events[0].level), (expected, Level::DEBUG), "there is one for every call while it is open");
    let span = &capture.spans_of("told.refusing")[0];
    assert_eq!([span.field("attempts"), span.field("outcome")], ["0", "circuit_open"]);
    assert_eq!(events[0].parent, span.id);
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_would_be_refused_is_told_in_place_of_a_retry() {
    let (capture, _listening) = Capture::start();
    let site = site("told.retry", r#"breaker("told.retry", failures = 1), attempts = 5"#);
    failing(&site).await;
    let events = capture.events_of("told.retry", &["attempt"]);
    assert_eq!(events.len(), 1, "{events:?}");
    let told = ["attempt", "reason", "message"].map(|name| events[0].field(name));
    assert_eq!(told, ["2", "circuit_open", "rejected"]);
    let span = &capture.spans_of("told.retry")[0];
    assert_eq!([span.field("attempts"), span.field("outcome")], ["1", "failed"]);
}

// Red when: `found` of runtime/src/site.rs does not ask whether the settings agree.
#[tokio::test(start_paused = true)]
async fn settings_that_are_not_used_are_told_once_for_each_site() {
    let (capture, _listening) = Capture::start();
    let first = site("told.first", r#"breaker("told.settings", failures = 3)"#);
    let same = site("told.same", r#"breaker("told.settings", failures = 3)"#);
    let bare = site("told.bare", r#"breaker = "told.settings""#);
    let other = site("told.other", r#"breaker("told.settings", failures = 4)"#);
    for site in [&first, &same, &bare, &other, &other] {
        failing(site).await;
    }
    let told: Vec<_> =
        capture.everything().into_iter().filter(|told| told.field("message").contains("settings")).collect();
    let fields = |told: &Told| [told.field("site").to_owned(), told.field("breaker").to_owned()];
    assert_eq!(told.iter().map(fields).collect::<Vec<_>>(), [["told.other", "told.settings"]]);
    assert_eq!(told[0].level, Level::WARN);
}

/// A subscriber that looks at the breaker that it is told of.
#[test]
fn nothing_is_locked_while_it_is_told() {
    struct Looks;
    impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Looks {
        fn on_event(&self, _: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
            let breaker = resilin::breaker("told.looks");
            assert_eq!((breaker.snapshot().state, breaker.state()), (BreakerState::Open, BreakerState::Open));
        }
    }
    let _listening = set_default(Registry::default().with(Looks));
    let breaker = define("told.looks", "failures = 1, open = 1h");
    breaker.permit().unwrap().failed();
    assert_eq!(breaker.snapshot().opens, 1);
}

/// A subscriber whose own sending is the site that it is told of.
#[test]
fn who_is_told_may_call_the_very_site() {
    static SENDS: LazyLock<Site> =
        LazyLock::new(|| site("told.sends", r#"breaker("told.sends", failures = 3), attempts = 1"#));
    struct Sends(Arc<AtomicUsize>);
    impl<S: tracing::Subscriber> tracing_subscriber::Layer<S> for Sends {
        fn on_event(&self, _: &tracing::Event<'_>, _: tracing_subscriber::layer::Context<'_, S>) {
            self.0.fetch_add(1, Ordering::Relaxed);
            assert_eq!(SENDS.call_blocking(|| Ok::<_, super::capture::Secretive>(())), Ok(()));
        }
    }
    define("told.sends", "failures = 4");
    let told = Arc::new(AtomicUsize::new(0));
    let _listening = set_default(Registry::default().with(Sends(Arc::clone(&told))));
    assert_eq!(SENDS.call_blocking(|| Ok::<_, super::capture::Secretive>(())), Ok(()));
    assert_eq!(told.load(Ordering::Relaxed), 1, "that its settings are not used");
}

#[tokio::test(start_paused = true)]
async fn no_secret_is_told() {
    let (capture, _listening) = Capture::start();
    let site = site("told.secret", r#"breaker("told.secret", failures = 1), attempts = 1"#);
    failing(&site).await;
    failing(&site).await;
    assert!(capture.everything().len() > 3);
    assert!(!format!("{:?}", capture.everything()).contains(SECRET));
}
