//! When a quota closes, until when, and what moves the reset.

use std::time::Duration;

use resilin::kernel::{QuotaChange, ResetKind, SharedQuota};
use resilin::quota::QuotaState;

use super::common::{HOUR, SECOND, Timed, UNNAMED, named, seconds};

const MINUTE: Duration = seconds(60);
const QUARTER: Duration = seconds(15 * 60);

/// Lets the reset come, and has the probe find the quota used up still; how long it is closed then.
fn used_up_again(timed: &mut Timed) -> Duration {
    timed.pass(timed.resets_in().expect("it is closed"));
    let probe = timed.probe();
    timed.used_up(Some(probe), UNNAMED).expect("it closes again");
    timed.resets_in().expect("it is closed")
}

#[test]
fn an_open_one_lets_everybody_pass() {
    let timed = Timed::open();
    assert!((0..1_000).all(|_| timed.passes()));
    let snapshot = timed.quota.snapshot(timed.now);
    assert_eq!((snapshot.state, snapshot.closings, snapshot.refused), (QuotaState::Open, 0, 0));
    assert_eq!(snapshot.resets_in, None);
}

#[test]
fn a_named_reset_is_never_cut() {
    for time in [SECOND, 30 * 24 * HOUR, 200 * 365 * 24 * HOUR] {
        let timed = Timed::closed_for(time);
        assert_eq!(timed.resets_in(), Some(time));
        assert_eq!(timed.refusal().resets_in, Some(time));
    }
}

/// What no clock reaches is never over, and overflows nothing.
#[test]
fn the_longest_time_is_for_ever() {
    let mut timed = Timed::closed_for(Duration::MAX);
    timed.pass(100 * 365 * 24 * HOUR);
    assert!(timed.refusal().ask_again >= 100 * 365 * 24 * HOUR);
    assert_eq!(timed.state(), QuotaState::Closed);
}

/// Where a clock begins, closed until now is not open.
// Red when: `publish` of shared.rs has `ASK - 1`.
#[test]
fn the_first_moment_of_all_is_a_time_to_be_closed_at() {
    let mut timed = Timed::open();
    timed.now = timed.now.before(Duration::MAX).before(Duration::MAX);
    timed.quota.close_for(Duration::ZERO, timed.now).expect("it closes");
    assert_eq!(timed.state(), QuotaState::Closed);
    timed.pass(SECOND);
    let _probe = timed.probe();
}

/// At the moment of the reset the first call passes, and a nanosecond before it none does.
#[test]
fn closed_is_until_the_reset() {
    let mut timed = Timed::closed_for(MINUTE);
    timed.pass(Duration::from_nanos(59_999_999_999));
    assert_eq!(timed.refusal().resets_in, Some(Duration::from_nanos(1)));
    timed.pass(Duration::from_nanos(1));
    let _probe = timed.probe();
}

// Red when: `assume` of machine.rs does not count `self.assumed` up; or `doubled` triples.
#[test]
fn an_assumed_reset_doubles_up_to_the_longest() {
    let mut timed = Timed::open();
    timed.used_up(None, UNNAMED).expect("it closes");
    assert_eq!(timed.resets_in(), Some(QUARTER));
    let closed_for: Vec<_> = (0..7).map(|_| used_up_again(&mut timed)).collect();
    let expected = [2, 4, 8, 16, 24, 24, 24].map(|quarters| quarters * QUARTER);
    assert_eq!(closed_for, expected);
    assert_eq!(timed.closings(), 8);
}

/// A server that stays used up for years is still asked every six hours.
#[test]
fn doubling_does_not_overflow() {
    let mut timed = Timed::open();
    timed.used_up(None, UNNAMED).expect("it closes");
    for _ in 0..200 {
        used_up_again(&mut timed);
    }
    assert_eq!(timed.resets_in(), Some(6 * HOUR));
}

// Red when: `succeeded` of machine.rs does not set `self.assumed` back.
#[test]
fn a_good_probe_ends_the_doubling() {
    let mut timed = Timed::open();
    timed.used_up(None, UNNAMED).expect("it closes");
    assert_eq!(used_up_again(&mut timed), 2 * QUARTER);
    timed.pass(2 * QUARTER);
    let probe = timed.probe();
    timed.quota.succeeded(probe, timed.now).expect("it opens");
    timed.used_up(None, UNNAMED).expect("it closes");
    assert_eq!(timed.resets_in(), Some(QUARTER));
}

// Red when: `open` of machine.rs does not set `self.assumed` back.
#[test]
fn opening_by_hand_ends_the_doubling() {
    let mut timed = Timed::open();
    timed.used_up(None, UNNAMED).expect("it closes");
    assert_eq!(used_up_again(&mut timed), 2 * QUARTER);
    timed.quota.open(timed.now).expect("it opens");
    timed.used_up(None, UNNAMED).expect("it closes");
    assert_eq!(timed.resets_in(), Some(QUARTER));
}

// Red when: `known` of machine.rs does not set `self.assumed` back.
#[test]
fn a_named_reset_ends_the_doubling() {
    let mut timed = Timed::open();
    timed.used_up(None, UNNAMED).expect("it closes");
    timed.pass(QUARTER);
    let probe = timed.probe();
    timed.used_up(Some(probe), named(HOUR)).expect("it closes again");
    assert_eq!(used_up_again(&mut timed), QUARTER);
}

/// Other failures of the probe say nothing about the quota: the row goes on behind them.
#[test]
fn a_probe_without_a_result_leaves_the_doubling_alone() {
    let mut timed = Timed::open();
    timed.used_up(None, UNNAMED).expect("it closes");
    timed.pass(QUARTER);
    timed.quota.released(timed.probe());
    assert_eq!(used_up_again(&mut timed), 2 * QUARTER);
}

