//! Which settings of a quota are refused.

use super::settings_refused;

#[test]
fn unknown_settings_are_refused_with_a_guess() {
    for (written, meant) in [
        ("wait_upto", "wait_up_to"),
        ("wait-up-to", "wait_up_to"),
        ("max_wait_", "wait_up_to"),
        ("timeoutDuration", "wait_up_to"),
        ("slow_start", "ramp"),
        ("warmup", "ramp"),
        ("half_open_timeout", "probe_timeout"),
    ] {
        let message = format!("unknown setting `{written}`");
        settings_refused(&format!("{written} = 1"), &[(written, &message, &format!("did you mean `{meant}`?"))]);
    }
    settings_refused(
        "foo = 1",
        &[("foo", "unknown setting `foo`", "the settings are `wait_up_to`, `ramp` and `probe_timeout`")],
    );
    settings_refused(
        "30s",
        &[("30s", "expected a setting, found `30s`", "an entry is `key = value`, as in `wait_up_to = 30s`")],
    );
}

#[test]
fn what_belongs_elsewhere_is_told_where() {
    for key in ["timeout", "quota", "max_wait", "hedge", "credentials"] {
        let message = format!("`{key}` is a key of a policy, not a setting of a quota");
        let help = "write it beside `quota(…)`, in the policy that names the quota";
        settings_refused(&format!("{key} = 5s"), &[(key, &message, help)]);
    }
    settings_refused(
        "open = 30s",
        &[("open", "`open` is a setting of a breaker, not of a quota", "write `breaker(\"api\", open = 60s)`")],
    );
    settings_refused(
        "tokens = 30",
        &[(
            "tokens",
            "`tokens` is a setting of a retry budget, not of a quota",
            "write `retry_budget(\"api\", tokens = 500)`",
        )],
    );
}

// Red when: `ProbeTimeout` in read/quota.rs is read by `duration::duration`.
#[test]
fn a_probe_needs_time() {
    for zero in ["0s", "0"] {
        settings_refused(
            &format!("probe_timeout = {zero}"),
            &[(
                zero,
                "`probe_timeout` is zero: every first call after a reset would be given up at once",
                "write how long that call may take, as in `probe_timeout = 60s`",
            )],
        );
    }
    settings_refused("wait_up_to = 0s, ramp = 0s", &[]);
}

#[test]
fn times_are_durations() {
    for setting in ["wait_up_to", "ramp", "probe_timeout"] {
        settings_refused(&format!("{setting} = 5"), &[("5", "`5` has no unit", "write `5s` or `5ms`")]);
        settings_refused(&format!("{setting} = -5s"), &[("-5s", "a duration cannot be negative", "write `5s`")]);
        settings_refused(
            &format!("{setting} = 99999999999999999999d"),
            &[(
                "99999999999999999999d",
                "this is longer than the longest duration",
                "the longest is `213503982334601d`, more than 500 billion years",
            )],
        );
    }
    settings_refused("ramp = 1s, ramp = 2s", &[("ramp", "`ramp` is written twice", "keep one of the two")]);
}
