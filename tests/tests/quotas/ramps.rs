//! Calls come back little by little.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng};
use resilin::quota::{QuotaSettings, QuotaState};

use super::common::{HOUR, SECOND, Timed, UNNAMED, cases, named, seconds};

const MILLI: Duration = Duration::from_millis(1);
const STEP: Duration = Duration::from_millis(1_250);

/// How many pass now of those who press on.
fn passing(timed: &Timed) -> usize {
    (0..1_000).take_while(|_| timed.passes()).count()
}

// Red when: `place` of ramp.rs subtracts nothing from the logarithm; or STEPS is 7.
#[test]
fn the_number_of_places_doubles_with_each_eighth() {
    let mut timed = Timed::ramping();
    let mut passed = Vec::new();
    for _ in 0..8 {
        passed.push(passing(&timed));
        timed.pass(STEP);
    }
    assert_eq!(passed, [2, 2, 4, 8, 16, 32, 64, 128], "2, 4, 8 … 256 in all");
    assert_eq!(timed.state(), QuotaState::Open);
    assert_eq!(passing(&timed), 1_000);
}

#[test]
fn a_nanosecond_before_its_end_the_ramp_is_not_over() {
    let mut timed = Timed::ramping();
    timed.pass(Duration::from_nanos(9_999_999_999));
    assert_eq!((passing(&timed), timed.state()), (511, QuotaState::Ramp));
    timed.pass(Duration::from_nanos(1));
    assert_eq!(timed.state(), QuotaState::Open);
    timed.pass(SECOND);
    assert_eq!(timed.quota.snapshot(timed.now).since, SECOND, "open since the end of the ramp");
}

// Red when: `phase_at` of machine.rs does not ask for the time.
#[test]
fn without_a_ramp_all_come_back_at_once() {
    let timed = Timed::new(QuotaSettings { ramp: Some(Duration::ZERO), ..QuotaSettings::NONE });
    timed.quota.close_for(Duration::ZERO, timed.now);
    let probe = timed.probe();
    timed.quota.succeeded(probe, timed.now).expect("it opens");
    assert_eq!(timed.state(), QuotaState::Open);
    assert_eq!(passing(&timed), 1_000);
}

// Red when: `unused` of machine.rs, or that of shared.rs, does nothing; or there is no `saturating_sub` in it.
#[test]
fn a_place_that_was_not_used_is_there_for_another() {
    let timed = Timed::ramping();
    assert_eq!(passing(&timed), 2);
    timed.quota.unused();
    assert_eq!(passing(&timed), 1);
    // More than were taken make no more places than there are.
    for _ in 0..5 {
        timed.quota.unused();
    }
    assert_eq!(passing(&timed), 2);
}

#[test]
fn what_is_used_up_on_the_ramp_closes_it_again() {
    for reset in [named(HOUR), UNNAMED] {
        let timed = Timed::ramping();
        timed.used_up(None, reset).expect("it closes");
        assert_eq!((timed.state(), timed.closings()), (QuotaState::Closed, 2));
        assert!(timed.ask().is_err());
    }
}

/// Those who are refused are told the next place, or a little later; nobody earlier.
// Red when: `refused_on_ramp` of machine.rs spreads nothing.
#[test]
fn those_who_find_no_place_are_spread_over_an_eighth() {
    let mut timed = Timed::ramping();
    assert_eq!(passing(&timed), 2);
    let mut told = |bits| {
        timed.bits = bits;
        timed.refusal().resets_in.expect("there will be a place")
    };
    // The third place: log2(3) − 1 = 0.585 eighths.
    let third = told(0);
    assert!((third.as_secs_f64() - 0.731_203).abs() < 0.000_001, "{third:?}");
    assert_eq!(told(1 << 63), third + STEP / 2);
    assert!((third..=third + STEP).contains(&told(u64::MAX)));
}

/// A client that does one thing after the other, and waits as it is told to.
#[test]
fn who_is_alone_hardly_notices_it() {
    let (mut timed, mut calls, mut waited) = (Timed::ramping(), 0, Duration::ZERO);
    for _ in 0..100 {
        match timed.ask() {
            Ok(_) => {
                calls += 1;
                timed.pass(200 * MILLI);
            }
            Err(refusal) => {
                waited += refusal.ask_again;
                timed.pass(refusal.ask_again);
            }
        }
    }
    assert!(waited < seconds(4), "{waited:?}");
    assert!(calls > 90, "{calls}");
}

/// A thousand callers who wait, each as long as it is told to: in no fiftieth of a second do many of them come at once.
#[test]
fn a_thousand_who_wait_do_not_come_back_in_one_step() {
    let mut timed = Timed::closed_for(SECOND);
    let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut waits: BinaryHeap<_> = (0..1_000)
        .map(|_| {
            timed.bits = random.random();
            Reverse(timed.refusal().ask_again)
        })
        .collect();
    let (mut elapsed, mut admitted, mut asked) = (Duration::ZERO, Vec::new(), 0);
    while let Some(Reverse(next)) = waits.pop() {
        timed.pass(next.saturating_sub(elapsed));
        elapsed = next;
        timed.bits = random.random();
        asked += 1;
        match timed.ask() {
            Ok(None) => admitted.push(elapsed),
            Ok(Some(probe)) => _ = timed.quota.succeeded(probe, timed.now),
            Err(refusal) => waits.push(Reverse(elapsed + refusal.ask_again)),
        }
    }
    let busiest =
        admitted.iter().map(|from| admitted.iter().filter(|at| (*from..*from + 20 * MILLI).contains(at)).count());
    let busiest = busiest.max();
    assert!(busiest < Some(40), "{busiest:?}");
    assert!(elapsed < seconds(13) && asked < 14_000, "{elapsed:?}, {asked} times");
}

/// 2^(1 + 8·t/ramp), for whatever comes at whatever time.
fn allowed(elapsed: Duration, ramp: Duration) -> f64 {
    (1.0 + 8.0 * elapsed.as_secs_f64() / ramp.as_secs_f64()).exp2()
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn never_more_than_the_formula_allows(millis in 1..100_000u64, pauses in prop::collection::vec(0..200u32, 1..100)) {
        let ramp = Duration::from_millis(millis);
        let mut timed = Timed::new(QuotaSettings { ramp: Some(ramp), ..QuotaSettings::NONE });
        timed.quota.close_for(Duration::ZERO, timed.now);
        let probe = timed.probe();
        timed.quota.succeeded(probe, timed.now).expect("it opens");
        let (mut elapsed, mut admitted) = (Duration::ZERO, 0u32);
        for pause in pauses {
            timed.pass(ramp * pause / 1_000);
            elapsed += ramp * pause / 1_000;
            if elapsed >= ramp {
                break;
            }
            admitted += (0..1_000).take_while(|_| timed.passes()).map(|_| 1).sum::<u32>();
            let most = allowed(elapsed, ramp);
            prop_assert!((most - 1.001..=most + 0.001).contains(&f64::from(admitted)), "{admitted} of {most}");
        }
    }
}
