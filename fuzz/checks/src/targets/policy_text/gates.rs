//! The same text as the settings of a gate, as a table, and as a name.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use resilin_policy::{
    Finding, PolicyError, check_breaker_name, check_policy_name, check_quota_name, check_retry_budget_name,
    check_table_name, read_breaker, read_partial_breaker, read_partial_quota, read_partial_retry_budget,
    read_quota, read_retry_budget, read_table,
};

use crate::text;

pub(super) fn check(text: &str) {
    wholes(text);
    parts(text);
    names(text);
}

fn wholes(text: &str) {
    let (breaker, quota) = (read_breaker(text), read_quota(text));
    let (budget, table) = (read_retry_budget(text), read_table(text));
    reads_as(text, &breaker.settings, &breaker.findings);
    reads_as(text, &quota.settings, &quota.findings);
    reads_as(text, &budget.settings, &budget.findings);
    reads_as(text, &table.table, &table.findings);
    if budget.findings.is_empty() {
        // Whatever was read can be carried out.
        let _form = budget.settings.form();
    }
}

/// Parsing gives what was read where nothing is wrong with it, else what is wrong; what was parsed reads as it prints.
fn reads_as<T>(text: &str, expected: &T, findings: &[Finding])
where
    T: FromStr<Err = PolicyError> + Display + PartialEq + Debug,
{
    text::holds(text, findings);
    match text.parse::<T>() {
        Ok(parsed) => {
            assert!(findings.is_empty() && parsed == *expected, "{parsed:?} is not {expected:?}: {findings:?}");
            let printed = parsed.to_string();
            assert_eq!(printed.parse::<T>().as_ref(), Ok(&parsed), "printed as `{printed}`");
        }
        Err(error) => {
            assert_eq!((error.text(), error.findings()), (text, findings));
            assert!(error.to_string().lines().count() >= 3 * findings.len(), "{error}");
        }
    }
}

/// What may be refined by more, or refine it, reads as it prints too.
fn parts(text: &str) {
    let (breaker, quota) = (read_partial_breaker(text), read_partial_quota(text));
    let budget = read_partial_retry_budget(text);
    for findings in [&breaker.findings, &quota.findings, &budget.findings] {
        text::holds(text, findings);
    }
    if breaker.findings.is_empty() {
        assert_eq!(read_partial_breaker(&breaker.settings.to_string()), breaker);
    }
    if quota.findings.is_empty() {
        assert_eq!(read_partial_quota(&quota.settings.to_string()), quota);
    }
    if budget.findings.is_empty() {
        assert_eq!(read_partial_retry_budget(&budget.settings.to_string()), budget);
    }
}

fn names(text: &str) {
    let checks =
        [check_breaker_name, check_policy_name, check_quota_name, check_retry_budget_name, check_table_name];
    for check in checks {
        if let Err(error) = check(text) {
            assert!(!error.findings().is_empty(), "refused for nothing");
            text::holds(text, error.findings());
        }
    }
}
