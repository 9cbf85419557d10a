//! Listeners themselves: any number, at any time, whatever they do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, Weak};

use futures_util::FutureExt as _;
use resilin::{BreakerState, Class, Event, Listening, Site, listen, policy, resilient};
use tokio::time::sleep;

use super::common::{Ear, Failed, failed, line, secs};

/// A site of one test's own: all listeners of the process hear of all calls.
fn site(name: &'static str) -> Site {
    Site::new(name, policy!("backoff = fixed(1s), jitter = none, attempts = 2"))
}

async fn call(site: &Site, good: bool) -> Result<(), resilin::Error<Failed>> {
    let body = || async {
        sleep(secs(1)).await;
        if good { Ok(()) } else { Err(failed(Class::SERVER)) }
    };
    site.call(body).await
}

const GOOD: [&str; 2] = ["attempt 1 ok took=1000", "call ok attempts=1 took=1000"];

#[tokio::test(start_paused = true)]
async fn all_hear_the_same() {
    let site = site("listeners.all");
    let open = || Ear::open(&["listeners.all"]);
    let all = [open(), open(), open()];
    call(&site, true).await.expect("it is good");
    for (ear, _) in &all {
        ear.heard(&GOOD);
    }
}

// Red when: `hear` of runtime/src/events/hearers.rs does not ask whether the listener has left.
#[tokio::test(start_paused = true)]
async fn one_that_leaves_hears_nothing_any_more_not_even_of_a_call_under_way() {
    let site = site("listeners.leaves");
    let (ear, listening) = Ear::open(&["listeners.leaves"]);
    let (other, _listening) = Ear::open(&["listeners.leaves"]);
    let leave = async {
        sleep(secs(1) / 2).await;
        drop(listening);
    };
    let (outcome, ()) = tokio::join!(call(&site, true), leave);
    outcome.expect("it is good");
    ear.heard(&[]);
    other.heard(&GOOD);
}

// Red when: `tell` of runtime/src/telemetry/heard.rs tells all who listen now.
#[tokio::test(start_paused = true)]
async fn one_that_comes_hears_of_the_calls_that_begin_from_then_on() {
    let site = site("listeners.comes");
    for somebody_listens in [false, true] {
        let _other = somebody_listens.then(|| Ear::open(&[]));
        let come = async {
            sleep(secs(1) / 2).await;
            Ear::open(&["listeners.comes"])
        };
        let (outcome, (ear, _listening)) = tokio::join!(call(&site, false), come);
        assert!(outcome.is_err());
        ear.heard(&[]);
        call(&site, true).await.expect("it is good");
        ear.heard(&GOOD);
    }
}

#[test]
fn one_that_listens_for_good() {
    static TOLD: AtomicUsize = AtomicUsize::new(0);
    listen(|event: &Event<'_>| {
        if matches!(event, Event::BreakerMoved(moved) if moved.breaker == "listeners.for good") {
            TOLD.fetch_add(1, Ordering::Relaxed);
        }
    })
    .forever();
    resilin::breaker("listeners.for good").force_open();
    assert_eq!(TOLD.load(Ordering::Relaxed), 1);
}

