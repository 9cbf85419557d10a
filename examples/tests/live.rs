//! What resilin tells is understood: its moves, its retries, its rejections.

use std::io;
use std::time::{Duration, Instant};

use resilin::BreakerState::{Closed, HalfOpen, Open};
use resilin::testing::ManualClock;
use resilin::{Breaker, resilient};
use resilin_examples::live::Live;
use resilin_examples::style::Style;
use tracing_subscriber::layer::SubscriberExt as _;

#[resilient(name = "gauge", backoff = fixed(1s), jitter = none, attempts = 2, breaker("gauge", failures = 2, open = 30s))]
fn gauge(well: bool) -> io::Result<()> {
    if well { Ok(()) } else { Err(io::ErrorKind::ConnectionReset.into()) }
}

/// Rejected, and not by a breaker.
#[resilient(name = "picky", attempts = 1, validate = refuse)]
fn picky() -> io::Result<()> {
    Ok(())
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "`validate` is given a reference")]
fn refuse((): &()) -> Result<(), &'static str> {
    Err("never good enough")
}

// Red when: in `by_tracing.rs` the field `open_ms`, `state` or `delay_ms` has another name, or the message `rejected`;
// and when `add_move` in `record.rs` counts every rejection.
#[test]
fn everything_is_understood() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let live = Live::new(Instant::now(), Style::of_stdout());
    let record = live.record();
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(live));

    picky().expect_err("it is not valid");
    gauge(false).expect_err("the second failure in a row");
    gauge(true).expect_err("it is open");
    clock.advance(Duration::from_secs(30));
    gauge(true).expect("a probe");

    let moves = record.moves("gauge");
    let states: Vec<_> = moves.iter().map(|moved| (moved.from, moved.state)).collect();
    assert_eq!(states, [(Closed, Open), (Open, HalfOpen), (HalfOpen, Closed)]);
    let refused: Vec<_> = moves.iter().map(|moved| moved.refused_meanwhile).collect();
    assert_eq!(refused, [0, 1, 0]);
    assert_eq!(moves[0].open_for, Some(Duration::from_secs(30)));
    let retries: Vec<_> = record.retries("gauge").iter().map(|retry| (retry.attempt, retry.delay)).collect();
    assert_eq!(retries, [(1, Duration::from_secs(1))]);
    let rejections: Vec<_> = record.rejections("gauge").iter().map(|rejection| rejection.attempt).collect();
    assert_eq!(rejections, [1]);
}

// Red when: `moves` in `record.rs` filters by anything but the name.
#[test]
fn breakers_are_told_apart() {
    let live = Live::new(Instant::now(), Style::of_stdout());
    let record = live.record();
    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(live));
    for name in ["left", "right"] {
        Breaker::define(name, "failures = 2").expect("settings").open_for(Duration::from_secs(1));
    }
    assert_eq!((record.moves("left").len(), record.moves("right").len()), (1, 1));
    assert_eq!(record.moves("another").len(), 0);
}
