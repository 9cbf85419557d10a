//! One goes first.

use std::time::Duration;

use resilin::kernel::{QuotaProbe, QuotaRefusal, SharedQuota};
use resilin::quota::QuotaState;

use super::common::{UNNAMED, ask, at, closed, end, model, probing, start};

type Answer = Result<Option<QuotaProbe>, QuotaRefusal>;

/// What three threads get that come at the same moment.
fn three(quota: &loom::sync::Arc<SharedQuota>, seconds: u64) -> Vec<Answer> {
    let others = [(); 2].map(|()| start(quota, move |quota| ask(quota, seconds)));
    let mut all = vec![ask(quota, seconds)];
    all.extend(others.map(end));
    all
}

fn probes(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| matches!(answer, Ok(Some(_)))).count()
}

// Red when: `admit_slowly` of shared.rs asks under one lock for the state, and where that is closed does
// `close_for(Duration::ZERO, now)` under another one before it admits.
#[test]
fn of_three_threads_at_the_reset_one_is_the_probe() {
    model(3, || {
        let quota = closed();
        let answers = three(&quota, 10);
        assert_eq!((probes(&answers), quota.snapshot(at(10)).refused), (1, 2), "{answers:?}");
        assert!(
            answers.iter().filter_map(|answer| answer.as_ref().err()).all(|refusal| refusal.resets_in.is_none())
        );
    });
}

#[test]
fn of_three_threads_behind_a_hung_probe_one_is_the_next() {
    model(3, || {
        let (quota, hung) = probing();
        let answers = three(&quota, 70);
        assert_eq!(probes(&answers), 1, "{answers:?}");
        quota.released(hung);
        assert_eq!(quota.snapshot(at(70)).state, QuotaState::Probing, "the place is the other's");
    });
}

/// Whoever comes while a probe gives its place back gets it, or leaves it to the next: it is never lost, and never given
/// twice.
// Red when: `released` of shared.rs gives up where `self.quota.try_lock()` does.
#[test]
fn a_place_that_is_given_back_is_one_place() {
    model(3, || {
        let (quota, probe) = probing();
        let other = start(&quota, move |quota| quota.released(probe));
        let between = ask(&quota, 10);
        end(other);
        let after = ask(&quota, 10);
        assert_eq!(probes(&[between, after]), 1);
    });
}

/// Nobody passes while the probe finds it used up, and the time has doubled once.
// Red when: `exhausted` of shared.rs gives up where `self.quota.try_lock()` does.
#[test]
fn nobody_passes_while_the_probe_closes_it() {
    model(3, || {
        let (quota, probe) = probing();
        let prober = start(&quota, move |quota| quota.exhausted(Some(probe), UNNAMED, at(10)));
        let refusal = ask(&quota, 10).expect_err("probing, then closed");
        assert!(refusal.resets_in.is_none_or(|left| left == Duration::from_secs(20)), "{refusal:?}");
        end(prober).expect("it closes");
        assert_eq!(quota.snapshot(at(10)).resets_in, Some(Duration::from_secs(20)));
    });
}

/// On the ramp two pass at once, however many come.
#[test]
fn of_three_threads_at_the_start_of_the_ramp_two_pass() {
    model(2, || {
        let (quota, probe) = probing();
        quota.succeeded(probe, at(10)).expect("it opens");
        let answers = three(&quota, 10);
        let passed = answers.iter().filter(|answer| matches!(answer, Ok(None))).count();
        assert_eq!((passed, quota.snapshot(at(10)).refused), (2, 1), "{answers:?}");
    });
}

/// Who comes while it opens is refused, or is one of the ramp's, but no probe.
#[test]
fn a_good_probe_is_the_last_one() {
    model(3, || {
        let (quota, probe) = probing();
        let prober = start(&quota, move |quota| quota.succeeded(probe, at(10)));
        let answers = [ask(&quota, 10), ask(&quota, 10)];
        end(prober).expect("it opens");
        assert_eq!(probes(&answers), 0, "{answers:?}");
        assert_eq!(quota.state(|| at(10)), QuotaState::Ramp);
    });
}

/// At the end of the ramp all pass, and the word says so to those who do not ask.
#[test]
fn the_end_of_the_ramp_is_open_for_all() {
    model(3, || {
        let (quota, probe) = probing();
        quota.succeeded(probe, at(10)).expect("it opens");
        let answers = three(&quota, 20);
        assert!(answers.iter().all(|answer| matches!(answer, Ok(None))), "{answers:?}");
        assert_eq!(quota.state(|| panic!("no clock")), QuotaState::Open);
    });
}
