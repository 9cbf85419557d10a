//! `attempt = ident`: what a body knows about the attempt it is.

use std::sync::Mutex;
use std::time::Duration;

use resilin::{Attempt, Class, Error, Fault, IdempotencyKey, Rejected, resilient};
use tokio::time::sleep;

use super::common::{Fail, fail, secs};

type Told = (u32, Option<Fault>, Option<Duration>, IdempotencyKey);

/// What was told in each attempt.
#[derive(Debug, Default)]
struct Seen(Mutex<Vec<Told>>);

impl Seen {
    fn note(&self, attempt: &Attempt) {
        let seen = (attempt.number(), attempt.previous().copied(), attempt.time_left(), attempt.idempotency_key());
        self.0.lock().expect("no test panics while it notes").push(seen);
    }

    fn map<T>(&self, of: impl Fn(&Told) -> T) -> Vec<T> {
        self.0.lock().expect("no test panics while it notes").iter().map(of).collect()
    }
}

fn advised() -> Fault {
    Fault::new(Class::THROTTLED).retry_after(secs(2))
}

#[resilient(attempt = this, backoff = fixed(3s), jitter = none, attempts = 4)]
async fn failing(seen: &Seen) -> Result<(), Fail> {
    seen.note(this);
    Err(Fail { fault: advised(), number: this.number() as usize })
}

#[tokio::test(start_paused = true)]
async fn numbers_start_at_1_and_the_previous_fault_is_told() {
    let seen = Seen::default();
    assert_eq!(failing(&seen).await, Err(Fail { fault: advised(), number: 4 }));
    assert_eq!(seen.map(|seen| seen.0), [1, 2, 3, 4]);
    assert_eq!(seen.map(|seen| seen.1), [None, Some(advised()), Some(advised()), Some(advised())]);
    assert_eq!(seen.map(|seen| seen.2), [None; 4], "there is no deadline");
}

#[tokio::test(start_paused = true)]
async fn the_key_is_the_calls_own() {
    let (one, other) = (Seen::default(), Seen::default());
    assert!(failing(&one).await.is_err() && failing(&other).await.is_err());
    let (one, other) = (one.map(|seen| seen.3), other.map(|seen| seen.3));
    assert!(one.iter().all(|key| *key == one[0]), "{one:?}");
    assert!(other.iter().all(|key| *key == other[0] && *key != one[0]), "{other:?}");
}

#[tokio::test(start_paused = true)]
async fn the_key_prints_as_a_version_4_uuid() {
    let seen = Seen::default();
    assert!(failing(&seen).await.is_err());
    let key = seen.map(|seen| seen.3)[0];
    let text = key.to_string();
    assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{text}");
    assert!(text.chars().all(|it| it == '-' || (it.is_ascii_hexdigit() && !it.is_ascii_uppercase())), "{text}");
    assert_eq!(&text[14..15], "4", "the version, {text}");
    assert!(matches!(&text[19..20], "8" | "9" | "a" | "b"), "the variant, {text}");
    assert_eq!(u128::from_str_radix(&text.replace('-', ""), 16), Ok(key.as_u128()));
}

#[resilient(attempt = this, deadline = 10s, timeout = 4s, backoff = fixed(1s), jitter = none)]
async fn limited(seen: &Seen) -> Result<(), Error<Fail>> {
    seen.note(this);
    match this.number() {
        1 => sleep(secs(60)).await,
        _ => sleep(secs(2)).await,
    }
    Err(fail(Class::SERVER, 0).into())
}

#[tokio::test(start_paused = true)]
async fn the_time_left_is_that_of_the_deadline() {
    let seen = Seen::default();
    assert!(limited(&seen).await.is_err());
    assert_eq!(seen.map(|seen| seen.2), [secs(10), secs(5), secs(2)].map(Some));
    assert_eq!(
        seen.map(|seen| seen.1.map(|fault| fault.class())),
        [None, Some(Class::TIMEOUT), Some(Class::SERVER)]
    );
}

