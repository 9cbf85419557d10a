//! After the reset one goes first.

use std::time::Duration;

use resilin::kernel::{QuotaChange, QuotaProbe, ResetKind};
use resilin::quota::{QuotaSettings, QuotaState};

use super::common::{HOUR, SECOND, Timed, UNNAMED, named, seconds};

const MINUTE: Duration = seconds(60);

// Red when: `probe` of machine.rs leaves the phase closed.
#[test]
fn exactly_one_of_those_who_come_at_the_reset_passes() {
    let mut timed = Timed::closed_for(MINUTE);
    timed.pass(MINUTE);
    let answers: Vec<_> = (0..100).map(|_| timed.ask()).collect();
    assert!(matches!(answers[0], Ok(Some(_))));
    assert!(answers[1..].iter().all(|answer| answer.as_ref().is_err_and(|refusal| refusal.resets_in.is_none())));
    assert_eq!(timed.state(), QuotaState::Probing);
}

#[test]
fn a_good_probe_begins_the_ramp() {
    let (timed, probe) = Timed::probing();
    let change = timed.quota.succeeded(probe, timed.now);
    assert!(matches!(change, Some(QuotaChange::Opened { over }) if over == seconds(10)), "{change:?}");
    assert_eq!(timed.state(), QuotaState::Ramp);
    assert!(timed.passes());
}

#[test]
fn a_probe_that_finds_it_used_up_closes_it_again() {
    let (mut timed, probe) = Timed::probing();
    timed.pass(SECOND);
    assert!(matches!(
        timed.used_up(Some(probe), named(HOUR)),
        Some(QuotaChange::Closed { resets_in: HOUR, kind: ResetKind::Known })
    ));
    assert_eq!((timed.state(), timed.resets_in(), timed.closings()), (QuotaState::Closed, Some(HOUR), 2));
}

// Red when: `released` of machine.rs does nothing.
#[test]
fn the_place_of_a_probe_without_a_result_is_the_nexts() {
    let (timed, probe) = Timed::probing();
    timed.quota.released(probe);
    assert_eq!((timed.state(), timed.resets_in()), (QuotaState::Closed, Some(Duration::ZERO)));
    let next = timed.probe();
    assert_eq!(timed.refusal().resets_in, None);
    timed.quota.succeeded(next, timed.now).expect("it opens");
    assert_eq!(timed.closings(), 1);
}

// Red when: `hangs` of machine.rs never says so.
#[test]
fn the_place_of_a_hung_probe_is_the_nexts() {
    let (mut timed, _hung) = Timed::probing();
    timed.pass(Duration::from_nanos(59_999_999_999));
    assert_eq!(timed.refusal().resets_in, None);
    timed.pass(Duration::from_nanos(1));
    let _next = timed.probe();
    assert_eq!(timed.refusal().resets_in, None, "the next one has a minute of its own");
    timed.pass(MINUTE);
    let _third = timed.probe();
}

/// A quota whose probe hung, and whose next probe is out.
fn with_a_late_probe() -> (Timed, QuotaProbe, QuotaProbe) {
    let (mut timed, late) = Timed::probing();
    timed.pass(MINUTE);
    let next = timed.probe();
    (timed, late, next)
}

// Red when: `succeeded` of machine.rs only asks whether any probe is out. So is the next one by `released`, and the one
// behind it by `exhausted`.
#[test]
fn a_late_success_changes_nothing() {
    let (timed, late, _next) = with_a_late_probe();
    assert_eq!(timed.quota.succeeded(late, timed.now), None);
    assert_eq!(timed.state(), QuotaState::Probing);
}

#[test]
fn a_late_probe_gives_no_place_back_that_is_anothers() {
    let (timed, late, _next) = with_a_late_probe();
    timed.quota.released(late);
    assert_eq!(timed.state(), QuotaState::Probing);
    assert_eq!(timed.refusal().resets_in, None);
}

#[test]
fn a_late_probe_that_found_it_used_up_without_a_reset_changes_nothing() {
    let (timed, late, next) = with_a_late_probe();
    assert_eq!(timed.used_up(Some(late), UNNAMED), None);
    timed.quota.succeeded(next, timed.now).expect("the next one decides");

    let (timed, late, next) = with_a_late_probe();
    timed.quota.succeeded(next, timed.now).expect("it opens");
    assert_eq!(timed.used_up(Some(late), UNNAMED), None, "nor during the ramp");
    assert_eq!(timed.state(), QuotaState::Ramp);
}

/// What the server named is true whoever was told.
#[test]
fn a_late_probe_with_a_named_reset_closes_it() {
    let (timed, late, next) = with_a_late_probe();
    timed.used_up(Some(late), named(HOUR)).expect("it closes");
    assert_eq!(timed.resets_in(), Some(HOUR));
    assert_eq!(timed.quota.succeeded(next, timed.now), None, "that one came from before");
    assert_eq!(timed.state(), QuotaState::Closed);
}

/// A call from before the closing that ends while the probe is out.
// Red when: `exhausted` of machine.rs takes `None` for a word about now whatever the phase.
#[test]
fn while_the_probe_is_out_only_a_named_reset_of_others_counts() {
    let (timed, probe) = Timed::probing();
    assert_eq!(timed.used_up(None, UNNAMED), None);
    timed.used_up(None, named(HOUR)).expect("it closes");
    assert_eq!((timed.closings(), timed.resets_in()), (2, Some(HOUR)));
    timed.quota.released(probe);
    assert_eq!(timed.resets_in(), Some(HOUR));
}

/// A body that lets the quota see the response, and fails then: the closing is one, and its reset the one that the
/// response named.
#[test]
fn a_probe_whose_response_was_seen_closes_once() {
    let (timed, probe) = Timed::probing();
    timed.used_up(None, named(HOUR)).expect("the response was seen");
    assert_eq!(timed.used_up(Some(probe), UNNAMED), None);
    assert_eq!((timed.closings(), timed.resets_in()), (2, Some(HOUR)));
}

/// By hand is stronger than the probe.
#[test]
fn a_probe_that_comes_back_after_a_change_by_hand_changes_nothing() {
    let (timed, probe) = Timed::probing();
    timed.quota.close_for(HOUR, timed.now).expect("it closes");
    assert_eq!(timed.quota.succeeded(probe, timed.now), None);
    assert_eq!(timed.resets_in(), Some(HOUR));

    let (timed, probe) = Timed::probing();
    timed.quota.open(timed.now).expect("it opens");
    assert_eq!(timed.used_up(Some(probe), UNNAMED), None);
    assert_eq!(timed.state(), QuotaState::Open);
}

/// Who waits for the probe asks now and then: twice in the time in which a ramp doubles, and no more than ten times a
/// second.
#[test]
fn those_who_wait_for_the_probe_look_now_and_then() {
    let waits = |ramp, bits| {
        let mut timed = Timed::new(QuotaSettings { ramp: Some(ramp), ..QuotaSettings::NONE });
        timed.quota.close_for(Duration::ZERO, timed.now);
        let _probe = timed.probe();
        timed.bits = bits;
        timed.refusal().ask_again.as_millis()
    };
    assert_eq!((waits(seconds(80), 0), waits(seconds(80), 1 << 63)), (10_000, 15_000));
    assert_eq!((waits(Duration::ZERO, 0), waits(Duration::ZERO, 1 << 63)), (100, 150));
}
