//! What a server's hint becomes.

use std::time::Duration;

use proptest::prelude::*;
use resilin::kernel::{Call, Failure, GiveUp, Verdict};
use resilin::{Backoff, Class, Jitter};

use super::common::{Bits, about, bits, cases, duration, jitter, jittered, policy, retried};

fn asked(hint: Duration) -> Failure {
    Failure { retry_after: Some(hint), ..Failure::new(Class::OVERLOAD) }
}

fn first(shape: Backoff, rest: &str, failure: &Failure, mut bits: Bits) -> Verdict {
    Call::new().failed(&policy(shape, rest), failure, &mut bits)
}

/// The longest that jitter may make of a hint.
fn highest(hint: Duration, d: Duration, jitter: Jitter) -> f64 {
    match jitter {
        Jitter::Proportional(share) => about(hint, 1.0 + share, 1.0e-12),
        Jitter::Full | Jitter::Equal => about(hint.saturating_add(d), 1.0, 1.0e-12),
        _ => hint.as_secs_f64(),
    }
}

// Red when: `above_hint` of runtime/src/kernel/jitter.rs loses an arm.
#[test]
fn halfway_of_what_jitter_adds_to_a_hint() {
    let shape = Backoff::Fixed(Duration::from_secs(4));
    for (jitter, millis) in [("none", 10_000), ("full", 12_000), ("equal", 12_000), ("0.5", 12_500), ("1", 15_000)]
    {
        let policy = policy(shape, &format!(", jitter = {jitter}, max_wait = 1h"));
        let waited = Call::new().failed(&policy, &asked(Duration::from_secs(10)), &mut || 1 << 63);
        assert_eq!(waited, Verdict::Retry { after: Duration::from_millis(millis) }, "{jitter}");
    }
}

// Red when: `delay_for_hint` of runtime/src/kernel/steps.rs asks for one of its two conditions only.
#[test]
fn a_hint_that_is_too_long_says_for_what() {
    let (shape, hour) = (Backoff::Fixed(Duration::from_secs(4)), Duration::from_secs(3600));
    for (rest, left, expected) in [
        ("", None, GiveUp::HintTooLong),
        ("", Some(hour), GiveUp::Deadline),
        (", max_wait = 1m", None, GiveUp::HintTooLong),
        (", max_wait = 1m", Some(hour), GiveUp::HintTooLong),
    ] {
        let failure = Failure { left, ..asked(2 * hour) };
        assert_eq!(first(shape, rest, &failure, Bits::Low), Verdict::GiveUp(expected), "{rest}, {left:?}");
    }
}

proptest! {
    #![proptest_config(cases(3_000))]

    // Red when: `above_hint` of runtime/src/kernel/jitter.rs loses its `.min(nanos(longest))`.
    #[test]
    fn a_hint_is_never_undercut_and_never_waited_for_beyond_max_wait(
        shape in jittered(), jitter in jitter(), hint in duration(), max_wait in duration(), bits in bits()
    ) {
        let rest = format!(", jitter = {jitter}, max_wait = {}ns", max_wait.as_nanos());
        match first(shape, &rest, &asked(hint), bits) {
            Verdict::Retry { after } => {
                prop_assert!(hint <= after && after <= max_wait, "{after:?}");
                prop_assert!(after.as_secs_f64() <= highest(hint, shape.delay(0), jitter), "{after:?}");
            }
            verdict => prop_assert!(hint > max_wait && verdict == Verdict::GiveUp(GiveUp::HintTooLong)),
        }
    }

    // Red when: `HINT_OVER_CAP` of runtime/src/kernel/steps.rs is 6.
    #[test]
    fn five_caps_bound_it_where_nothing_is_written(shape in jittered(), hint in duration(), bits in bits()) {
        let longest = shape.cap().saturating_mul(5);
        let waited = retried(first(shape, "", &asked(hint), bits));
        prop_assert_eq!(waited.is_some(), hint <= longest);
        prop_assert!(waited.is_none_or(|wait| hint <= wait && wait <= longest));
    }

    // Red when: `delay_for_hint` of runtime/src/kernel/steps.rs ends with `before(left, wait)`.
    #[test]
    fn a_hint_that_fits_before_the_deadline_is_waited_for(
        shape in jittered(), hint in duration(), left in duration(), bits in bits(),
        rest in prop_oneof![Just(""), Just(", max_wait = 18446744073709551615.999999999s")]
    ) {
        let failure = Failure { left: Some(left), ..asked(hint) };
        let waited = retried(first(shape, rest, &failure, bits));
        prop_assert_eq!(waited.is_some(), hint < left);
        prop_assert!(waited.is_none_or(|wait| hint <= wait && wait < left));
    }

    // Red when: `delay_after` of runtime/src/kernel/steps.rs puts `self.site` back after a hint.
    #[test]
    fn the_shape_advances_through_hints(shape in jittered(), hint in duration(), advised in 1_u32..20) {
        let policy = policy(shape, &format!(", jitter = none, max_wait = {}ns", hint.as_nanos()));
        let mut call = Call::new();
        for _ in 0..advised {
            prop_assert_eq!(retried(call.failed(&policy, &asked(hint), &mut Bits::Low)), Some(hint));
        }
        let plain = call.failed(&policy, &Failure::new(Class::SERVER), &mut Bits::Low);
        prop_assert_eq!(retried(plain), Some(shape.delay(advised)));
    }
}
