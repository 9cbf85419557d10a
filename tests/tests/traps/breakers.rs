//! Windows that never evict or need one call too many, half-open states that admit everyone or nobody, results that
//! come too late, breakers that never trip, that sleep after a recovery, that work while idle, or that are not shared.

use std::time::Duration;

use allocation_counter::measure;
use resilin::testing::ManualClock;
use resilin::{Breaker, BreakerPermit, BreakerState, Class, Fault, Rejected, Site, breaker};

use super::common::{Failed, policy, secs, server};

fn define(name: &str, settings: &str) -> Breaker {
    Breaker::define(name, settings).unwrap_or_else(|error| panic!("{error}"))
}

fn passed(breaker: &Breaker) -> BreakerPermit {
    breaker.permit().unwrap_or_else(|rejected| panic!("{rejected}"))
}

fn succeed(breaker: &Breaker, times: usize) {
    (0..times).for_each(|_| passed(breaker).succeeded());
}

fn fail(breaker: &Breaker, times: usize) {
    (0..times).for_each(|_| passed(breaker).failed());
}

/// So many results more, each as it is told, until it has tripped.
fn until_tripped(breaker: &Breaker, result: impl Fn(BreakerPermit)) -> usize {
    let is_closed = |_: &usize| breaker.state() == BreakerState::Closed;
    (0..1_000).take_while(is_closed).inspect(|_| result(passed(breaker))).count()
}

/// Half-open without a probe out.
fn half_open(breaker: &Breaker, clock: &ManualClock) {
    breaker.open_for(secs(1));
    clock.advance(secs(1));
    drop(passed(breaker));
}

// Red when: `evict` of runtime/src/kernel/breaker/last_calls.rs does nothing.
#[test]
fn a_count_window_evicts() {
    let breaker = define("trap-evicts", "failure_rate = 50%, calls = 10");
    succeed(&breaker, 10_000);
    assert_eq!(until_tripped(&breaker, BreakerPermit::failed), 5);
    let breaker = define("trap-evicts-bad", "failure_rate = 60%, calls = 10");
    for _ in 0..1_000 {
        fail(&breaker, 1);
        succeed(&breaker, 1);
    }
    assert_eq!(breaker.snapshot().failure_rate, Some(0.5));
}

// Red when: `evict` of runtime/src/kernel/breaker/counts.rs compares by `now >= at.after(within * 1000)`.
#[test]
fn a_time_window_forgets_failures_in_idle_hours() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-idle", "failures = 3, within = 60s");
    fail(&breaker, 2);
    clock.advance(secs(60));
    assert_eq!(breaker.snapshot().failures, 0, "though nobody has asked");
    assert_eq!(until_tripped(&breaker, BreakerPermit::failed), 3);
}

// Red when: `evict` of runtime/src/kernel/breaker/last_while.rs does nothing.
#[test]
fn a_rate_over_time_forgets_failures_in_idle_hours() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-idle-rate", "failure_rate = 50%, within = 60s, min_calls = 4");
    fail(&breaker, 3);
    clock.advance(secs(5 * 3_600));
    let snapshot = breaker.snapshot();
    assert_eq!((snapshot.calls, snapshot.failures, snapshot.failure_rate), (Some(0), 0, Some(0.0)));
    assert_eq!(until_tripped(&breaker, BreakerPermit::failed), 4);
}

// Red when: `too_much` of runtime/src/kernel/breaker/counts.rs compares `results.calls` by `>`.
#[test]
fn a_window_of_ten_needs_ten_calls() {
    let breaker = define("trap-ten", "failure_rate = 50%, calls = 10");
    fail(&breaker, 9);
    assert_eq!((breaker.state(), breaker.snapshot().calls), (BreakerState::Closed, Some(9)));
    succeed(&breaker, 1);
    assert_eq!(breaker.state(), BreakerState::Open, "nine of ten, and it was a success that filled the window");
}

// Red when: `permit` of runtime/src/kernel/breaker/circuit.rs lets everyone pass in half-open.
#[test]
fn half_open_admits_its_probes_alone() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-everyone", "probes = 3, successes = 3");
    half_open(&breaker, &clock);
    let probes: Vec<_> = (0..100).filter_map(|_| breaker.permit().ok()).collect();
    assert_eq!(probes.len(), 3);
}

// Red when: `cancelled` of runtime/src/kernel/breaker/circuit.rs takes nothing back.
#[test]
fn a_cancelled_probe_does_not_wedge_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-cancelled", "");
    half_open(&breaker, &clock);
    (0..100).for_each(|_| drop(passed(&breaker)));
    succeed(&breaker, 1);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

