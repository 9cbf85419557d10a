//! Jitter above the cap, a first delay above the cap.

use std::time::Duration;

use resilin::{Backoff, Class, Fault};

use super::common::{policy, secs, server, sleeps};

// Red when: `range` of runtime/src/kernel/jitter.rs loses its `.min(nanos(ceiling))`.
#[test]
fn jitter_never_passes_the_cap() {
    for jitter in ["1%", "25%", "100%", "equal", "full"] {
        let text = format!("backoff = exp(10s, 2, 20s), attempts = 100, jitter = {jitter}");
        let sleeps = sleeps(&text, server());
        assert!(sleeps.iter().all(|sleep| *sleep <= secs(20)), "{jitter}: {sleeps:?}");
    }
}

// Red when: the result is cut instead of the range: `range` without `.min(nanos(ceiling))`, and `spread` with `.min(ceiling)`.
#[test]
fn jitter_does_not_pile_up_at_the_cap() {
    let sleeps = sleeps("backoff = exp(10s, 2, 20s), attempts = 1000, jitter = 100%", server());
    let at_the_cap = sleeps.iter().filter(|sleep| **sleep == secs(20)).count();
    assert!(at_the_cap < 10, "{at_the_cap} of 999");
}

// Red when: `delay` of policy/src/backoff.rs loses the `.min(cap)` of `Exponential`.
#[test]
fn the_first_delay_never_passes_the_cap() {
    let (first, cap) = (secs(30), secs(20));
    assert!("backoff = exp(30s, 2, 20s)".parse::<resilin::Policy>().is_err(), "as text it is a mistake");
    for shape in [
        Backoff::Exponential { first, factor: 2.0, cap },
        Backoff::Linear { first, step: first, cap },
        Backoff::Fibonacci { first, cap },
        Backoff::Decorrelated { base: first, cap },
    ] {
        assert_eq!((shape.delay(0), shape.delay(1)), (cap, cap), "{shape:?}");
    }
}

// Red when: `advance` of runtime/src/kernel/steps.rs loses its `.min(ceiling(shape))`.
#[test]
fn a_scaled_first_delay_never_passes_the_cap() {
    let text = "backoff = exp(10s, 2, 20s), jitter = none";
    assert_eq!(sleeps(text, Fault::new(Class::UNKNOWN)), [secs(20); 2]);
}

// Red when: `decorrelated` of runtime/src/kernel/schedule.rs loses its `.min(nanos(cap))`.
#[test]
fn decorrelated_delays_never_pass_the_cap_and_never_fall_below_the_base() {
    let sleeps = sleeps("backoff = decorrelated(5s, 20s), attempts = 500", server());
    assert!(sleeps.iter().all(|sleep| (secs(5)..=secs(20)).contains(sleep)), "{sleeps:?}");
    assert!(sleeps.iter().any(|sleep| *sleep > secs(15)), "it grows: {sleeps:?}");
}

// Red when: `exponential` of policy/src/backoff.rs counts from 1.
#[test]
fn the_first_delay_is_the_one_written() {
    for shape in ["exp(7s, 2, 60s)", "linear(7s, 1s, 60s)", "fib(7s, 60s)", "fixed(7s)"] {
        let delay = policy(&format!("backoff = {shape}")).backoff().delay(0);
        assert_eq!(delay, Duration::from_secs(7), "{shape}");
    }
}
