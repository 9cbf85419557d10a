//! A server's hint ignored, beyond every bound, or undercut by jitter.

use resilin::{Class, Fault};

use super::common::{secs, server, sleeps};

// Red when: `delay_after` of runtime/src/kernel/steps.rs matches on `None::<Duration>` instead of the hint.
#[test]
fn a_hint_is_honoured() {
    let sleeps = sleeps("backoff = fixed(1s), jitter = none, max_wait = 1h", server().retry_after(secs(600)));
    assert_eq!(sleeps, [secs(600); 2]);
}

// Red when: as above.
#[test]
fn a_hint_is_honoured_for_throttling_with_its_own_shape() {
    let fault = Fault::new(Class::THROTTLED).retry_after(secs(120));
    assert_eq!(sleeps("jitter = none", fault), [secs(120); 2]);
}

// Red when: `delay_for_hint` of runtime/src/kernel/steps.rs loses its first `if`.
#[test]
fn a_hint_has_a_bound_without_anyone_writing_one() {
    let year = secs(365 * 86_400);
    assert!(sleeps("", server().retry_after(year)).is_empty());
    assert!(sleeps("max_wait = 1h", server().retry_after(secs(3_601))).is_empty());
}

// Red when: `above_hint` of runtime/src/kernel/jitter.rs has `between(least / 2, …)`.
#[test]
fn a_hint_is_never_undercut_by_jitter() {
    for jitter in ["full", "equal", "25%", "100%", "none"] {
        let text = format!("backoff = fixed(10s), attempts = 200, jitter = {jitter}");
        let sleeps = sleeps(&text, server().retry_after(secs(30)));
        assert!(sleeps.iter().all(|sleep| *sleep >= secs(30)), "{jitter}: {sleeps:?}");
    }
}

// Red when: `above_hint` of runtime/src/kernel/jitter.rs loses its `.min(nanos(longest))`.
#[test]
fn a_hints_jitter_never_passes_max_wait() {
    for jitter in ["full", "equal", "25%", "100%"] {
        let text = format!("backoff = fixed(10s), attempts = 200, jitter = {jitter}, max_wait = 32s");
        let sleeps = sleeps(&text, server().retry_after(secs(30)));
        assert!(sleeps.len() == 199 && sleeps.iter().all(|sleep| *sleep <= secs(32)), "{jitter}: {sleeps:?}");
    }
}

// Red when: `above_hint` of runtime/src/kernel/jitter.rs has `least + margin * 0`.
#[test]
fn callers_that_got_the_same_hint_do_not_come_back_together() {
    let sleeps = sleeps("backoff = fixed(10s), attempts = 50", server().retry_after(secs(30)));
    assert!(sleeps.iter().any(|sleep| *sleep != sleeps[0]), "{sleeps:?}");
}
