//! Whatever happens, the quotas do what the model does.

use proptest::prelude::*;

use super::common::cases;
use super::compared::Compared;
use super::history::{history, rules};

proptest! {
    #![proptest_config(cases(1_000))]

    // Red when: nearly any line is changed that the notes of this directory name; and, seen here alone, when `define` of
    // machine.rs does not ask for the phase, `extend` there does not set `self.assumed` back, `publish` of shared.rs does
    // not store the ramp, or `admit_slowly` there does not count what it refuses.
    #[test]
    fn every_history_goes_as_in_the_model(rules in rules(), history in history(), bits: u64) {
        Compared::new(rules, bits).play(&history);
    }
}
