//! What an operator does to a breaker acts on the calls under way.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use resilin::{Breaker, BreakerState, Class, Fault, Site, breaker};
use tokio::time::sleep;

use super::common::{Failed, Outcome, Runs, Server, call, define, fail, failed, pass, refused, secs, site};

/// A site that tries every 10 s, and what it does while somebody does something at 5 s.
async fn meanwhile(site: &'static Site, act: impl FnOnce()) -> (Outcome, Vec<u64>) {
    let runs = Runs::new();
    let calling = site.call(|| {
        runs.note();
        async { Err(Failed(Fault::new(Class::SERVER))) }
    });
    let acting = async {
        sleep(secs(5)).await;
        act();
    };
    let (outcome, ()) = tokio::join!(calling, acting);
    (outcome, runs.at())
}

fn patient(name: &str) -> (&'static Site, Breaker) {
    let policy = format!(r#"breaker("{name}", failures = 3), attempts = 4, backoff = fixed(10s), jitter = none"#);
    (site(&policy), breaker(name))
}

#[tokio::test(start_paused = true)]
async fn forced_open_it_ends_the_waits_of_calls() {
    let (site, breaker) = patient("hand-force");
    let (outcome, runs) = meanwhile(site, || breaker.force_open()).await;
    assert_eq!((outcome, runs), (failed(Class::SERVER), vec![0]));
    assert_eq!(call(site, &Server::up()).await, refused("hand-force", None));
    breaker.close();
    assert_eq!(call(site, &Server::up()).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn disabled_it_lets_all_pass_and_counts_nothing() {
    let (site, breaker) = patient("hand-disable");
    let (outcome, runs) = meanwhile(site, || breaker.disable()).await;
    assert_eq!((outcome, runs), (failed(Class::SERVER), vec![0, 10, 20, 30]));
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Disabled, 0));
    breaker.close();
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0));
}

#[tokio::test(start_paused = true)]
async fn opened_for_less_than_the_wait_it_lets_the_call_probe() {
    let (site, breaker) = patient("hand-open");
    let (outcome, runs) = meanwhile(site, || breaker.open_for(secs(3))).await;
    assert_eq!((outcome, runs), (failed(Class::SERVER), vec![0, 10]), "the probe failed");
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn closing_it_clears_what_was_counted() {
    let (site, breaker) = patient("hand-close");
    let (outcome, runs) = meanwhile(site, || breaker.close()).await;
    assert_eq!((outcome, runs), (failed(Class::SERVER), vec![0, 10, 20, 30]), "the third after closing trips");
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn closing_an_open_one_lets_calls_pass_at_once() {
    let site = site(r#"breaker("hand-early", failures = 1, open = 1h), attempts = 1"#);
    fail(site, 1).await;
    assert_eq!(call(site, &Server::up()).await, refused("hand-early", secs(3_600)));
    breaker("hand-early").close();
    assert_eq!(call(site, &Server::up()).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn what_runs_when_it_is_moved_by_hand_counts_for_nothing() {
    let breaker = define("hand-stale", "failures = 1, successes = 2");
    let moves: [fn(&Breaker); 4] = [Breaker::force_open, Breaker::disable, Breaker::close, |breaker| {
        breaker.open_for(secs(60));
    }];
    for act in moves {
        breaker.close();
        let stale = breaker.permit().unwrap();
        act(&breaker);
        let before = breaker.state();
        stale.failed();
        assert_eq!((breaker.state(), breaker.snapshot().failures), (before, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn an_open_time_set_by_hand_does_not_make_the_next_one_longer() {
    let breaker = define("hand-shape", "failures = 1, open = linear(10s, 100s, 1000s)");
    breaker.open_for(secs(1));
    breaker.open_for(secs(1));
    pass(secs(1)).await;
    breaker.permit().unwrap().failed();
    let open = breaker.snapshot().retry_after.expect("it is open");
    assert!(open <= secs(13), "{open:?}");
}

#[tokio::test(start_paused = true)]
async fn the_last_word_holds() {
    let breaker = define("hand-last", "");
    breaker.force_open();
    breaker.open_for(secs(5));
    assert_eq!(breaker.state(), BreakerState::Open);
    breaker.disable();
    assert_eq!(breaker.state(), BreakerState::Disabled);
    pass(secs(60)).await;
    assert_eq!(breaker.state(), BreakerState::Disabled);
    breaker.force_open();
    breaker.open_for(secs(9));
    breaker.open_for(secs(2));
    pass(secs(2)).await;
    assert_eq!(call(site(r#"breaker = "hand-last""#), &Server::up()).await, Ok(()));
}

#[tokio::test(start_paused = true)]
async fn it_knows_how_long_it_was_what() {
    let breaker = define("hand-times", "");
    let steps: [fn(&Breaker); 4] = [
        Breaker::force_open,
        Breaker::disable,
        |breaker| {
            breaker.open_for(secs(4));
        },
        Breaker::close,
    ];
    for (seconds, step) in (1..).zip(steps) {
        pass(secs(seconds)).await;
        step(&breaker);
    }
    pass(secs(5)).await;
    let snapshot = breaker.snapshot();
    let times = [BreakerState::Closed, BreakerState::Open, BreakerState::ForcedOpen, BreakerState::Disabled]
        .map(|state| snapshot.time_in_state.of(state).as_secs());
    assert_eq!(times, [6, 4, 2, 3]);
    assert_eq!((snapshot.since, snapshot.opens), (secs(5), 1));
}

/// Does something while the thread unwinds.
struct WhileUnwinding<F: FnMut()>(F);

impl<F: FnMut()> Drop for WhileUnwinding<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

fn while_unwinding(act: impl FnMut()) {
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let _acts = WhileUnwinding(act);
        resume_unwind(Box::new("on purpose"));
    }));
    assert!(unwound.is_err());
}

// Red when: `BreakerPermit::failed_by` of runtime/src/breaker/permit.rs leaves what does not count to `drop`.
#[test]
fn what_is_said_of_a_permit_while_a_thread_unwinds_is_what_counts() {
    let breaker = define("hand-unwinding", "failures = 1");
    let mut permit = breaker.permit().ok();
    while_unwinding(|| permit.take().into_iter().for_each(|permit| permit.failed_by(&Fault::new(Class::CLIENT))));
    assert_eq!(breaker.state(), BreakerState::Closed);
    while_unwinding(|| drop(breaker.permit()));
    assert_eq!(breaker.state(), BreakerState::Closed, "it was not the attempt that panicked");
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        let _permit = breaker.permit();
        resume_unwind(Box::new("on purpose"));
    }));
    assert!(attempt.is_err());
    assert_eq!(breaker.state(), BreakerState::Open, "this one did");
}

#[test]
fn handles_are_equal_if_they_are_of_one_breaker() {
    let (one, other) = (breaker("hand-one"), breaker("hand-other"));
    assert_eq!(one, breaker("hand-one"));
    assert_ne!(one, other);
    let permit = one.permit().expect("it is closed");
    assert_eq!(*permit.breaker(), one);
}
