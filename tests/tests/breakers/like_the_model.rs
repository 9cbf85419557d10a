//! Whatever happens, the breakers do what the model does.

use proptest::prelude::*;

use super::compared::Compared;
use super::drawn::of_one_kind;
use super::history::{Player, play};
use super::watched::cases;

proptest! {
    #![proptest_config(cases(1_000))]

    // Red when, in runtime/src/kernel/breaker: any line is changed that stands at one of the invariants (but for
    // that of `unchanged_until`, whose times are finer than the model's); or
    // circuit.rs: `trip` spreads a plain open time, or forgets `self.reopened`; `enter` does not set it back at a close;
    // `probed` takes a slow probe for a good one; `probe_timeout` does not subtract one from `self.reopened`;
    // last_calls.rs: `evict` has `*place < gone`; `resize` does not move the places, or keeps what is gone;
    // last_while.rs: `unchanged_until` is only when something leaves; a bucket is as long as the window;
    // counts.rs: `add_successes` forgets a window over calls; `next_success` does not ask whether it is too much already;
    // shared.rs: `look_closer` does not count what it refuses; `puts_aside` takes a slow success for a good one.
    #[test]
    fn every_history_goes_as_in_the_model((rules, history) in of_one_kind(), bits: u64) {
        let mut compared = Compared::new(&rules, bits);
        play(&mut compared, &history);
        compared.snapshot();
    }
}