// Red when: `send` of runtime/src/kernel/breaker/probes.rs keeps the probes that hang.
#[test]
fn a_hung_probe_does_not_wedge_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-hung", "probe_timeout = 5s");
    half_open(&breaker, &clock);
    let hung: Vec<_> = (0..10)
        .map(|_| {
            let probe = passed(&breaker);
            assert!(breaker.permit().is_err());
            clock.advance(secs(5));
            probe
        })
        .collect();
    succeed(&breaker, 1);
    assert_eq!(breaker.state(), BreakerState::Closed);
    drop(hung);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

// Red when: `failed` of runtime/src/driver/gate.rs does nothing with the permit of an ignored class.
#[test]
fn a_probe_of_an_ignored_class_does_not_wedge_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-ignored", "");
    let site = Site::new("trap-ignored", policy(r#"breaker = "trap-ignored", attempts = 1"#));
    half_open(&breaker, &clock);
    for _ in 0..10 {
        let refused = site.call_blocking(|| Err::<(), _>(Failed(Fault::new(Class::CLIENT))));
        assert!(refused.is_err_and(|error| error.rejected().is_none()), "it was let through");
    }
    succeed(&breaker, 1);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

// Red when: `send` of runtime/src/kernel/breaker/probes.rs pushes a probe before it looks for a place.
#[test]
fn a_refused_probe_does_not_wedge_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-refused", "open = 10s");
    let inner = define("trap-refusing", "");
    inner.force_open();
    let outer_site = Site::new("outer", policy(r#"breaker = "trap-refused", attempts = 1"#));
    let inner_site = Site::new("inner", policy(r#"breaker = "trap-refusing", attempts = 1"#));
    let call = || outer_site.call_blocking(|| inner_site.call_blocking(|| Ok::<_, Failed>(())));
    half_open(&breaker, &clock);
    for _ in 0..10 {
        assert!(call().is_err(), "the inner breaker refuses");
        assert_eq!(breaker.state(), BreakerState::Open);
        clock.advance(secs(10));
    }
    let probe = passed(&breaker);
    (0..10).for_each(|_| assert!(breaker.permit().is_err(), "one is out"));
    drop(probe);
    passed(&breaker).failed();
    clock.advance(secs(10));
    inner.close();
    assert!(call().is_ok());
    assert_eq!(breaker.state(), BreakerState::Closed);
}

// Red when: `probed` of runtime/src/kernel/breaker/circuit.rs does not take the probe back.
#[test]
fn fewer_probes_than_successes_do_not_wedge_it() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-fewer", "probes = 1, successes = 5");
    half_open(&breaker, &clock);
    succeed(&breaker, 4);
    assert_eq!(breaker.state(), BreakerState::HalfOpen);
    succeed(&breaker, 1);
    assert_eq!(breaker.state(), BreakerState::Closed);
}

// Red when: `ended` of runtime/src/kernel/breaker/circuit.rs takes results of any generation (and `failed` of shared.rs
// does not stand before it).
#[test]
fn results_from_before_the_trip_neither_open_it_again_nor_keep_it_open() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-late", "failures = 1, open = 10s, successes = 2");
    let mut late: Vec<_> = (0..8).map(|_| passed(&breaker)).collect();
    fail(&breaker, 1);
    clock.advance(secs(5));
    late.drain(..2).for_each(BreakerPermit::failed);
    assert_eq!(breaker.snapshot().retry_after, Some(secs(5)), "no longer than it was");
    clock.advance(secs(5));
    succeed(&breaker, 1);
    late.drain(..2).for_each(BreakerPermit::failed);
    assert_eq!(breaker.state(), BreakerState::HalfOpen, "not opened again");
    late.drain(..2).for_each(BreakerPermit::succeeded);
    assert_eq!(breaker.state(), BreakerState::HalfOpen, "nor closed");
    succeed(&breaker, 1);
    late.drain(..).for_each(BreakerPermit::failed);
    assert_eq!(breaker.snapshot().opens, 1);
    assert_eq!((breaker.state(), breaker.snapshot().failures), (BreakerState::Closed, 0));
}

/// Settings that trip in each of the ways there are, with the results that it takes.
const MODES: [(&str, Results, usize); 12] = [
    ("", Results::Bad, 5),
    ("failures = 3", Results::Bad, 3),
    ("within = 60s", Results::Bad, 5),
    ("failures = 3, within = 60s", Results::Bad, 3),
    ("failure_rate = 50%", Results::Bad, 100),
    ("failure_rate = 50%, calls = 10, min_calls = 4", Results::Bad, 4),
    ("failure_rate = 50%, within = 60s", Results::Bad, 20),
    ("slow_call = 2s", Results::Slow, 100),
    ("slow_call = 2s, slow_call_rate = 10%, calls = 10", Results::Slow, 10),
    ("slow_call = 2s, within = 10m, min_calls = 6", Results::Slow, 6),
    ("failures = 3, failure_rate = 50%, calls = 10", Results::Bad, 3),
    ("failure_rate = 50%, slow_call = 2s, calls = 10, min_calls = 5", Results::Slow, 5),
];

#[derive(Clone, Copy, Debug)]
enum Results {
    Bad,
    Slow,
}

impl Results {
    fn give(self, permit: BreakerPermit, clock: &ManualClock) {
        match self {
            Self::Bad => permit.failed(),
            Self::Slow => {
                clock.advance(secs(2));
                permit.succeeded();
            }
        }
    }
}

// Red when: `too_much` of runtime/src/kernel/breaker/counts.rs leaves one of its four limits out.
#[test]
fn it_trips_in_each_of_its_modes() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    for (settings, results, expected) in MODES {
        let breaker = define("trap-modes", settings);
        breaker.close();
        assert_eq!(until_tripped(&breaker, |permit| results.give(permit, &clock)), expected, "{settings}");
    }
}

/// Each of several limits trips it alone.
#[test]
fn no_mode_hides_another() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-both", "failures = 4, failure_rate = 50%, slow_call = 2s, calls = 10");
    let mixed = |breaker: &Breaker, results: &[Option<Results>]| {
        for result in results {
            match result {
                Some(result) => result.give(passed(breaker), &clock),
                None => succeed(breaker, 1),
            }
        }
        let state = breaker.state();
        breaker.close();
        state
    };
    let (bad, slow) = (Some(Results::Bad), Some(Results::Slow));
    assert_eq!(mixed(&breaker, &[bad; 4]), BreakerState::Open, "in a row");
    let bad_ones = [bad, bad, bad, None, bad, bad, None, None, None, None];
    assert_eq!(mixed(&breaker, &bad_ones), BreakerState::Open, "their share");
    let slow_ones = [slow, slow, slow, None, slow, slow, None, None, None, None];
    assert_eq!(mixed(&breaker, &slow_ones), BreakerState::Open, "the share of slow ones");
    let few = [bad, bad, bad, None, bad, slow, slow, None, slow, slow];
    assert_eq!(mixed(&breaker, &few), BreakerState::Closed, "four bad ones and four slow ones are no half");
}

// Red when: `enter` of runtime/src/kernel/breaker/circuit.rs does not clear the counts; `min_calls` of
// policy/src/breaker/settings.rs answers the window's size whatever was written.
#[test]
fn after_a_recovery_it_sees_as_well_as_a_new_one() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let breaker = define("trap-blind", "failure_rate = 50%, calls = 1000, min_calls = 10, open = 5s");
    for _ in 0..5 {
        succeed(&breaker, 9);
        assert_eq!(until_tripped(&breaker, BreakerPermit::failed), 9, "nine of 18 are a half");
        clock.advance(secs(5));
        succeed(&breaker, 1);
        assert_eq!((breaker.state(), breaker.snapshot().calls), (BreakerState::Closed, Some(0)));
    }
    assert_eq!(until_tripped(&breaker, BreakerPermit::failed), 10, "the first that are enough for a verdict");
}

