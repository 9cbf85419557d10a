//! Which numbers and words are refused.

use crate::refused;

#[test]
fn jitter_is_a_share() {
    refused(
        "jitter = 25",
        &[(
            "25",
            "`jitter` is not between 0 and 1: a delay cannot vary by more than itself",
            "did you mean `25%`?",
        )],
    );
    refused(
        "jitter = 1.5",
        &[(
            "1.5",
            "`jitter` is not between 0 and 1: a delay cannot vary by more than itself",
            "write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `25%`",
        )],
    );
    refused(
        "jitter = 250%",
        &[(
            "250%",
            "`jitter` is not between 0 and 1: a delay cannot vary by more than itself",
            "write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `25%`",
        )],
    );
    refused(
        "jitter = -0.1",
        &[(
            "-0.1",
            "`jitter` cannot be negative",
            "write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `25%`",
        )],
    );
    refused("jitter = ful", &[("ful", "unknown jitter `ful`", "did you mean `full`?")]);
    refused(
        "jitter = decorrelated",
        &[(
            "decorrelated",
            "unknown jitter `decorrelated`",
            "it is a shape: write `backoff = decorrelated(1s, 60s)`",
        )],
    );
    refused(
        "jitter = 5ms",
        &[("5ms", "unknown jitter `5ms`", "write `full`, `equal`, `none` or a share, as in `25%`")],
    );
}

#[test]
fn attempts_are_counted_from_1() {
    refused(
        "attempts = 0",
        &[("0", "`attempts` is 0: nothing would run", "write 1 for a single run without retries")],
    );
    refused(
        "attempts = 4294967296",
        &[("4294967296", "`attempts` is too big: 4294967295 is the most", "write `unlimited` with a `deadline`")],
    );
    refused(
        "attempts = 2.5",
        &[(
            "2.5",
            "`attempts` is not a whole number",
            "write how often the body may run, as in `attempts = 5`, or `unlimited`",
        )],
    );
    refused(
        "attempts = -1",
        &[(
            "-1",
            "`attempts` cannot be negative",
            "write how often the body may run, as in `attempts = 5`, or `unlimited`",
        )],
    );
    refused(
        "attempts = five",
        &[(
            "five",
            "expected a number of attempts, found `five`",
            "write how often the body may run, as in `attempts = 5`, or `unlimited`",
        )],
    );
    refused(
        "attempts = infinite",
        &[("infinite", "expected a number of attempts, found `infinite`", "did you mean `unlimited`?")],
    );
    refused(
        "attempts = unlimitted",
        &[("unlimitted", "expected a number of attempts, found `unlimitted`", "did you mean `unlimited`?")],
    );
}

#[test]
fn idempotent_is_true_or_false() {
    refused(
        "idempotent = yes",
        &[(
            "yes",
            "expected `true` or `false`, found `yes`",
            "write `false` where a second run could do harm, else leave it out",
        )],
    );
}

// Red when: `number` or `share` of read/numbers.rs takes any token for a minus or a percent sign, or `unsigned` one that
// begins with an underscore.
#[test]
fn what_only_looks_like_a_share_is_none() {
    for jitter in ["x 0.5", "x 25%", "-5 x", "_1", "_1%"] {
        let message = format!("unknown jitter `{jitter}`");
        let help = "write `full`, `equal`, `none` or a share, as in `25%`";
        refused(&format!("jitter = {jitter}"), &[(jitter, &message, help)]);
    }
}