/// Panics at everything that it is told of a site.
fn panicking(site: &'static str) -> Listening {
    listen(move |event: &Event<'_>| assert!(line(event).0 != site, "the listener"))
}

#[resilient(name = "listeners.panicking", breaker("listeners.panicking", failures = 2), backoff = fixed(1s), jitter = none)]
async fn under_panics(ends: End) -> Result<(), resilin::Error<Failed>> {
    tokio::task::yield_now().await;
    match ends {
        End::Well => Ok(()),
        End::Badly => Err(failed(Class::SERVER).into()),
        End::InPanic => panic!("the body"),
    }
}

#[derive(Clone, Copy)]
enum End {
    Well,
    Badly,
    InPanic,
}

// Red (it aborts) when: `hear` of runtime/src/events/hearers.rs catches no panic.
#[tokio::test(start_paused = true)]
async fn one_that_panics_ends_no_call_and_keeps_no_other_from_hearing() {
    let _panicking = panicking("listeners.panicking");
    let (ear, _listening) = Ear::open(&["listeners.panicking"]);
    let breaker = resilin::breaker("listeners.panicking");
    under_panics(End::Well).await.expect("it is good");
    ear.heard(&["attempt 1 ok took=0", "call ok attempts=1 took=0"]);
    assert!(under_panics(End::Badly).await.is_err());
    assert_eq!((breaker.state(), breaker.snapshot().opens), (BreakerState::Open, 1));
    ear.lines().clear();
    breaker.open_for(secs(0));
    ear.heard(&[]);
    let left = AssertUnwindSafe(under_panics(End::InPanic)).catch_unwind().await;
    assert_eq!(left.expect_err("the body panics").downcast_ref::<&str>(), Some(&"the body"));
    ear.heard(&[
        "breaker open -> half_open open_time_over lasted=0 open=None",
        "breaker half_open -> open probe_failed lasted=0 open=Some(60000)",
        "attempt 1 panicked took=0",
        "call panicked attempts=1 took=0",
    ]);
    assert_eq!(breaker.snapshot().probes, 0, "no permit is lost");
}

static OWN: Site = Site::new("listeners.own", policy!(r#"breaker = "listeners.own""#));

static TRIGGER: Site = Site::new("listeners.trigger", policy!("attempts = 1"));

/// Does whatever a listener may do, and says how often it was told.
#[derive(Default)]
struct Busy {
    told: AtomicUsize,
    listening: Mutex<Option<Listening>>,
}

impl Busy {
    fn act(&self) {
        self.told.fetch_add(1, Ordering::Relaxed);
        OWN.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
        let breaker = resilin::breaker("listeners.own");
        breaker.force_open();
        assert_eq!((breaker.state(), breaker.snapshot().rejected), (BreakerState::ForcedOpen, 0));
        breaker.close();
        drop(listen(|_: &Event<'_>| {}));
        drop(self.listening.lock().expect("nobody panics under it").replace(listen(|_: &Event<'_>| {})));
    }
}

// Red (it overflows the stack) when: `enter` of runtime/src/events/hearers.rs lets a listener in twice.
#[tokio::test(start_paused = true)]
async fn one_may_make_calls_move_breakers_and_listen_and_others_hear_it() {
    let busy: Arc<Busy> = Arc::default();
    let told = Arc::clone(&busy);
    let _busy = listen(move |event: &Event<'_>| {
        if ["listeners.trigger", "listeners.own"].contains(&&*line(event).0) {
            told.act();
        }
    });
    let (ear, _listening) = Ear::open(&["listeners.own"]);
    TRIGGER.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
    assert_eq!(busy.told.load(Ordering::Relaxed), 2, "the attempt and the call");
    let lines = ear.lines().clone();
    let of = |what: &str| lines.iter().filter(|line| line.starts_with(what)).count();
    assert_eq!((of("attempt 1 ok"), of("call ok"), of("breaker")), (2, 2, 4), "{lines:?}");
}

/// Two that make calls of each other's hear each other, and come to an end.
#[test]
fn two_that_make_calls_come_to_an_end() {
    static TWO: Site = Site::new("listeners.two", policy!("attempts = 1"));
    let told: [Arc<AtomicUsize>; 2] = Default::default();
    let open = |told: &Arc<AtomicUsize>| {
        let told = Arc::clone(told);
        listen(move |event: &Event<'_>| {
            if matches!(event, Event::CallEnded(call) if call.site == "listeners.two") {
                told.fetch_add(1, Ordering::Relaxed);
                TWO.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
            }
        })
    };
    let _both = (open(&told[0]), open(&told[1]));
    TWO.call_blocking(|| Ok::<_, Failed>(())).expect("it is good");
    assert_eq!(told.each_ref().map(|told| told.load(Ordering::Relaxed)), [2, 2]);
}

/// It holds its own guard, and lets go of it when it has heard enough.
#[test]
fn one_may_leave_while_it_is_told() {
    struct Once {
        told: AtomicUsize,
        guard: Mutex<Option<Listening>>,
    }
    static ONCE: OnceLock<Weak<Once>> = OnceLock::new();
    let once = Arc::new(Once { told: AtomicUsize::new(0), guard: Mutex::new(None) });
    ONCE.set(Arc::downgrade(&once)).expect("this test alone sets it");
    let listening = listen(|event: &Event<'_>| {
        if matches!(event, Event::BreakerMoved(moved) if moved.breaker == "listeners.leaving") {
            let once = ONCE.get().and_then(Weak::upgrade).expect("the test holds it");
            once.told.fetch_add(1, Ordering::Relaxed);
            once.guard.lock().expect("nobody panics under it").take();
        }
    });
    *once.guard.lock().expect("nobody panics under it") = Some(listening);
    resilin::breaker("listeners.leaving").force_open();
    resilin::breaker("listeners.leaving").close();
    assert_eq!(once.told.load(Ordering::Relaxed), 1);
}

/// Many threads, listeners that come and go, and one that counts: it misses nothing and hears nothing twice.
#[test]
fn under_load_every_call_and_every_attempt_is_told_once() {
    const THREADS: usize = 8;
    const CALLS: usize = 500;
    static LOAD: Site = Site::new("listeners.load", policy!("attempts = 2, backoff = none"));
    let counts: Arc<[AtomicUsize; 4]> = Arc::default();
    let heard = Arc::clone(&counts);
    let _listening = listen(move |event: &Event<'_>| {
        let at = match event {
            Event::CallEnded(call) if call.site == "listeners.load" => call.outcome.name() == "panicked",
            Event::AttemptEnded(attempt) if attempt.site == "listeners.load" => {
                heard[usize::from(attempt.outcome.name() == "ok")].fetch_add(1, Ordering::Relaxed);
                return;
            }
            _ => return,
        };
        heard[2 + usize::from(at)].fetch_add(1, Ordering::Relaxed);
    });
    std::thread::scope(|threads| {
        for _ in 0..THREADS {
            threads.spawn(|| {
                for call in 0..CALLS {
                    let _passing = (call % 7 == 0).then(|| listen(|_: &Event<'_>| {}));
                    let mut run = 0;
                    let body = || {
                        run += 1;
                        assert!(call % 5 != 0 || run != 2, "the body");
                        if run == 1 { Err(failed(Class::SERVER)) } else { Ok(()) }
                    };
                    let ended = catch_unwind(AssertUnwindSafe(|| LOAD.call_blocking(body)));
                    assert_eq!(ended.is_err(), call % 5 == 0);
                }
            });
        }
    });
    let [failed, good, ended, panicked] = counts.each_ref().map(|count| count.load(Ordering::Relaxed));
    let (all, fifth) = (THREADS * CALLS, THREADS * CALLS / 5);
    assert_eq!((failed, good), (all + fifth, all - fifth), "one that panicked is none that is good");
    assert_eq!((ended, panicked), (all - fifth, fifth));
}
