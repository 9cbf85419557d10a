//! Ten thousand calls at once on one breaker: nothing is lost, nothing is counted twice, nobody slips in.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use resilin::{Breaker, BreakerState, Class, Error, Fault, Rejected, Site};
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, yield_now};

use super::common::{Failed, Outcome, define, site};

const CALLS: usize = 10_000;

/// What calls came to.
#[derive(Debug, Default, PartialEq)]
struct Ends {
    good: usize,
    bad: usize,
    refused: usize,
    panicked: usize,
    cancelled: usize,
}

async fn ends(calls: Vec<JoinHandle<Outcome>>) -> Ends {
    let mut ends = Ends::default();
    for call in calls {
        match call.await {
            Ok(Ok(())) => ends.good += 1,
            Ok(Err(Error::Rejected(Rejected::CircuitOpen { .. }))) => ends.refused += 1,
            Ok(Err(_)) => ends.bad += 1,
            Err(error) if error.is_panic() => ends.panicked += 1,
            Err(_) => ends.cancelled += 1,
        }
    }
    ends
}

/// A server that many ask at once.
#[derive(Debug)]
struct Busy {
    is_up: AtomicBool,
    runs: AtomicUsize,
    inside: AtomicUsize,
    most_inside: AtomicUsize,
    /// How many calls are over.
    over: AtomicUsize,
    /// How many may come to their end.
    gate: Semaphore,
}

impl Busy {
    fn new(is_up: bool) -> Arc<Self> {
        Arc::new(Self {
            is_up: AtomicBool::new(is_up),
            runs: AtomicUsize::new(0),
            inside: AtomicUsize::new(0),
            most_inside: AtomicUsize::new(0),
            over: AtomicUsize::new(0),
            gate: Semaphore::new(0),
        })
    }

    /// Answers when the gate lets it.
    async fn ask(&self) -> Result<(), Failed> {
        self.runs.fetch_add(1, Ordering::SeqCst);
        let inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_inside.fetch_max(inside, Ordering::SeqCst);
        self.gate.acquire().await.expect("it is not closed").forget();
        self.inside.fetch_sub(1, Ordering::SeqCst);
        if self.is_up.load(Ordering::SeqCst) { Ok(()) } else { Err(Failed(Fault::new(Class::SERVER))) }
    }

    fn runs(&self) -> usize {
        self.runs.load(Ordering::SeqCst)
    }
}

fn many(site: &'static Site, server: &Arc<Busy>) -> Vec<JoinHandle<Outcome>> {
    let calling = |_| {
        let server = Arc::clone(server);
        tokio::spawn(async move {
            let outcome = site.call(|| server.ask()).await;
            server.over.fetch_add(1, Ordering::SeqCst);
            outcome
        })
    };
    (0..CALLS).map(calling).collect()
}

/// Until every call is either over or inside.
async fn settled(server: &Busy) {
    while server.over.load(Ordering::SeqCst) + server.inside.load(Ordering::SeqCst) < CALLS {
        yield_now().await;
    }
}

/// `probes` can be had, and no more; none of them is kept.
fn assert_places(breaker: &Breaker, probes: usize) {
    breaker.open_for(Duration::ZERO);
    let had: Vec<_> = std::iter::from_fn(|| breaker.permit().ok()).take(probes + 1).collect();
    assert_eq!((had.len(), breaker.snapshot().probes), (probes, probes));
    drop(had);
    assert_eq!((breaker.snapshot().probes, breaker.state()), (0, BreakerState::HalfOpen));
}

async fn trip_probe_and_recover(breaker: &Breaker, site: &'static Site) {
    let server = Busy::new(false);
    let refused_before = breaker.snapshot().rejected;
    server.gate.add_permits(CALLS);
    let tripping = ends(many(site, &server)).await;
    assert_eq!(
        (tripping.bad, tripping.bad + tripping.refused),
        (server.runs(), CALLS),
        "who is refused did not run"
    );
    assert_eq!(breaker.state(), BreakerState::Open);
    assert_eq!(breaker.snapshot().rejected - refused_before, u64::try_from(tripping.refused).unwrap());

    let server = Busy::new(true);
    breaker.open_for(Duration::ZERO);
    let opens = breaker.snapshot().opens;
    let refused_before = breaker.snapshot().rejected;
    let probing = many(site, &server);
    settled(&server).await;
    assert_eq!((server.runs(), breaker.snapshot().probes), (2, 2), "the others are refused, and these are inside");
    assert_eq!(breaker.snapshot().rejected - refused_before, u64::try_from(CALLS - 2).unwrap());
    server.gate.add_permits(2);
    let probed = ends(probing).await;
    assert_eq!((probed.good, probed.refused, server.most_inside.load(Ordering::SeqCst)), (2, CALLS - 2, 2));
    assert_eq!((breaker.state(), breaker.snapshot().opens), (BreakerState::HalfOpen, opens), "2 of 3 successes");

    breaker.permit().expect("nobody is inside").succeeded();
    server.gate.add_permits(CALLS);
    assert_eq!(ends(many(site, &server)).await, Ends { good: CALLS, ..Ends::default() });
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0));
}

