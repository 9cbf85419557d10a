//! The standard mode of the AWS SDKs: the cases that they test, those of `aws_standard_v2_0.json`, which names the files.
//!
//! One differs by design: a server's hint that is too long ends the call here, where the SDKs wait for as long as
//! they would have without it.

use std::time::Duration;

use resilin::kernel::{Call, Failure, GiveUp, RetryBudget, Spent, Verdict};
use resilin::{Class, Policy};
use resilin_policy::RetryBudgetSettings;
use serde_json::Value;

use super::settings::{at, tokens, whole};

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../vectors/aws_standard_v2_0.json")).expect("it is JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a whole number")).expect("a small one")
}

/// Version 2.0, with so many tokens.
fn version_2_0(size: u32) -> RetryBudgetSettings {
    RetryBudgetSettings { timeout_cost: whole(10), ..tokens(size, 5) }
}

fn policy(cap: u32, attempts: u32) -> Policy {
    format!("backoff = exp(1s, 2, {cap}s), jitter = none, attempts = {attempts}").parse().expect("a policy")
}

/// A client: its calls share a budget.
struct Client {
    policy: Policy,
    budget: RetryBudget,
    call: Call,
    last: Option<Spent>,
}

#[derive(Debug, PartialEq)]
enum Outcome {
    Retry(Duration),
    MaxAttemptsExceeded,
    RetryQuotaExceeded,
}

impl Client {
    fn new(policy: Policy, settings: &RetryBudgetSettings) -> Self {
        Self { policy, budget: RetryBudget::new(settings), call: Call::new(), last: None }
    }

    fn fails(&mut self, failure: &Failure) -> Outcome {
        let after = match self.call.failed(&self.policy, failure, &mut || 0) {
            Verdict::Retry { after } => after,
            Verdict::GiveUp(GiveUp::Attempts) => return self.ends(Outcome::MaxAttemptsExceeded),
            other => panic!("no call here ends so: {other:?}"),
        };
        match self.budget.spend(failure.class, || at(0)) {
            Some(spent) => {
                self.last = Some(spent);
                Outcome::Retry(after)
            }
            None => self.ends(Outcome::RetryQuotaExceeded),
        }
    }

    fn succeeds(&mut self) {
        self.budget.succeeded(self.last);
        self.ends(());
    }

    fn succeeds_where_it_is_not_full(&mut self, size: u32) -> bool {
        let is_less = self.quota() < size;
        if is_less {
            self.succeeds();
        }
        is_less
    }

    /// The next call begins.
    fn ends<T>(&mut self, outcome: T) -> T {
        (self.call, self.last) = (Call::new(), None);
        outcome
    }

    fn quota(&self) -> u32 {
        let thousandths = self.budget.balance(at(0)).thousandths();
        assert_eq!(thousandths % 1000, 0, "whole tokens only");
        thousandths / 1000
    }
}

fn expected(step: &Value) -> Option<Outcome> {
    match step["outcome"].as_str() {
        Some("retry_request") => Some(Outcome::Retry(Duration::from_secs(number(&step["delay"]).into()))),
        Some("max_attempts_exceeded") => Some(Outcome::MaxAttemptsExceeded),
        Some("retry_quota_exceeded") => Some(Outcome::RetryQuotaExceeded),
        _ => None,
    }
}

// Red when, in runtime/src/kernel/budget: `earned` of terms.rs does not give the last cost back; or `pay` of shared.rs
// needs more than the cost.
#[test]
fn smithy_kotlin() {
    let vectors = vectors();
    let cases = list(&vectors["cases"]);
    for case in cases {
        let given = |name: &str| number(&case["given"][name]);
        let policy = policy(given("max_backoff_time"), given("max_attempts"));
        let mut client = Client::new(policy, &version_2_0(given("initial_retry_tokens")));
        for (n, step) in list(&case["responses"]).iter().enumerate() {
            let outcome = match number(&step["response"]["status_code"]) {
                200 => {
                    client.succeeds();
                    None
                }
                _ => Some(client.fails(&Failure::new(Class::SERVER))),
            };
            let expects = &step["expected"];
            assert_eq!(outcome, expected(expects), "{}, response {n}", case["name"]);
            assert_eq!(client.quota(), number(&expects["retry_quota"]), "{}, response {n}", case["name"]);
        }
    }
    assert_eq!(cases.len(), 6);
}

/// A transient error is one that costs 10, as a timeout does.
// Red when: `cost` of terms.rs takes another class for a timeout.
#[test]
fn smithy_rs_with_a_hint() {
    let vectors = vectors();
    let case = &list(&vectors["extra_cases_smithy_rs"]["cases"])[0];
    let given = |name: &str| number(&case["given"][name]);
    let mut client = Client::new(policy(20, given("max_attempts")), &version_2_0(given("initial_retry_tokens")));
    for step in list(&case["responses"]) {
        if step["error"].is_null() {
            client.succeeds();
        } else {
            let hint = step["server_delay_s"].as_u64().map(Duration::from_secs);
            let outcome = client.fails(&Failure { retry_after: hint, ..Failure::new(Class::TIMEOUT) });
            assert_eq!(outcome, Outcome::Retry(Duration::from_secs(number(&step["delay"]).into())), "{step}");
        }
        assert_eq!(client.quota(), number(&step["quota"]), "{step}");
    }
}