/// 10,000 idle hours are 36,000,000,000,000 windows of a microsecond: what visits each of them does not come back, and
/// what keeps anything of them allocates.
// Red when: `evict` of runtime/src/kernel/breaker/last_while.rs does nothing; `evict` of counts.rs moves a failure that is
// too old on by one window at a time.
#[test]
fn idle_time_costs_no_work() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let after = |settings: &str, idle: Duration| {
        let breaker = define("trap-work", settings);
        breaker.close();
        for result in [BreakerPermit::failed, BreakerPermit::succeeded, BreakerPermit::failed] {
            result(passed(&breaker));
            clock.advance(Duration::from_nanos(1));
        }
        clock.advance(idle);
        let work = measure(|| {
            succeed(&breaker, 1);
            fail(&breaker, 1);
            assert_eq!(breaker.snapshot().failures, 1);
        });
        work.count_total
    };
    for settings in ["failures = 9, within = 1us", "failure_rate = 100%, within = 1us, min_calls = 1000"] {
        let _warm = after(settings, secs(1));
        assert_eq!(after(settings, secs(36_000_000)), after(settings, secs(1)), "{settings}");
    }
}

// Red when: `family` of runtime/src/breaker/registry.rs does not insert what it makes.
#[test]
fn two_things_of_one_name_are_one() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let (first, second) = (breaker("trap-name"), breaker("trap-name"));
    let sites = [1, 2].map(|_| Site::new("trap", policy(r#"breaker = "trap-name", attempts = 1"#)));
    let defined = define("trap-name", "failures = 4");
    for site in &sites {
        assert!(site.call_blocking(|| Err::<(), _>(Failed(server()))).is_err());
    }
    fail(&first, 1);
    fail(&second, 1);
    for handle in [&first, &second, &defined, &breaker("trap-name")] {
        assert_eq!(handle.state(), BreakerState::Open);
        assert!(matches!(handle.permit(), Err(Rejected::CircuitOpen { breaker, .. }) if breaker == "trap-name"));
    }
    assert_eq!(defined.snapshot().rejected, 4);
}
