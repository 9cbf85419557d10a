//! Waits are spread, so that callers that failed together do not come back together.

use std::collections::HashSet;
use std::time::Duration;

use resilin::kernel::{Call, Failure};
use resilin::testing::{self, ManualClock};
use resilin::{Class, Classify, Fault, Policy, Site};

use super::common::{Bits, retried, waits};

const CALLS: u64 = 2_000;

fn parsed(text: &str) -> Policy {
    text.parse().expect("a policy of this test")
}

/// The last of so many waits, in each of many calls.
fn nth_waits(policy: &str, class: Class, n: usize) -> Vec<Duration> {
    let policy = parsed(policy);
    let nth = |seed| {
        let (mut call, mut bits) = (Call::new(), Bits::Mixed(seed));
        let failure = Failure::new(class);
        (0..n).filter_map(|_| retried(call.failed(&policy, &failure, &mut bits))).last().expect("a wait")
    };
    (0..CALLS).map(nth).collect()
}

/// How many waits fall into each tenth of `low..high` seconds.
fn tenths(waits: &[Duration], low: f64, high: f64) -> [u32; 10] {
    let mut counts = [0; 10];
    for wait in waits {
        let place = (wait.as_secs_f64() - low) / (high - low) * 10.0;
        assert!((0.0..=10.0).contains(&place), "{wait:?} is not in {low}..{high}");
        let tenth = (0..9_u8).take_while(|tenth| f64::from(*tenth) + 1.0 <= place).count();
        counts[tenth] += 1;
    }
    counts
}

/// 200 expected in each tenth; six standard deviations are 80.
fn is_even(waits: &[Duration], low: f64, high: f64) {
    let counts = tenths(waits, low, high);
    assert!(counts.iter().all(|count| (120..=280).contains(count)), "{counts:?}");
    assert!(waits.iter().collect::<HashSet<_>>().len() > 1_990, "hardly any two are equal");
}

// Red when: `range` of runtime/src/kernel/jitter.rs has `whole / 2` for `Full`.
#[test]
fn every_jitter_is_even_over_its_interval() {
    let policy = |jitter| format!("backoff = exp(10s, 2, 1h), attempts = 9, jitter = {jitter}");
    is_even(&nth_waits(&policy("full"), Class::SERVER, 1), 0.0, 10.0);
    is_even(&nth_waits(&policy("equal"), Class::SERVER, 2), 10.0, 20.0);
    is_even(&nth_waits(&policy("0.25"), Class::SERVER, 3), 30.0, 50.0);
    is_even(&nth_waits(&policy("100%"), Class::SERVER, 1), 0.0, 20.0);
    is_even(&nth_waits("backoff = decorrelated(10s, 1h)", Class::SERVER, 1), 10.0, 30.0);
}

// Red when: `fraction` of runtime/src/kernel/random.rs adds `bits` to a span of more than 64 bits.
#[test]
fn waits_of_a_thousand_years_are_even_as_well() {
    let years = "backoff = fixed(8760000h), attempts = 9, jitter = ";
    is_even(&nth_waits(&format!("{years}full"), Class::SERVER, 1), 0.0, 31_536_000_000.0);
    is_even(&nth_waits(&format!("{years}equal"), Class::SERVER, 1), 15_768_000_000.0, 31_536_000_000.0);
}

// Red when: the result is cut instead of the range: `range` without `.min(nanos(ceiling))`, and `spread` with `.min(ceiling)`.
#[test]
fn proportional_waits_at_the_cap_are_even_below_it() {
    let policy = "backoff = exp(10s, 2, 20s), attempts = 99, jitter = 50%";
    is_even(&nth_waits(policy, Class::SERVER, 9), 10.0, 20.0);
}

fn at_the_cap(waits: &[Duration], cap: u64) -> usize {
    waits.iter().filter(|wait| **wait == Duration::from_secs(cap)).count()
}

// Red when: as above.
#[test]
fn nothing_piles_up_at_the_cap() {
    for jitter in ["full", "equal", "25%", "100%"] {
        let policy = format!("backoff = exp(1s, 2, 60s), attempts = 99, jitter = {jitter}");
        assert!(at_the_cap(&nth_waits(&policy, Class::SERVER, 30), 60) < 10, "{jitter}");
        let policy = format!("backoff = exp(1s, 2, 60s), jitter = {jitter}");
        assert!(at_the_cap(&nth_waits(&policy, Class::UNKNOWN, 2), 60) < 10, "{jitter}, unknown");
    }
    let decorrelated = "backoff = decorrelated(1s, 60s), attempts = 99";
    assert!(at_the_cap(&nth_waits(decorrelated, Class::SERVER, 30), 60) < 10);
}

#[test]
fn nothing_piles_up_at_the_cap_when_longer_decorrelated_waits_are_asked_for() {
    let waits = nth_waits("backoff = decorrelated(1s, 10s)", Class::UNKNOWN, 2);
    assert!(at_the_cap(&waits, 10) < 10, "{} of {CALLS} calls wait for 10s exactly", at_the_cap(&waits, 10));
}

// Red when: `range` of runtime/src/kernel/jitter.rs has `whole / 2` for `Full`.
#[test]
fn the_same_bits_give_the_same_waits() {
    let policy = parsed("attempts = 99");
    let failure = Failure::new(Class::SERVER);
    assert_eq!(waits(&policy, &failure, Bits::Mixed(3)), waits(&policy, &failure, Bits::Mixed(3)));
    assert_ne!(waits(&policy, &failure, Bits::Mixed(3)), waits(&policy, &failure, Bits::Mixed(4)));
}

struct Failed;

impl Classify for Failed {
    fn classify(&self) -> Fault {
        Fault::new(Class::SERVER)
    }
}

fn sleeps(site: &Site) -> Vec<Duration> {
    let clock = ManualClock::new();
    let _installed = clock.install();
    assert!(site.call_blocking(|| Err::<(), _>(Failed)).is_err());
    clock.sleeps()
}

// Red when: `next_u64` of runtime/src/random.rs draws from a copy of the generator.
#[test]
fn calls_of_one_site_differ() {
    let site = Site::new("one", parsed("attempts = 20"));
    let all: HashSet<Vec<Duration>> = (0..100).map(|_| sleeps(&site)).collect();
    assert_eq!(all.len(), 100);
}

// Red when: as above.
#[test]
fn waits_of_one_call_differ() {
    let site = Site::new("one", parsed("backoff = fixed(1h), attempts = 100"));
    let sleeps = sleeps(&site);
    assert!(sleeps.iter().collect::<HashSet<_>>().len() > 95, "{sleeps:?}");
}

// Red when: the thread-local of runtime/src/random.rs starts from `SmallRng::seed_from_u64(0)`.
#[test]
fn threads_differ() {
    let first = || sleeps(&Site::new("one", parsed("attempts = 20")));
    let threads: Vec<_> = (0..8).map(|_| std::thread::spawn(first)).collect();
    let all: HashSet<_> = threads.into_iter().map(|thread| thread.join().expect("no panic there")).collect();
    assert_eq!(all.len(), 8);
}

// Red when: `next_u64` of runtime/src/random.rs draws from a copy of the generator.
#[test]
fn two_sites_under_one_seed_do_not_share_their_draws() {
    let _seeded = testing::seed(11);
    let [one, other] = ["one", "other"].map(|name| Site::new(name, parsed("attempts = 20")));
    assert_ne!(sleeps(&one), sleeps(&other));
}
