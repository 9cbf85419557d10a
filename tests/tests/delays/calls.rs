//! The same bounds through whole calls, attempts and hints included.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use resilin::testing::{self, ManualClock};
use resilin::{Class, Classify, Fault, Policy, Site};

use super::common::cases;

struct Failed(Fault);

impl Classify for Failed {
    fn classify(&self) -> Fault {
        self.0
    }
}

/// How long an attempt takes, and what the server asks for after it, in milliseconds.
type Script = Vec<(u64, Option<u64>)>;

fn script() -> impl Strategy<Value = Script> {
    let millis = || prop_oneof![1_u64..100, 1_u64..20_000];
    // Hints of zero are not slept, which would shift the list.
    vec((millis(), proptest::option::weighted(0.3, millis())), 1..40)
}

/// When each sleep of the call began, and how long it was.
fn sleeps(policy: &Policy, script: &Script, seed: u64) -> Vec<(Duration, Duration)> {
    let _seeded = testing::seed(seed);
    let clock = ManualClock::new();
    let _installed = clock.install();
    let mut began = Vec::new();
    let mut steps = script.iter().cycle();
    let outcome = Site::new("calls", policy.clone()).call_blocking(|| {
        let (takes, asks) = steps.next().expect("a cycle does not end");
        clock.advance(Duration::from_millis(*takes));
        began.push(clock.elapsed());
        let fault = Fault::new(Class::SERVER);
        Err::<(), _>(Failed(asks.map_or(fault, |asks| fault.retry_after(Duration::from_millis(asks)))))
    });
    assert!(outcome.is_err());
    began.into_iter().zip(clock.sleeps()).collect()
}

fn policy(text: &str) -> Policy {
    text.parse().expect("a policy of this test")
}

proptest! {
    #![proptest_config(cases(400))]

    // Red when: `before` of runtime/src/kernel/steps.rs always answers `Ok(wait)`.
    #[test]
    fn no_call_sleeps_past_its_deadline(
        script in script(), seconds in 30_u64..600, seed: u64,
        jitter in prop_oneof![Just("full"), Just("equal"), Just("25%"), Just("none")]
    ) {
        let deadline = Duration::from_secs(seconds);
        let text = format!("backoff = exp(1s, 2, 20s), jitter = {jitter}, attempts = 2000, deadline = {seconds}s");
        for (began, slept) in sleeps(&policy(&text), &script, seed) {
            prop_assert!(began + slept < deadline, "from {began:?} for {slept:?}");
        }
    }

    // Red when: `above_hint` of runtime/src/kernel/jitter.rs has `between(least / 2, …)`.
    #[test]
    fn no_sleep_undercuts_its_hint_or_passes_max_wait(script in script(), seed: u64) {
        let policy = policy("backoff = exp(1s, 2, 20s), jitter = 25%, attempts = 60, max_wait = 15s");
        let sleeps = sleeps(&policy, &script, seed);
        let longest = Duration::from_secs(15);
        for ((_, slept), (_, asks)) in sleeps.iter().zip(script.iter().cycle()) {
            let Some(asks) = asks.map(Duration::from_millis) else { continue };
            prop_assert!(asks <= *slept && *slept <= longest, "{asks:?}: {slept:?}");
        }
        let first_too_long = script.iter().position(|(_, asks)| asks.is_some_and(|asks| asks > 15_000));
        prop_assert_eq!(sleeps.len(), first_too_long.unwrap_or(59), "it ends at once there");
    }

    // Red when: `range` of runtime/src/kernel/jitter.rs loses its `.min(nanos(ceiling))`.
    #[test]
    fn no_sleep_without_a_hint_is_above_the_cap(seed: u64, attempts in 2_u32..200) {
        let policy = policy(&format!("backoff = exp(7s, 3, 20s), jitter = 100%, attempts = {attempts}"));
        let sleeps = sleeps(&policy, &vec![(0, None)], seed);
        prop_assert!(sleeps.iter().all(|(_, slept)| *slept <= Duration::from_secs(20)), "{sleeps:?}");
        prop_assert!(sleeps[0].1 <= Duration::from_secs(14), "{sleeps:?}");
    }
}