// Red when: `admit_slowly` of runtime/src/kernel/breaker/shared.rs does not count its refusals; `send` of
// runtime/src/kernel/breaker/probes.rs forgets the probes that it sends.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn through_a_trip_its_probes_and_the_recovery() {
    let breaker = define("load-row", "failures = 5, open = 1h, probes = 2, successes = 3");
    let site = site(r#"breaker = "load-row", attempts = 1"#);
    for _ in 0..3 {
        trip_probe_and_recover(&breaker, site).await;
    }
    assert_places(&breaker, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_with_a_window_over_calls() {
    let settings = "failure_rate = 50%, calls = 100, min_calls = 10, open = 1h, probes = 2, successes = 3";
    let breaker = define("load-calls", settings);
    let site = site(r#"breaker = "load-calls", attempts = 1"#);
    for _ in 0..2 {
        // The good ones of the round before are in the window still.
        breaker.close();
        trip_probe_and_recover(&breaker, site).await;
        assert_eq!(breaker.snapshot().calls, Some(100));
    }
    assert_places(&breaker, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_with_a_window_over_time() {
    let settings = "failure_rate = 50%, within = 10h, open = 1h, probes = 2, successes = 3";
    let breaker = define("load-within", settings);
    let site = site(r#"breaker = "load-within", attempts = 1"#);
    for _ in 0..2 {
        breaker.close();
        trip_probe_and_recover(&breaker, site).await;
        assert_eq!(breaker.snapshot().calls, Some(10_000), "and none of before");
    }
    assert_places(&breaker, 2);
}

/// What the call of this number does: of each ten, two fail, one panics, two are cancelled, and the others succeed.
async fn body(number: usize) -> Result<(), Failed> {
    if number.is_multiple_of(3) {
        yield_now().await;
    }
    match number % 10 {
        0 | 5 => Err(Failed(Fault::new(Class::SERVER))),
        1 => resume_unwind(Box::new("on purpose")),
        2 => {
            // Whoever waits for this is cut.
            yield_now().await;
            std::future::pending().await
        }
        3 => Err(Failed(Fault::new(Class::CLIENT))),
        _ => Ok(()),
    }
}

/// Every call, cut where it waits for ever: after a few polls it is dropped inside its own task.
fn mixed(site: &'static Site) -> Vec<JoinHandle<Outcome>> {
    let calling = |number| {
        tokio::spawn(async move {
            tokio::select! {
                biased;
                outcome = site.call(|| body(number)) => outcome,
                () = turns(5) => resume_unwind(Box::new("cut")),
            }
        })
    };
    (0..CALLS).map(calling).collect()
}

async fn turns(turns: usize) {
    for _ in 0..turns {
        yield_now().await;
    }
}

// Red when: `lock` of runtime/src/kernel/breaker/shared.rs drops the successes that it takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_result_is_counted_once_and_only_results() {
    for (name, settings) in [
        ("load-exact-within", "failure_rate = 100%, within = 10h, min_calls = 1"),
        ("load-exact-calls", "failure_rate = 100%, calls = 100000, min_calls = 1"),
        ("load-exact-slow", "failure_rate = 100%, slow_call = 10h, calls = 100000, min_calls = 1"),
    ] {
        let breaker = define(name, settings);
        let site = site(&format!(r#"breaker = "{name}", attempts = 1"#));
        // A good one first, so that they are never all bad.
        breaker.permit().expect("it is closed").succeeded();
        let ends = ends(mixed(site)).await;
        // 2,000 fail and 1,000 are of a class that is ignored; 1,000 panic and 1,000 are cut.
        assert_eq!((ends.good, ends.bad, ends.panicked), (5_000, 3_000, 2_000), "{name}");
        let snapshot = breaker.snapshot();
        assert_eq!((snapshot.calls, snapshot.failures), (Some(8_001), 3_000), "{name}");
    }
}

/// Whoever is let through runs, whoever is refused does not, whatever is done to the breaker meanwhile.
async fn under(breaker: &Breaker, site: &'static Site, disturb: impl Fn(usize) + Send + 'static) {
    let (runs, is_over) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let over = Arc::clone(&is_over);
    let disturbing = std::thread::spawn(move || {
        let mut number = 0;
        while !over.load(Ordering::Relaxed) {
            disturb(number);
            number += 1;
        }
    });
    let before = breaker.snapshot().rejected;
    let calling = |number| {
        let runs = Arc::clone(&runs);
        tokio::spawn(async move {
            let counted = || {
                runs.fetch_add(1, Ordering::Relaxed);
                body(number)
            };
            tokio::select! {
                biased;
                outcome = site.call(counted) => outcome,
                () = turns(5) => resume_unwind(Box::new("cut")),
            }
        })
    };
    let ends = ends((0..CALLS).map(calling).collect()).await;
    is_over.store(true, Ordering::Relaxed);
    disturbing.join().expect("no panic there");
    assert_eq!(runs.load(Ordering::Relaxed) + ends.refused, CALLS, "{ends:?}");
    assert_eq!(breaker.snapshot().rejected - before, u64::try_from(ends.refused).unwrap());
}

const SETTINGS: [&str; 6] = [
    "failures = 3, open = 1h, probes = 2, successes = 5",
    "failures = 30, within = 10h, open = 1h, probes = 3",
    "failure_rate = 20%, calls = 50, open = 1h",
    "failure_rate = 20%, calls = 10, open = 1h, probes = 2",
    "failure_rate = 20%, within = 1h, min_calls = 5, open = 1h",
    "slow_call = 1ns, calls = 20, open = 1h",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn settings_that_change_under_load_lose_nothing() {
    let breaker = define("load-define", SETTINGS[0]);
    let disturbed = breaker.clone();
    under(&breaker, site(r#"breaker = "load-define", attempts = 1"#), move |number| {
        define("load-define", SETTINGS[number % SETTINGS.len()]);
        if number.is_multiple_of(4) {
            disturbed.open_for(Duration::ZERO);
        }
    })
    .await;
    define("load-define", SETTINGS[1]);
    assert_places(&breaker, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn moved_by_hand_under_load_it_keeps_its_places() {
    let breaker = define("load-hand", SETTINGS[0]);
    let disturbed = breaker.clone();
    under(&breaker, site(r#"breaker = "load-hand", attempts = 1"#), move |number| match number % 7 {
        0 => disturbed.force_open(),
        1 | 4 => disturbed.open_for(Duration::ZERO),
        2 => disturbed.disable(),
        3 => drop(disturbed.permit()),
        _ => disturbed.close(),
    })
    .await;
    assert_places(&breaker, 2);
}

/// Open times so short that the breaker opens, probes and closes all by itself, as often as it likes.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn left_to_itself_under_load_it_keeps_its_places() {
    for (name, settings) in [
        ("load-self-row", "failures = 2, open = 1us, probes = 2, successes = 2, probe_timeout = 1h"),
        ("load-self-rate", "failure_rate = 30%, calls = 10, open = 1us, probes = 2, probe_timeout = 1h"),
    ] {
        let breaker = define(name, settings);
        let watched = breaker.clone();
        let site = site(&format!(r#"breaker = "{name}", attempts = 1"#));
        under(&breaker, site, move |_| assert!(watched.snapshot().probes <= 2)).await;
        assert!(breaker.snapshot().opens > 0);
        assert_places(&breaker, 2);
    }
}

/// Calls of several attempts: each attempt is a result.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn retries_are_counted_each() {
    let breaker = define("load-retries", "failure_rate = 100%, within = 10h, min_calls = 1");
    let site = site(r#"breaker = "load-retries", attempts = 3, backoff = none"#);
    breaker.permit().expect("it is closed").succeeded();
    let calling = |number: usize| {
        tokio::spawn(async move {
            let mut run = 0;
            site.call(|| {
                run += 1;
                let is_good = run > number % 4;
                async move {
                    yield_now().await;
                    if is_good { Ok(()) } else { Err(Failed(Fault::new(Class::SERVER))) }
                }
            })
            .await
        })
    };
    let ends = ends((0..CALLS).map(calling).collect()).await;
    assert_eq!((ends.good, ends.bad), (7_500, 2_500));
    // Of each four calls: 1, 2, 3 and 3 attempts, of which 0, 1, 2 and 3 fail.
    assert_eq!((breaker.snapshot().calls, breaker.snapshot().failures), (Some(22_501), 15_000));
}
