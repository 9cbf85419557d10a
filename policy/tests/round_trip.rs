//! What is printed reads as what was printed.

#[allow(dead_code, reason = "shared with tests that draw shapes alone")]
mod common;

use proptest::prelude::*;
use resilin_policy::{Backoff, Policy};

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