#[resilient(deadline = 3s, attempts = 1)]
async fn around(seen: &Seen) -> Result<(), Error<Fail>> {
    sleep(secs(1)).await;
    limited(seen).await
}

#[resilient(deadline = 3s, attempts = 1)]
async fn around_one_without(seen: &Seen) -> Result<(), Error<Fail>> {
    failing(seen).await.map_err(Error::Failed)
}

#[tokio::test(start_paused = true)]
async fn the_time_left_is_that_of_a_nearer_call_around() {
    let seen = Seen::default();
    assert_eq!(around(&seen).await, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    assert_eq!(seen.map(|seen| seen.2), [Some(secs(2))]);
    let seen = Seen::default();
    assert!(around_one_without(&seen).await.is_err());
    assert_eq!(seen.map(|seen| seen.2), [Some(secs(3)), Some(secs(1))]);
}

#[resilient(attempt = this, backoff = none)]
fn blocking(seen: &Seen) -> Result<u32, Fail> {
    seen.note(this);
    if this.number() < 3 { Err(fail(Class::NETWORK, 0)) } else { Ok(this.number()) }
}

#[resilient(attempt = this, attempts = 1)]
async fn once() -> Result<u32, Fail> {
    Ok(this.number())
}

#[tokio::test(start_paused = true)]
async fn of_blocking_functions_and_single_runs_too() {
    let seen = Seen::default();
    assert_eq!(blocking(&seen), Ok(3));
    assert_eq!(seen.map(|seen| seen.0), [1, 2, 3]);
    assert_eq!(once().await, Ok(1));
}

/// Asks for the key in these attempts only.
#[resilient(attempt = this, backoff = none, attempts = 4)]
async fn asking(from: u32, seen: &Seen) -> Result<(), Fail> {
    if this.number() >= from {
        seen.note(this);
        seen.note(this);
    }
    Err(fail(Class::NETWORK, 0))
}

// Red when: `idempotency_key` of runtime/src/attempt.rs draws a new one each time.
#[tokio::test(start_paused = true)]
async fn the_key_is_the_same_from_the_first_time_it_is_asked_for() {
    for from in 1..=3 {
        let seen = Seen::default();
        assert!(asking(from, &seen).await.is_err());
        let keys = seen.map(|seen| seen.3);
        assert!(keys.len() > 3 && keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    }
}

#[resilient(attempt = this, attempts = 1)]
async fn shown() -> Result<(String, IdempotencyKey, String), Fail> {
    let before = format!("{this:?}");
    Ok((before, this.idempotency_key(), format!("{this:?}")))
}

// Red when: `first` of runtime/src/attempt.rs fills the key.
#[tokio::test(start_paused = true)]
async fn no_key_is_drawn_before_it_is_asked_for() {
    let (before, key, after) = shown().await.expect("it does not fail");
    let key = format!("{key:?}");
    assert!(!before.contains("IdempotencyKey") && after.contains(&key), "{before}, then {after}");
}

// Red when: `unique` of runtime/src/random.rs draws from `ThreadRandom`.
#[tokio::test(start_paused = true)]
async fn a_seed_does_not_make_keys_repeat() {
    let key = async || {
        let _seeded = resilin::testing::seed(7);
        shown().await.map(|shown| shown.1)
    };
    assert_ne!(key().await, key().await);
}

#[resilient(attempt = this, backoff = fixed(1s), jitter = none)]
async fn held() -> Result<u32, Fail> {
    let (before, key) = (this.number(), this.idempotency_key());
    sleep(secs(1)).await;
    assert_eq!((before, key), (this.number(), this.idempotency_key()));
    if this.number() < 3 { Err(fail(Class::NETWORK, 0)) } else { Ok(this.number()) }
}

// Red when (it does not compile): the key of runtime/src/attempt.rs is in a `std::cell::OnceCell`.
#[tokio::test(start_paused = true)]
async fn an_attempt_held_across_an_await_may_be_sent() {
    assert_eq!(tokio::spawn(held()).await.expect("no panic there"), Ok(3));
}
