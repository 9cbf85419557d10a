//! Transitions are told from inside the call that brings them about, and nothing that listens can break it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use resilin::{Breaker, BreakerState, Class, Site, breaker, policy};
use tracing::{Event, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::capture::{Capture, Secretive, secretive};

static INSIDE: Site =
    Site::new("told.inside", policy!("attempts = 1, breaker(\"told.inside\", failures = 1, open = 30s)"));

// Red when: `admit`, `succeeded` or `weigh` of runtime/src/driver/session.rs does not enter the span for the gate.
#[tokio::test(start_paused = true)]
async fn a_move_is_told_inside_the_span_of_the_call_that_brought_it_about() {
    let (capture, _listening) = Capture::start();
    assert!(INSIDE.call(|| async { Err::<(), _>(secretive(Class::SERVER)) }).await.is_err());
    tokio::time::advance(Duration::from_secs(30)).await;
    assert!(INSIDE.call(|| async { Ok::<_, Secretive>(()) }).await.is_ok());
    let spans: Vec<_> = capture.spans_of("told.inside").into_iter().map(|span| span.id).collect();
    let moved = capture.everything().into_iter().filter(|told| told.field("message") == "breaker moved");
    let around: Vec<_> = moved.map(|told| told.parent).collect();
    assert_eq!(around, [spans[0].clone(), spans[1].clone(), spans[1].clone()]);
}

/// Panics at every move to half-open.
struct Fragile;

impl<S: Subscriber> Layer<S> for Fragile {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut is_half_open = false;
        let mut see = |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
            is_half_open |= field.name() == "state" && format!("{value:?}").contains("half_open");
        };
        event.record(&mut see);
        if is_half_open {
            resume_unwind(Box::new("on purpose"));
        }
    }
}

static FRAGILE: Site =
    Site::new("told.fragile", policy!("attempts = 1, breaker(\"told.fragile\", failures = 1, open = 30s)"));

fn lost_probes(breaker: &Breaker, call: impl Fn()) -> usize {
    breaker.open_for(Duration::ZERO);
    let _listening = tracing::subscriber::set_default(Registry::default().with(Fragile));
    assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
    breaker.snapshot().probes
}

// Red when: `admit_slowly` of runtime/src/driver/gate.rs tells before it keeps the permit; `Breaker::permit`, as well.
#[test]
fn a_subscriber_that_panics_loses_no_permit() {
    let breaker = breaker("told.fragile");
    let by_site = || drop(FRAGILE.call_blocking(|| Ok::<_, Secretive>(())));
    assert_eq!(lost_probes(&breaker, by_site), 0);
    assert_eq!(lost_probes(&breaker, || drop(breaker.permit())), 0);
    breaker.open_for(Duration::ZERO);
    assert!(FRAGILE.call_blocking(|| Ok::<_, Secretive>(())).is_ok());
    assert_eq!(breaker.state(), BreakerState::Closed);
}
