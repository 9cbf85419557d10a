//! What is printed reads as what was printed.

#[allow(dead_code, reason = "shared with tests that draw shapes alone")]
mod common;

use proptest::prelude::*;
use resilin_policy::{Backoff, BreakerSettings, Policy, QuotaSettings, RetryBudgetSettings, Table, Target, read};

proptest! {
    // Seen red: units.rs printing `{part}` without its leading zeros, or not taking minutes off the rest.
    #[test]
    fn every_policy_reads_as_it_was_printed(policy in common::policy()) {
        let text = policy.to_string();
        prop_assert_eq!(text.parse::<Policy>(), Ok(policy), "printed as `{}`", text);
    }

    // Seen red: print.rs with `base` and `cap` of `decorrelated` exchanged.
    #[test]
    fn every_shape_reads_as_it_was_printed(shape in common::backoff()) {
        prop_assert_eq!(shape.to_string().parse::<Backoff>(), Ok(shape));
    }

    // Red when: `self.calls` and `self.min_calls` in print.rs are exchanged.
    #[test]
    fn all_breaker_settings_read_as_they_were_printed(settings in common::gates::breaker_settings()) {
        let text = settings.to_string();
        prop_assert_eq!(text.parse::<BreakerSettings>(), Ok(settings), "printed as `{}`", text);
    }

    // Red when: `self.ramp` and `self.probe_timeout` in print/gates.rs are exchanged.
    #[test]
    fn all_quota_settings_read_as_they_were_printed(settings in common::gates::quota_settings()) {
        let text = settings.to_string();
        prop_assert_eq!(text.parse::<QuotaSettings>(), Ok(settings), "printed as `{}`", text);
    }

    // Red when: `{part:03}` in print/gates.rs is `{part}`, or `== nanos` there is `>= nanos`.
    #[test]
    fn all_budget_settings_read_as_they_were_printed(settings in common::gates::retry_budget_settings()) {
        let text = settings.to_string();
        prop_assert_eq!(text.parse::<RetryBudgetSettings>(), Ok(settings), "printed as `{}`", text);
    }

    // Red when: print.rs prints `counts` before a shape, or a class of somebody's own without its quotes.
    #[test]
    fn every_table_reads_as_it_was_printed(table in common::table()) {
        let text = table.to_string();
        prop_assert_eq!(text.parse::<Table>(), Ok(table), "printed as `{}`", text);
    }

    // Red when: print.rs writes `breaker = {name}` without the quotes.
    #[test]
    fn every_keyed_breaker_reads_as_it_was_printed(breaker in common::gates::keyed_breaker()) {
        let text = breaker.to_string();
        let reading = read(&text, Target::AsyncFn);
        prop_assert_eq!(reading.findings, []);
        prop_assert_eq!(reading.settings.breaker, Some(breaker), "printed as `{}`", text);
    }

    // Seen red: lex.rs not skipping white space.
    #[test]
    fn white_space_changes_nothing(policy in common::policy()) {
        let spaced = policy.to_string().replace('(', " ( ").replace(')', " )\n").replace(", ", "\t,  ") + " ,";
        let spaced = if policy == Policy::DEFAULT { " \n".to_owned() } else { spaced };
        prop_assert_eq!(spaced.parse::<Policy>(), Ok(policy), "written as `{}`", spaced);
    }

    // Seen red: `entry` in entries.rs setting the quoted value instead of its content.
    #[test]
    fn quotes_around_a_value_change_nothing(policy in common::policy()) {
        let shape = policy.backoff().to_string();
        let quoted = policy.to_string().replacen(&shape, &format!("\"{shape}\""), 1);
        prop_assert_eq!(quoted.parse::<Policy>(), Ok(policy), "written as `{}`", quoted);
    }
}
