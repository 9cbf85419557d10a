//! gRPC's throttling: the traces that its own tests go through, those of `grpc_retry.json`, which names the files.
//!
//! A failure that could be retried costs one token, and there is a retry while more than half of them are left
//! (gRFC A6). Pushback and hedging are not a budget's.

use resilin::kernel::{Call, Failure, RetryBudget, Verdict};
use resilin::{Class, Policy};
use serde_json::Value;

use super::settings::{at, grpc};

fn vectors(name: &str) -> Value {
    let all: Value = serde_json::from_str(include_str!("../../vectors/grpc_retry.json")).expect("it is JSON");
    all[name].clone()
}

fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("a whole number")).expect("a small one")
}

/// In thousandths, as gRPC counts them.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of thousandths")]
fn thousandths(value: &Value) -> u32 {
    (value.as_f64().expect("a number") * 1000.0).round() as u32
}

fn budget(vectors: &Value) -> RetryBudget {
    RetryBudget::new(&grpc(number(&vectors["maxTokens"]), thousandths(&vectors["tokenRatio"])))
}

fn may_retry(budget: &RetryBudget) -> bool {
    budget.spend(Class::SERVER, || at(0)).is_some()
}

// Red when, in runtime/src/kernel/budget: `failed` of shared.rs does nothing, or `pay` there is content with as much as
// `above`; or `failed` takes more than there is.
#[test]
fn grpc_java() {
    let vectors = vectors("throttle_java");
    let budget = budget(&vectors);
    let ops = vectors["ops"].as_array().expect("a list");
    for (n, op) in ops.iter().enumerate() {
        match op["op"].as_str() {
            Some("fail") => budget.failed(),
            _ => budget.succeeded(None),
        }
        let expected = (thousandths(&op["tokens_after"]), op["above_threshold"].as_bool());
        assert_eq!((budget.balance(at(0)).thousandths(), Some(may_retry(&budget))), expected, "{n}: {op}");
    }
    assert_eq!(ops.len(), 14);
}

/// One call after the other, each with its retries; a success that needed some earns as any other.
// Red when: `earned` of terms.rs gives nothing for a success whose last retry cost nothing; or `failed` of
// shared.rs does nothing.
#[test]
fn grpc_go() {
    let vectors = vectors("throttle_go");
    let policy = format!("backoff = fixed(0s), jitter = none, attempts = {}", vectors["maxAttempts"]);
    let policy: Policy = policy.parse().expect("a policy");
    let answered: Vec<_> =
        vectors["server_ok_on_call_index"].as_array().expect("a list").iter().map(number).collect();
    let (budget, mut sent) = (budget(&vectors), 0..);
    for (n, rpc) in vectors["rpcs"].as_array().expect("a list").iter().enumerate() {
        let (code, last) = run(&policy, &budget, || sent.next().expect("no end"), &answered);
        assert_eq!((Some(code), last), (rpc["code"].as_str(), number(&rpc["last_server_call_index"])), "{n}");
        assert_eq!(budget.balance(at(0)).thousandths(), thousandths(&rpc["tokens_after"]), "{n}: {rpc}");
    }
}

/// The code that the call ends with, and the number of the request that it ended with.
fn run(
    policy: &Policy,
    budget: &RetryBudget,
    mut send: impl FnMut() -> u32,
    answered: &[u32],
) -> (&'static str, u32) {
    let (mut call, mut last) = (Call::new(), None);
    loop {
        let request = send();
        if answered.contains(&request) {
            budget.succeeded(last);
            return ("OK", request);
        }
        budget.failed();
        let verdict = call.failed(policy, &Failure::new(Class::SERVER), &mut || 0);
        last = match verdict {
            Verdict::Retry { .. } => budget.spend(Class::SERVER, || at(0)),
            _ => None,
        };
        if last.is_none() {
            return ("UNAVAILABLE", request);
        }
    }
}
