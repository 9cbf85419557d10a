//! What bounds a rule: the site's single attempt, what may not run twice, the deadline, `max_wait`.

use std::future::pending;

use resilin::{Class, Error, Fault, Rejected};

use super::common::{Body, CONFLICT, Outcome, always, define, each, secs, site, waits};

// Red when: `count` of runtime/src/kernel/steps.rs does not ask `retries` first.
#[tokio::test(start_paused = true)]
async fn one_attempt_is_one_run_whatever_the_class() {
    define(
        "limits-once",
        "server = retry(fixed(1s), attempts = 9), network = retry(attempts = 9), client = retry, unknown = retry(scale = 2)",
    );
    let site = site(r#"attempts = 1, table = "limits-once""#);
    for class in Class::BUILT_IN.into_iter().chain([CONFLICT]) {
        assert_eq!(waits(site, &always(class)).await, [0; 0], "{class}");
        let asking = Fault::new(class).retry_after(secs(1)).not_processed();
        assert_eq!(waits(site, &always(asking)).await, [0; 0], "{class}");
    }
}

// Red when: `delay_after` of runtime/src/kernel/steps.rs skips `idempotent` for rules with a count of their own.
#[tokio::test(start_paused = true)]
async fn no_rule_repeats_what_may_have_been_processed() {
    let site = site(
        "idempotent = false, jitter = none, backoff = fixed(7s), on(server = retry(fixed(1s), attempts = 4), client = retry)",
    );
    for class in [Class::SERVER, Class::CLIENT] {
        assert_eq!(waits(site, &always(class)).await, [0; 0], "{class}");
    }
    let unprocessed = |class| always(Fault::new(class).not_processed());
    assert_eq!(waits(site, &unprocessed(Class::SERVER)).await, [1_000; 3]);
    assert_eq!(waits(site, &unprocessed(Class::CLIENT)).await, [7_000; 2]);
}

#[tokio::test(start_paused = true)]
async fn the_deadline_ends_a_rules_own_delays_and_count() {
    let site = site("deadline = 10s, jitter = none, on(throttled = retry(fixed(4s), attempts = 99))");
    assert_eq!(waits(site, &always(Class::THROTTLED)).await, [4_000; 2], "a third would end at 12s");
    let mixed = each(&[Class::SERVER, Class::THROTTLED, Class::SERVER, Class::THROTTLED, Class::THROTTLED]);
    assert_eq!(waits(site, &mixed).await, [200, 4_000, 400, 4_000]);
}

#[tokio::test(start_paused = true)]
async fn a_first_delay_of_a_rule_beyond_the_deadline_is_not_begun() {
    let site = site("deadline = 10s, jitter = none, on(throttled = retry(fixed(10s)))");
    assert_eq!(waits(site, &always(Class::THROTTLED)).await, [0; 0]);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [200, 400]);
}

#[tokio::test(start_paused = true)]
async fn a_hint_replaces_a_rules_own_delay_and_the_shape_advances() {
    let site = site("attempts = 4, jitter = none, on(server = retry(exp(1s, 2, 60s)))");
    let plain = Fault::new(Class::SERVER);
    let faults = [plain, plain.retry_after(secs(9)), plain];
    assert_eq!(waits(site, &faults).await, [1_000, 9_000, 4_000]);
    let shorter = [plain.retry_after(secs(0)), plain];
    assert_eq!(waits(site, &shorter).await, [0, 2_000], "now, if the server says so");
}

// Red when: `delay_for_hint` of runtime/src/kernel/steps.rs asks `Backoff::DEFAULT` for its `longest_hint`.
#[tokio::test(start_paused = true)]
async fn the_longest_hint_is_five_caps_of_the_rules_own_shape() {
    let site = site(
        "backoff = fixed(1s), jitter = none, attempts = 2, on(server = retry(exp(1s, 2, 10s), attempts = 3))",
    );
    let asking = |class: Class, seconds| always(Fault::new(class).retry_after(secs(seconds)));
    assert_eq!(waits(site, &asking(Class::SERVER, 50)).await, [50_000; 2]);
    assert_eq!(waits(site, &asking(Class::SERVER, 51)).await, [0; 0]);
    assert_eq!(waits(site, &asking(Class::NETWORK, 5)).await, [5_000]);
    assert_eq!(waits(site, &asking(Class::NETWORK, 6)).await, [0; 0]);
}

#[tokio::test(start_paused = true)]
async fn max_wait_holds_for_every_rule() {
    let site = site("max_wait = 3s, jitter = none, attempts = 2, on(server = retry(fixed(20s), attempts = 3))");
    let asking = |seconds| always(Fault::new(Class::SERVER).retry_after(secs(seconds)));
    assert_eq!(waits(site, &asking(3)).await, [3_000; 2]);
    assert_eq!(waits(site, &asking(4)).await, [0; 0]);
    assert_eq!(waits(site, &always(Class::SERVER)).await, [20_000; 2], "it is for hints");
}

/// An attempt that its own timeout ends is of a class like any other.
#[tokio::test(start_paused = true)]
async fn a_timeout_of_the_sites_goes_by_the_rule_for_its_class() {
    for (rule, runs) in [("fail", 1), ("retry(fixed(1s))", 2), ("retry(fixed(1s), attempts = 4)", 4)] {
        let site = site(&format!("timeout = 5s, attempts = 2, jitter = none, on(timeout = {rule})"));
        let body = Body::new(&[]);
        let outcome: Outcome = site
            .call(|| {
                let _number = body.run();
                pending()
            })
            .await;
        assert_eq!(outcome, Err(Error::Rejected(Rejected::TimedOut { after: secs(5) })), "{rule}");
        assert_eq!(body.waits(), vec![6_000; runs - 1], "{rule}");
    }
}
