//! The schedule: the delays that calls get lie within it, and it is as long as they are many.
//!
//! Red when: `bounds` in the kernel's jitter.rs gives half of the delay as the longest, or the schedule's step is one
//! ahead of the kernel's.

use std::time::Duration;

use proptest::prelude::*;
use resilin::explain::{Delay, Schedule};
use resilin::kernel::{Call, Failure, Rules, Verdict};
use resilin::testing::seed;
use resilin::{Backoff, Class, Jitter, Policy, Site};

use super::common::explain;

fn millis(time: u64) -> Duration {
    Duration::from_millis(time)
}

fn of(text: &str, class: &str) -> Vec<(u32, [u128; 3])> {
    let explained = explain(text);
    let schedule = explained.schedule(class).expect("it is retried");
    let row = |delay: &Delay| {
        let times = [delay.lowest, delay.delay, delay.highest];
        (delay.retry, times.map(|time| time.as_millis()))
    };
    schedule.delays.iter().map(row).collect()
}

#[test]
fn each_jitter_spreads_as_it_says() {
    let text = |jitter: &str| format!("backoff = exp(1s, 2, 3s), attempts = 4, jitter = {jitter}");
    let rows = |rows: [[u128; 3]; 3]| (1..).zip(rows).collect::<Vec<_>>();
    assert_eq!(of(&text("none"), "server"), rows([[1000; 3], [2000; 3], [3000; 3]]));
    assert_eq!(of(&text("full"), "server"), rows([[0, 1000, 1000], [0, 2000, 2000], [0, 3000, 3000]]));
    assert_eq!(of(&text("equal"), "server"), rows([[500, 1000, 1000], [1000, 2000, 2000], [1500, 3000, 3000]]));
    let quarter = rows([[750, 1000, 1250], [1500, 2000, 2500], [2250, 3000, 3000]]);
    assert_eq!(of(&text("25%"), "server"), quarter, "never above the cap");
    let decorrelated = "backoff = decorrelated(1s, 5s), attempts = 4";
    assert_eq!(of(decorrelated, "server"), rows([[1000, 3000, 3000], [1000, 5000, 5000], [1000, 5000, 5000]]));
    let fixed = of("backoff = fixed(1s), attempts = 2, jitter = 25%", "server");
    assert_eq!(fixed, [(1, [750, 1000, 1250])], "a fixed delay names no cap");
}

#[test]
fn classes_with_the_same_delays_share_a_schedule() {
    let explained =
        explain("attempts = 3, on(\"conflict\" = retry(none, attempts = 4), overload = retry(attempts = 9))");
    let classes: Vec<String> = explained.schedules.iter().map(|schedule| schedule.classes.join(" ")).collect();
    assert_eq!(classes, ["network timeout server invalid", "overload", "throttled", "unknown", "conflict"]);
    let retries: Vec<Option<u32>> = explained.schedules.iter().map(|schedule| schedule.retries).collect();
    assert_eq!(retries, [Some(2), Some(8), Some(2), Some(2), Some(3)]);
    assert_eq!(explained.schedule("unknown").unwrap().delays[0].delay, millis(800), "four times the site's");
}

#[test]
fn ten_delays_are_listed_at_most() {
    let lengths = |text: &str| {
        let explained = explain(text);
        let Schedule { retries, delays, .. } = explained.schedule("server").unwrap();
        (*retries, delays.len())
    };
    assert_eq!(lengths("attempts = 11"), (Some(10), 10));
    assert_eq!(lengths("attempts = 12"), (Some(11), 10));
    assert_eq!(lengths("attempts = unlimited, deadline = 1h"), (None, 10));
    assert_eq!(lengths("attempts = 2"), (Some(1), 1));
    assert_eq!(explain("attempts = 1").schedules, []);
}

fn time() -> BoxedStrategy<Duration> {
    let any = (any::<u64>(), 1_u32..1_000_000_000).prop_map(|(seconds, nanos)| Duration::new(seconds, nanos));
    prop_oneof![(1_u64..100_000).prop_map(millis), (1_u64..200_000).prop_map(Duration::from_secs), any].boxed()
}

fn rising() -> impl Strategy<Value = (Duration, Duration)> {
    (time(), time()).prop_map(|(one, other)| (one.min(other), one.max(other)))
}

fn shape() -> impl Strategy<Value = Backoff> {
    prop_oneof![
        (rising(), 1.0..10.0).prop_map(|((first, cap), factor)| Backoff::Exponential { first, factor, cap }),
        (rising(), time()).prop_map(|((first, cap), step)| Backoff::Linear { first, step, cap }),
        rising().prop_map(|(first, cap)| Backoff::Fibonacci { first, cap }),
        time().prop_map(Backoff::Fixed),
        rising().prop_map(|(base, cap)| Backoff::Decorrelated { base, cap }),
        Just(Backoff::None),
    ]
}

fn jitter() -> impl Strategy<Value = Option<Jitter>> {
    let share = (0.0..=1.0).prop_map(Jitter::Proportional);
    let one = prop_oneof![share, Just(Jitter::Full), Just(Jitter::Equal), Just(Jitter::None)];
    proptest::option::of(one)
}

