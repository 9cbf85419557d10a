//! No text makes reading or drawing panic, and every finding points into its text.

#[allow(dead_code, reason = "shared with tests that draw whole policies")]
mod common;

use proptest::{collection::vec, prelude::*, sample::select};
use resilin_policy::{Finding, Policy, PolicyError, Target, describe, excerpt, read, worst_case};

/// Pieces of the language, of its mistakes, and of what is neither.
const SOUP: [&str; 44] = [
    "backoff",
    "jitter",
    "attempts",
    "timeout",
    "deadline",
    "max_wait",
    "idempotent",
    "breaker",
    "on",
    "classify",
    "exp",
    "linear",
    "fib",
    "fixed",
    "decorrelated",
    "none",
    "full",
    "unlimited",
    "true",
    "=",
    "=",
    "=",
    ",",
    ",",
    "(",
    ")",
    "[",
    "}",
    "\"",
    "\\",
    "-",
    "%",
    ".",
    "0",
    "2",
    "1s",
    "60s",
    "1.5ms",
    "1_0µs",
    "9e999",
    "\u{1F980}",
    "\n",
    "\t",
    "\u{7}",
];

fn soup() -> impl Strategy<Value = String> {
    (vec(select(SOUP.to_vec()), 0..40), select(vec!["", " "])).prop_map(|(words, between)| words.join(between))
}

fn target() -> impl Strategy<Value = Target> {
    select(vec![Target::Text, Target::AsyncFn, Target::BlockingFn])
}

fn point_into(text: &str, findings: &[Finding]) -> Result<(), TestCaseError> {
    for finding in findings {
        prop_assert!(text.get(finding.range.clone()).is_some(), "{:?} in {:?}", finding, text);
        prop_assert!(!finding.range.is_empty() && !finding.message.is_empty(), "{:?} in {:?}", finding, text);
    }
    prop_assert!(findings.is_sorted_by_key(|finding| finding.range.start), "{:?}", findings);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn findings_point_into_arbitrary_text(text in "\\PC*|(?s).*", target in target()) {
        let findings = read(&text, target).findings;
        point_into(&text, &findings)?;
        prop_assert!(PolicyError::new(&*text, findings).to_string().len() < usize::MAX);
    }

    #[test]
    fn findings_point_into_token_soup(text in soup(), target in target()) {
        let findings = read(&text, target).findings;
        point_into(&text, &findings)?;
        prop_assert!(PolicyError::new(&*text, findings).to_string().len() < usize::MAX);
    }

    #[test]
    fn what_reads_without_a_finding_prints_and_reads_again(text in soup()) {
        if let Ok(policy) = text.parse::<Policy>() {
            prop_assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }

    #[test]
    fn an_excerpt_is_two_lines_for_any_range(text in "(?s).{0,40}", start in 0_usize..80, end in 0_usize..80) {
        prop_assert_eq!(excerpt(&text, start..end).split('\n').count(), 2);
    }

    #[test]
    fn every_policy_has_an_end_and_a_description(policy in common::policy()) {
        let worst = worst_case(&policy);
        prop_assert!(worst.waiting.is_some());
        prop_assert!(worst.total <= policy.deadline() || policy.deadline().is_none());
        prop_assert!((1..=7).contains(&describe(&policy).lines().count()), "{}", describe(&policy));
    }
}

#[test]
fn long_texts_do_not_exhaust_the_stack() {
    for piece in ["-", "(", "\"", "exp(", "attempts = -", "9", "1s", ","] {
        let text = format!("timeout = {}", piece.repeat(50_000));
        assert!(!read(&text, Target::Text).findings.is_empty());
    }
}
