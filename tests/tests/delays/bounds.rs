//! What no wait ever leaves, for the whole range of values.

use std::time::Duration;

use proptest::prelude::*;
use resilin::kernel::Failure;
use resilin::{Backoff, Class, Jitter};

use super::common::{STEPS, about, bits, cap, cases, decorrelated, duration, jitter, jittered, policy, waits};

/// Relative, for what a float rounds off.
const ROUNDING: f64 = 1.0e-12;

fn within(wait: Duration, d: Duration, jitter: Jitter, cap: Duration) -> bool {
    match jitter {
        Jitter::Full => wait <= d,
        Jitter::Equal => d / 2 <= wait && wait <= d,
        Jitter::Proportional(share) => {
            let wait = wait.as_secs_f64();
            let high = about(d, 1.0 + share, ROUNDING).min(about(cap, 1.0, ROUNDING));
            about(d, 1.0 - share, -ROUNDING) <= wait && wait <= high
        }
        _ => wait == d,
    }
}

proptest! {
    #![proptest_config(cases(1_500))]

    // Red when: `range` of runtime/src/kernel/jitter.rs loses its `.min(nanos(ceiling))`.
    #[test]
    fn no_wait_is_above_the_cap(shape in jittered(), jitter in jitter(), bits in bits()) {
        let policy = policy(shape, &format!(", jitter = {jitter}"));
        for class in [Class::NETWORK, Class::THROTTLED, Class::UNKNOWN] {
            let waits = waits(&policy, &Failure::new(class), bits);
            let cap = if class == Class::THROTTLED { Duration::from_secs(60) } else { cap(&shape) };
            prop_assert!(waits.len() == STEPS && waits.iter().all(|wait| *wait <= cap), "{waits:?}");
        }
    }

    // Red when: `range` of runtime/src/kernel/jitter.rs has `whole / 3` for `Equal`.
    #[test]
    fn every_wait_is_within_what_its_jitter_says(shape in jittered(), jitter in jitter(), bits in bits()) {
        let policy = policy(shape, &format!(", jitter = {jitter}"));
        for (n, wait) in (0..).zip(waits(&policy, &Failure::new(Class::SERVER), bits)) {
            prop_assert!(within(wait, shape.delay(n), jitter, cap(&shape)), "{n}: {wait:?}");
        }
    }

    // Red when: `advance` of runtime/src/kernel/steps.rs loses its `.min(ceiling(shape))`.
    #[test]
    fn what_nobody_knows_waits_within_four_times_as_long(
        shape in jittered(), jitter in jitter(), bits in bits()
    ) {
        // `attempts` is left out, so that the rule for unknown failures holds.
        let text = format!("backoff = {shape}, jitter = {jitter}");
        let policy = text.parse().expect("a policy of the language");
        for (n, wait) in (0..).zip(waits(&policy, &Failure::new(Class::UNKNOWN), bits)) {
            let d = shape.delay(n).saturating_mul(4).min(cap(&shape));
            prop_assert!(within(wait, d, jitter, cap(&shape)), "{n}: {wait:?}");
        }
    }

    // Red when: `decorrelated` of runtime/src/kernel/schedule.rs multiplies by 5.
    #[test]
    fn decorrelated_waits_are_between_the_base_and_three_times_the_one_before(
        shape in decorrelated(), bits in bits()
    ) {
        let Backoff::Decorrelated { base, cap } = shape else { unreachable!() };
        let mut previous = base;
        for wait in waits(&policy(shape, ""), &Failure::new(Class::SERVER), bits) {
            prop_assert!(base <= wait && wait <= cap.min(previous.saturating_mul(3)), "{previous:?}, then {wait:?}");
            previous = wait;
        }
    }

    // Red when: `before` of runtime/src/kernel/steps.rs always answers `Ok(wait)`.
    #[test]
    fn no_wait_is_as_long_as_what_the_deadline_leaves(
        shape in prop_oneof![jittered(), decorrelated().boxed()], left in duration(), hint in duration(),
        has_hint: bool, bits in bits()
    ) {
        let hint = has_hint.then_some(hint);
        let failure = Failure { left: Some(left), retry_after: hint, ..Failure::new(Class::OVERLOAD) };
        let waits = waits(&policy(shape, ""), &failure, bits);
        prop_assert!(waits.iter().all(|wait| *wait < left), "{waits:?}");
    }

    // Red when: `delay` of policy/src/backoff.rs loses a `.min(cap)`.
    #[test]
    fn any_step_of_any_shape_has_an_answer(
        shape in prop_oneof![jittered(), decorrelated().boxed()],
        n in prop_oneof![any::<u32>(), Just(u32::MAX), 0_u32..300]
    ) {
        prop_assert!(shape.delay(n) <= shape.cap());
    }
}
