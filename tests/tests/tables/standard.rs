//! The standard table, class by class.

use resilin::{Class, Fault, Site, policy};

use super::common::{CONFLICT, always, each, secs, waits};

/// Its shape is no other's.
static WRITTEN: Site = Site::new("written", policy!("backoff = linear(7s, 1s, 60s), jitter = none, attempts = 4"));
static DEFAULT: Site = Site::new("default", policy!("jitter = none"));

const BY_THE_SITE: [Class; 5] = [Class::NETWORK, Class::TIMEOUT, Class::SERVER, Class::OVERLOAD, Class::INVALID];
const FAILING: [Class; 3] = [Class::QUOTA, Class::AUTH, Class::CLIENT];

// Red when: `standard` of policy/src/standard.rs has `Kind::Invalid` beside `Kind::Client`.
#[tokio::test(start_paused = true)]
async fn by_the_sites_policy() {
    for class in BY_THE_SITE {
        assert_eq!(waits(&WRITTEN, &always(class)).await, [7_000, 8_000, 9_000], "{class}");
        assert_eq!(waits(&DEFAULT, &always(class)).await, [200, 400], "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn throttled_by_a_shape_of_its_own_and_the_sites_attempts() {
    static LONG: Site = Site::new("long", policy!("attempts = 9, jitter = none, backoff = fixed(7s)"));
    assert_eq!(waits(&WRITTEN, &always(Class::THROTTLED)).await, [1_000, 2_000, 4_000]);
    assert_eq!(waits(&DEFAULT, &always(Class::THROTTLED)).await, [1_000, 2_000]);
    let waits = waits(&LONG, &always(Class::THROTTLED)).await;
    assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000], "held at 60s");
}

#[tokio::test(start_paused = true)]
async fn quota_auth_and_client_fail() {
    for class in FAILING {
        assert_eq!(waits(&WRITTEN, &always(class)).await, [0; 0], "{class}");
        assert_eq!(waits(&DEFAULT, &always(class)).await, [0; 0], "{class}");
        let late = each(&[Class::SERVER, class, Class::SERVER]);
        assert_eq!(waits(&WRITTEN, &late).await, [7_000], "{class} ends a call that was retried before");
    }
}

// Red when: `unknown` of policy/src/standard.rs asks for `||` instead of `&&`.
#[tokio::test(start_paused = true)]
async fn unknown_and_custom_as_the_site_wrote_it_else_longer() {
    static ATTEMPTS: Site = Site::new("attempts", policy!("attempts = 4, jitter = none"));
    static BACKOFF: Site = Site::new("backoff", policy!("backoff = exp(1s, 2, 5s), jitter = none"));
    for class in [Class::UNKNOWN, CONFLICT] {
        assert_eq!(waits(&WRITTEN, &always(class)).await, [7_000, 8_000, 9_000], "{class}");
        assert_eq!(waits(&DEFAULT, &always(class)).await, [800, 1_600], "{class}");
        assert_eq!(waits(&ATTEMPTS, &always(class)).await, [800, 1_600, 3_200], "{class}");
        assert_eq!(waits(&BACKOFF, &always(class)).await, [4_000, 5_000], "{class}: never above the cap");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hint_is_honoured_where_there_is_a_retry() {
    let retried = BY_THE_SITE.into_iter().chain([Class::THROTTLED, Class::UNKNOWN, CONFLICT]);
    for class in retried {
        let asking = always(Fault::new(class).retry_after(secs(11)));
        assert_eq!(waits(&WRITTEN, &asking).await, [11_000; 3], "{class}");
    }
    for class in FAILING {
        let asking = always(Fault::new(class).retry_after(secs(1)));
        assert_eq!(waits(&WRITTEN, &asking).await, [0; 0], "{class}");
    }
}

// Red when: `advance` of runtime/src/kernel/steps.rs takes the site's schedule for `Delays::Own`.
#[tokio::test(start_paused = true)]
async fn classes_with_one_shape_share_its_steps_and_others_do_not() {
    static MIXED: Site = Site::new("mixed", policy!("backoff = linear(7s, 1s, 60s), jitter = none, attempts = 7"));
    let mixed = each(&[
        Class::SERVER,
        Class::THROTTLED,
        Class::NETWORK,
        Class::THROTTLED,
        Class::UNKNOWN,
        Class::THROTTLED,
    ]);
    assert_eq!(waits(&MIXED, &mixed).await, [7_000, 1_000, 8_000, 2_000, 9_000, 4_000]);
}

#[tokio::test(start_paused = true)]
async fn every_call_begins_anew() {
    for _ in 0..3 {
        assert_eq!(waits(&DEFAULT, &always(Class::THROTTLED)).await, [1_000, 2_000]);
        assert_eq!(waits(&DEFAULT, &each(&[Class::SERVER])).await, [200], "then it works");
    }
}
