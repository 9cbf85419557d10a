//! Which tables are refused: their names, their classes, their rules, and what stands beside them.

mod classes;
mod combinations;
mod names;
mod retries;
mod rules;

use crate::{Expected, refused, told};
use resilin_policy::{Table, read_table};

/// In a policy's `on(…)`, and, of the rules alone, where a table is defined.
#[track_caller]
fn table_refused(rules: &str, expected: &[Expected<'_>]) {
    refused(&format!("quota = q, on({rules})"), expected);
    assert_eq!(told(rules, &read_table(rules).findings), expected, "in `{rules}` alone");
    assert_eq!(rules.parse::<Table>().is_err(), !expected.is_empty());
}