/// A policy whose `server` is retried by the site's delays, scaled or not, or by a shape of its own.
fn policies() -> impl Strategy<Value = Policy> {
    let rule = prop_oneof![
        Just("retry".to_owned()),
        (2_u32..100).prop_map(|scale| format!("retry(scale = {scale})")),
        shape().prop_map(|shape| format!("retry({shape})")),
        (shape(), 2_u32..20).prop_map(|(shape, attempts)| format!("retry({shape}, attempts = {attempts})")),
    ];
    (shape(), jitter(), 2_u32..14, rule).prop_filter_map("what cannot work", |(shape, jitter, attempts, rule)| {
        let jitter = jitter.map_or_else(String::new, |jitter| format!(", jitter = {jitter}"));
        format!("backoff = {shape}{jitter}, attempts = {attempts}, on(server = {rule})").parse().ok()
    })
}

/// The waits of a call whose every attempt fails so.
fn waits(policy: &Policy, class: Class, mut random: impl FnMut() -> u64) -> Vec<Duration> {
    let (mut call, failure) = (Call::new(), Failure::new(class));
    let next = || match call.failed(Rules::from(policy), &failure, &mut random) {
        Verdict::Retry { after } => Some(after),
        _ => None,
    };
    std::iter::from_fn(next).collect()
}

/// The lowest bits, the highest, and any.
fn draws(seed: u64) -> [Box<dyn FnMut() -> u64>; 3] {
    let mut state = seed;
    let mixed = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state ^ (state >> 29)
    };
    [Box::new(|| 0), Box::new(|| u64::MAX), Box::new(mixed)]
}

proptest! {
    #[test]
    fn what_the_kernel_draws_lies_within(policy in policies(), seed in any::<u64>()) {
        let site: &Site = Box::leak(Box::new(Site::new("drawn", policy.clone())));
        let explained = site.explain();
        let schedule = explained.schedule("server").expect("it is retried");
        for random in draws(seed) {
            let waits = waits(&policy, Class::SERVER, random);
            prop_assert_eq!(schedule.retries, Some(u32::try_from(waits.len()).unwrap()), "{}", policy);
            for (delay, wait) in schedule.delays.iter().zip(&waits) {
                prop_assert!(delay.lowest <= *wait && *wait <= delay.highest, "{policy}: {delay:?}, {wait:?}");
                prop_assert!(delay.lowest <= delay.delay && delay.delay <= delay.highest, "{policy}: {delay:?}");
            }
        }
    }

    /// The ends are reached, but for the nanosecond that the highest bits fall short of the whole.
    #[test]
    fn the_bounds_are_no_wider_than_they_have_to_be(policy in policies()) {
        let site: &Site = Box::leak(Box::new(Site::new("drawn", policy.clone())));
        let explained = site.explain();
        let delays = &explained.schedule("server").expect("it is retried").delays;
        let (low, high) = (waits(&policy, Class::SERVER, || 0), waits(&policy, Class::SERVER, || u64::MAX));
        for ((delay, low), high) in delays.iter().zip(low).zip(high) {
            prop_assert_eq!(delay.lowest, low, "{}", policy);
            // The kernel draws of centuries in coarser steps. Of a decorrelated shape each draw falls short of what the
            // one before it fell short of.
            let short = delay.highest.saturating_sub(high);
            let is_fine = u64::try_from(delay.highest.as_nanos()).is_ok();
            prop_assert!(!is_fine || short <= Duration::from_micros(100), "{policy}: {delay:?}, {high:?}");
        }
    }

    #[test]
    fn the_worst_case_is_no_shorter_than_the_highest_delays(policy in policies()) {
        let site: &Site = Box::leak(Box::new(Site::new("worst", policy.clone())));
        let explained = site.explain();
        let worst = explained.worst_case.waiting.expect("the attempts are limited");
        for schedule in explained.schedules.iter().filter(|schedule| schedule.retries.is_some_and(|most| most <= 10)) {
            let sum = schedule.delays.iter().fold(Duration::ZERO, |sum, delay| sum.saturating_add(delay.highest));
            // Worked out in floats there: of centuries they lose nanoseconds.
            let lost = Duration::try_from_secs_f64(sum.as_secs_f64() * 1e-12).unwrap_or_default();
            prop_assert!(sum.saturating_sub(lost) <= worst, "{policy}: {sum:?} > {worst:?}");
        }
    }
}

#[test]
fn real_delays_of_the_runtime_lie_within() {
    let site: &Site = Box::leak(Box::new(Site::new(
        "real",
        "backoff = exp(100ms, 2, 1s), jitter = 0.3, attempts = 6".parse().unwrap(),
    )));
    let explained = site.explain();
    let delays = &explained.schedule("network").expect("it is retried").delays;
    for n in 0..200 {
        let clock = resilin::testing::ManualClock::new();
        let _installed = clock.install();
        let _seeded = seed(n);
        let refused = || Err::<(), _>(std::io::Error::from(std::io::ErrorKind::ConnectionRefused));
        site.call_blocking(refused).unwrap_err();
        let sleeps = clock.sleeps();
        assert_eq!(sleeps.len(), delays.len());
        for (delay, slept) in delays.iter().zip(sleeps) {
            assert!(delay.lowest <= slept && slept <= delay.highest, "{delay:?}, {slept:?}");
        }
    }
}