// Red when: `exhausted` of machine.rs assumes whatever the phase.
#[test]
fn a_hundred_that_fail_together_are_one_closing() {
    let timed = Timed::open();
    let changes = (0..100).filter_map(|_| timed.used_up(None, UNNAMED)).count();
    assert_eq!((changes, timed.closings()), (1, 1));
    assert_eq!(timed.resets_in(), Some(QUARTER));
}

#[test]
fn a_hundred_threads_that_fail_together_are_one_closing() {
    let timed = Timed::open();
    let closed = |quota: &SharedQuota| quota.exhausted(None, UNNAMED, timed.now);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..100).map(|_| scope.spawn(|| closed(&timed.quota))).collect();
        let changes = threads.into_iter().filter_map(|thread| thread.join().expect("no panic")).count();
        assert_eq!(changes, 1);
    });
    assert_eq!((timed.closings(), timed.resets_in()), (1, Some(QUARTER)));
}

// Red when: `extend` of machine.rs takes the earlier one.
#[test]
fn a_later_named_reset_moves_it_and_an_earlier_one_does_not() {
    let mut timed = Timed::closed_for(HOUR);
    timed.pass(MINUTE);
    assert_eq!(timed.used_up(None, named(MINUTE)), None);
    assert_eq!(timed.used_up(None, named(seconds(59 * 60))), None, "the same moment");
    assert_eq!(timed.used_up(None, named(HOUR)), Some(rescheduled(&timed, HOUR)));
    assert_eq!((timed.resets_in(), timed.closings()), (Some(HOUR), 1));
    assert_eq!(timed.used_up(None, UNNAMED), None);
    assert_eq!(timed.resets_in(), Some(HOUR));
}

fn rescheduled(timed: &Timed, resets_in: Duration) -> QuotaChange {
    // The variants cannot be built outside of the crate.
    let other = SharedQuota::new(timed.quota.settings(), timed.now);
    other.close_for(SECOND, timed.now);
    other.close_for(resets_in, timed.now).expect("it is closed")
}

/// The time between a reset and the first call behind it belongs to the closing: nobody has passed yet.
#[test]
fn a_reset_that_is_named_before_anybody_has_passed_is_no_closing() {
    let mut timed = Timed::closed_for(MINUTE);
    timed.pass(HOUR);
    assert!(matches!(timed.used_up(None, named(MINUTE)), Some(QuotaChange::Rescheduled { .. })));
    assert_eq!((timed.resets_in(), timed.closings()), (Some(MINUTE), 1));
    timed.pass(MINUTE);
    assert_eq!(timed.used_up(None, UNNAMED), None, "of a call from before");
    let _probe = timed.probe();
}

#[test]
fn a_change_says_where_the_time_comes_from() {
    let timed = Timed::open();
    let kinds = [
        timed.used_up(None, named(SECOND)),
        timed.quota.open(timed.now).and_then(|_| timed.used_up(None, UNNAMED)),
        timed.quota.open(timed.now).and_then(|_| timed.quota.close_for(SECOND, timed.now)),
    ]
    .map(|change| match change {
        Some(QuotaChange::Closed { resets_in, kind }) => (resets_in, kind),
        other => panic!("{other:?}"),
    });
    assert_eq!(kinds, [(SECOND, ResetKind::Known), (QUARTER, ResetKind::Assumed), (SECOND, ResetKind::Manual)]);
}

/// Those who wait for a reset are asked to come back over an eighth of the ramp, none before the reset: one who is alone
/// is not to wait for a crowd that is not there.
// Red when: `refused_closed` of machine.rs spreads over the `ramp`; or from zero.
#[test]
fn those_who_wait_for_the_reset_are_spread_over_an_eighth_of_the_ramp() {
    let mut timed = Timed::closed_for(HOUR);
    let mut waits = |bits| {
        timed.bits = bits;
        timed.refusal().ask_again
    };
    assert_eq!(waits(0), HOUR);
    let eighth = seconds(10) / 8;
    assert_eq!(waits(1 << 63), HOUR + eighth / 2);
    let last = waits(u64::MAX);
    assert!((HOUR + eighth).saturating_sub(Duration::from_millis(1)) < last && last <= HOUR + eighth, "{last:?}");
}

#[test]
fn a_look_refuses_what_is_refused_for_certain() {
    let timed = Timed::closed_for(MINUTE);
    let look = |ahead| timed.quota.look(|| timed.now.after(ahead), &mut || 0);
    assert_eq!(look(seconds(59)).expect_err("it is closed then").resets_in, Some(SECOND));
    assert_eq!(look(MINUTE), Ok(()));
    assert_eq!(timed.quota.snapshot(timed.now).refused, 1);
    let (timed, _probe) = Timed::probing();
    assert_eq!(timed.quota.look(|| timed.now, &mut || 0), Ok(()), "the probe may be back by then");
    assert_eq!(Timed::open().quota.look(|| panic!("no clock"), &mut || 0), Ok(()));
}

/// An open quota costs one read.
// Red when: `admit` of shared.rs always takes the slow way.
#[test]
fn an_open_one_reads_neither_clock_nor_randomness() {
    let timed = Timed::open();
    let probe = timed.quota.admit(|| panic!("no clock"), &mut || panic!("no randomness"));
    assert_eq!(probe, Ok(None));
    assert_eq!(timed.quota.state(|| panic!("no clock")), QuotaState::Open);
}