/// Two calls take ten each and never come back; a success that needed no retry brings one.
// Red when: `more` of word.rs says too soon that it is full.
#[test]
fn smithy_rs_fills_up_again() {
    let vectors = vectors();
    let case = &list(&vectors["extra_cases_smithy_rs"]["cases"])[1];
    let mut client = Client::new(policy(20, 3), &version_2_0(20));
    let drained = number(&case["drain_attempts"]);
    for _ in 0..drained {
        client.fails(&Failure::new(Class::TIMEOUT));
        client.ends(());
    }
    assert_eq!(client.quota(), 0);
    let successes = (0..99).take_while(|_| client.succeeds_where_it_is_not_full(20)).count();
    assert_eq!(u32::try_from(successes), Ok(number(&case["total_calls_until_full"]) - drained));
    client.succeeds();
    assert_eq!(client.quota(), 20, "full is full");
}

#[test]
fn smithy_rs_never_waits_longer_than_the_cap() {
    let vectors = vectors();
    for case in &list(&vectors["extra_cases_smithy_rs"]["cases"])[2..4] {
        let mut client = Client::new(policy(20, 200_000), &tokens(1, 0));
        let retries = case["attempt"].as_u64().unwrap_or(100_000);
        let last = (0..retries).map(|_| client.fails(&Failure::new(Class::SERVER))).last();
        assert_eq!(last, Some(Outcome::Retry(Duration::from_secs(number(&case["delay_s"]).into()))), "{case}");
    }
}

/// Steps are what happens, what that changes or `denied`, and what there is then.
// Red when: `cost` of terms.rs takes another class for a timeout; or `pay` of shared.rs needs more than the cost.
#[test]
fn aws_c_io() {
    let vectors = vectors();
    let cases = list(&vectors["extra_cases_aws_c_io"]["cases"]);
    for case in cases {
        let settings = version_2_0(number(&case["capacity"]));
        let (budget, other) = (RetryBudget::new(&settings), RetryBudget::new(&settings));
        for step in list(&case["steps"]) {
            let what = step[0].as_str().expect("a word");
            let budget = if what.starts_with("other partition") { &other } else { &budget };
            let class = if what == "transient" { Class::TIMEOUT } else { Class::SERVER };
            if what.ends_with("success") {
                (0..5).for_each(|_| budget.succeeded(None));
            } else {
                let passed = budget.spend(class, || at(0)).is_some();
                assert_eq!(passed, step[1] != "denied", "{step}");
            }
            if let Some(left) = step[2].as_u64() {
                assert_eq!(u64::from(budget.balance(at(0)).thousandths()), left * 1000, "{step}");
            }
        }
    }
    assert_eq!(cases.len(), 2);
}

/// Version 2.1: any retry costs 14, one after throttling 5, a timeout is like any other failure; 500 tokens, and 1 for a
/// success, as before. The rule is that of aws/aws-sdk-go-v2 (pull request 3400) and smithy-lang/smithy-kotlin (pull
/// request 1570); the trace is worked out from it.
// Red when: `cost` of terms.rs takes another class for throttling.
#[test]
fn version_2_1() {
    let settings = RetryBudgetSettings { throttled_cost: whole(5), ..tokens(500, 14) };
    let mut client = Client::new(policy(20, 50), &settings);
    for (class, left) in [(Class::SERVER, 486), (Class::TIMEOUT, 472), (Class::THROTTLED, 467)] {
        assert!(matches!(client.fails(&Failure::new(class)), Outcome::Retry(_)));
        assert_eq!(client.quota(), left, "{class}");
    }
    client.succeeds();
    assert_eq!(client.quota(), 472, "the last one cost 5");
    client.succeeds();
    assert_eq!(client.quota(), 473);
    let retried = |client: &mut Client| matches!(client.fails(&Failure::new(Class::NETWORK)), Outcome::Retry(_));
    assert_eq!((0..99).take_while(|_| retried(&mut client)).count(), 33);
    assert_eq!(client.quota(), 473 - 33 * 14);
    assert_eq!(client.fails(&Failure::new(Class::THROTTLED)), Outcome::Retry(Duration::from_secs(1)));
    assert_eq!(client.fails(&Failure::new(Class::THROTTLED)), Outcome::Retry(Duration::from_secs(2)));
    assert_eq!(client.fails(&Failure::new(Class::THROTTLED)), Outcome::RetryQuotaExceeded);
    assert_eq!(client.quota(), 1);
}
