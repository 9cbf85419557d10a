//! When there is no wait any more: by rule, by count, and by what renewed credentials are worth.

use std::time::Duration;

use resilin::kernel::{Call, Failure, GiveUp, Rules, Verdict};
use resilin::{Class, Policy, Table};

use super::common::Bits;

const SERVER: Failure = Failure::new(Class::SERVER);
const THROTTLED: Failure = Failure::new(Class::THROTTLED);
const AUTH: Failure = Failure::new(Class::AUTH);
/// The attempt had a lease.
const LEASED: Failure = Failure { renewable: true, ..Failure::new(Class::AUTH) };

fn parsed(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A call whose attempts fail so, one after the other: the number of the last one, and why it was the last.
fn end(policy: &str, failures: &[Failure]) -> Option<(u32, GiveUp)> {
    let (policy, mut call) = (parsed(policy), Call::new());
    failures.iter().find_map(|failure| match call.failed(&policy, failure, &mut Bits::Low) {
        Verdict::GiveUp(reason) => Some((call.attempt(), reason)),
        _ => None,
    })
}

#[track_caller]
fn ends(cases: &[(&str, &[Failure], (u32, GiveUp))]) {
    for (policy, failures, expected) in cases {
        assert_eq!(end(policy, failures), Some(*expected), "{policy}: {failures:?}");
        let (_, before) = failures.split_last().expect("some");
        assert_eq!(end(policy, before), None, "{policy}: {before:?}");
    }
}

#[test]
fn the_sites_count_ends_it_and_so_does_a_rule_that_retries_nothing() {
    let not_processed = Failure { not_processed: true, ..SERVER };
    ends(&[
        ("attempts = 3", &[SERVER, SERVER, SERVER], (3, GiveUp::Attempts)),
        ("attempts = 1", &[SERVER], (1, GiveUp::Attempts)),
        ("attempts = 3", &[SERVER, Failure::new(Class::CLIENT)], (2, GiveUp::Rule)),
        ("attempts = 3", &[Failure::new(Class::QUOTA)], (1, GiveUp::Rule)),
        ("attempts = 3, idempotent = false", &[not_processed, SERVER], (2, GiveUp::NotIdempotent)),
    ]);
}

// Red when: `count` of runtime/src/kernel/steps.rs does not ask whether the policy retries.
#[test]
fn one_attempt_is_one_whatever_a_table_allows() {
    let (policy, table) = (parsed("attempts = 1"), "throttled = retry(fixed(1s), attempts = 4)".parse::<Table>());
    let rules = Rules::new(&policy, table.as_ref().expect("a table of this test"));
    let verdict = Call::new().failed(rules, &THROTTLED, &mut Bits::Low);
    assert_eq!(verdict, Verdict::GiveUp(GiveUp::Attempts));
}

// Red when, in runtime/src/kernel/steps.rs: `count_apart` adds to one count only, or `count` does not subtract `apart`.
#[test]
fn a_rule_with_a_count_of_its_own_leaves_the_sites_count_alone() {
    let policy = "attempts = 3, on(throttled = retry(fixed(1s), attempts = 4))";
    ends(&[
        (policy, &[THROTTLED, THROTTLED, THROTTLED, THROTTLED], (4, GiveUp::Attempts)),
        (policy, &[THROTTLED, THROTTLED, SERVER, SERVER, THROTTLED, SERVER], (6, GiveUp::Attempts)),
        (policy, &[SERVER, THROTTLED, THROTTLED, SERVER, THROTTLED, THROTTLED], (6, GiveUp::Attempts)),
        (policy, &[SERVER, SERVER, SERVER], (3, GiveUp::Attempts)),
    ]);
}

// Red when, in runtime/src/kernel/steps.rs: `count_renewal` counts nothing apart, or does not ask whether the policy
// retries; or `delay_after` has `||` for `renews`.
#[test]
fn renewed_credentials_are_worth_one_attempt_more() {
    let leased_server = Failure { renewable: true, ..SERVER };
    ends(&[
        ("attempts = 3", &[AUTH], (1, GiveUp::Rule)),
        ("attempts = 3", &[LEASED, LEASED], (2, GiveUp::Rule)),
        ("attempts = 3", &[SERVER, LEASED, SERVER, SERVER], (4, GiveUp::Attempts)),
        ("attempts = 3", &[leased_server.clone(), leased_server.clone(), leased_server], (3, GiveUp::Attempts)),
        ("attempts = 1", &[LEASED], (1, GiveUp::Attempts)),
        ("attempts = 3, idempotent = false", &[LEASED], (1, GiveUp::NotIdempotent)),
    ]);
}

/// The wait that the server asked for was meant for what it refused.
// Red when: `delay_after` of runtime/src/kernel/steps.rs has `filter(|_| renews)`.
#[test]
fn renewed_credentials_are_used_at_once() {
    let policy = parsed("backoff = fixed(5s), jitter = none");
    let asked = |failure: Failure| Failure { retry_after: Some(Duration::from_secs(9)), ..failure };
    let mut call = Call::new();
    for (failure, seconds) in [(asked(LEASED), 0), (asked(SERVER), 9)] {
        let after = Duration::from_secs(seconds);
        assert_eq!(call.failed(&policy, &failure, &mut Bits::Low), Verdict::Retry { after });
    }
}
