//! No code of the caller's runs under the lock: a clock and a source of randomness may use the quota themselves.

use resilin::quota::QuotaState;

use super::common::{at, bits, closed, end, model, open, probing, start};

#[test]
fn clock_and_randomness_may_use_the_quota() {
    model(2, || {
        let quota = closed();
        let other = start(&quota, |quota| _ = quota.open(at(0)));
        let clock = || {
            quota.snapshot(at(0));
            at(10)
        };
        let mut random = || {
            quota.snapshot(at(0));
            bits()
        };
        let answer = quota.admit(clock, &mut random);
        assert!(answer.is_ok(), "the reset is over, or it is open");
        end(other);
        quota.state(clock);
    });
}

// Red (loom aborts) when: `admit_slowly` of shared.rs draws under the lock; or `state` reads the clock there.
#[test]
fn randomness_of_a_refusal_may_use_the_quota() {
    model(2, || {
        let (quota, _probe) = probing();
        let other = start(&quota, |quota| quota.state(|| at(10)));
        let clock = || {
            quota.snapshot(at(0));
            at(10)
        };
        let mut random = || {
            quota.snapshot(at(0));
            bits()
        };
        quota.admit(clock, &mut random).expect_err("the probe is out");
        assert_eq!((quota.state(clock), end(other)), (QuotaState::Probing, QuotaState::Probing));
        assert!(open().look(clock, &mut random).is_ok());
    });
}
