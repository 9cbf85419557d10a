//! The standard mode of the AWS SDKs: the traces that they test, each response an attempt of a call.

use std::cell::RefCell;
use std::iter::repeat_n;
use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Class, Fault, Hint, RetryBudget, Site, resilient, retry_budget};
use serde_json::Value;

use crate::aws_error::AwsError;
use crate::common::{Failed, Watched, define_budget, failed, in_virtual_time, secs, site, thousandths_in, watch};
use crate::vectors::{Run, Vector, list, number, numbers, parse, run_all, text};

const VERSION_2_0: &str = include_str!("../../vectors/aws_standard_v2_0.json");
const VERSION_2_1: &str = include_str!("../../vectors/aws_standard_v2_1.json");

const TABLE: [Run; 9] = [
    ("constants", constants),
    ("release_rule", release_rule),
    ("cases", smithy_kotlin),
    ("extra_cases_smithy_rs/transient cost 10, explicit delay honoured", smithy_rs_with_a_hint),
    (
        "extra_cases_smithy_rs/first-try successes refill 1 each; 20 tokens need 20 successes",
        smithy_rs_fills_up_again,
    ),
    ("extra_cases_smithy_rs/2**32 overflow falls back to max_backoff", smithy_rs_overflow),
    ("extra_cases_smithy_rs/calc(base=1,initial=10,attempt=100000,max=20)", smithy_rs_far_away),
    ("extra_cases_smithy_rs/server retry-after 30s capped to max_backoff (2.0 only)", smithy_rs_long_hint),
    ("extra_cases_aws_c_io", aws_c_io),
];

// Red when, in runtime/src/kernel/budget: `earned` of terms.rs does not give the last cost back; or `pay` of shared.rs
// needs more than the cost; or `cost` of terms.rs takes another class for a timeout.
#[test]
fn version_2_0() {
    run_all(&parse(VERSION_2_0), &["cases", "extra_cases_smithy_rs", "extra_cases_aws_c_io"], &TABLE);
}

// Red when: `cost` of terms.rs takes another class for throttling.
#[test]
fn version_2_1() {
    run_all(&parse(VERSION_2_1), &["cases"], &[("cases", calls_in_a_row)]);
}

/// As the SDKs have it where nothing is configured.
#[resilient(
    backoff = exp(1s, 2, 20s),
    jitter = none,
    retry_budget("aws-constants", tokens = 500, cost = 5, timeout_cost = 10, earn = 1)
)]
fn request(class: Class, runs: &RefCell<u32>) -> Result<(), Failed> {
    *runs.borrow_mut() += 1;
    failed(class)
}

/// `attempts` and `cost` are as the SDKs' where nothing is written, the cap is.
fn constants(vector: &Vector<'_>) {
    let constant = |name: &str| number(&vector.value[name]);
    let (clock, runs) = (ManualClock::new(), RefCell::new(0));
    let _installed = clock.install();
    let (full, retries) = (constant("initial_retry_tokens"), constant("max_attempts") - 1);
    let tokens = || thousandths_in(&retry_budget("aws-constants")) / 1000;
    assert!(request(Class::SERVER, &runs).is_err());
    assert_eq!((runs.take(), tokens()), (constant("max_attempts"), full - retries * constant("retry_cost")));
    let before = tokens();
    assert!(request(Class::TIMEOUT, &runs).is_err());
    assert_eq!(before - tokens(), retries * constant("timeout_retry_cost"));
    assert_eq!(clock.sleeps(), [1, 2, 1, 2].map(secs), "{}", vector.value["delay"]);
    let longest = wait_after("exp(1s, 2, 20s)", 9);
    assert_eq!(longest, Some(secs(constant("max_backoff_s").into())));
}

/// A call of three attempts gives its second cost back and not its first; one that needed no retry brings one; full is
/// full.
fn release_rule(vector: &Vector<'_>) {
    let budget = define_budget("aws-release", "tokens = 30, cost = 5, timeout_cost = 10");
    let site = site(r#"retry_budget = "aws-release", backoff = none, attempts = 3"#);
    let ends = [Some(Class::TIMEOUT), Some(Class::SERVER), None];
    let call = |ends: Vec<Option<Class>>| {
        in_virtual_time(watch(site, |run| ends[run].map_or(Ok(()), failed))).outcome.expect("it succeeds");
        thousandths_in(&budget) / 1000
    };
    assert_eq!(call(ends.to_vec()), 30 - 10 - 5 + 5, "{}", vector.value);
    (1..=10).for_each(|n| assert_eq!(call(vec![None]), 20 + n, "{}", vector.value));
    assert_eq!(call(vec![None]), 30, "{}", vector.value);
}

/// A bucket that starts so. One that could never pay for a timeout would be refused, so a small one has none; and one
/// that starts with nothing is emptied first.
fn bucket(name: &str, tokens: u32) -> RetryBudget {
    let timeout_cost = tokens.clamp(5, 10);
    let settings = format!("tokens = {}, cost = 5, timeout_cost = {timeout_cost}", tokens.max(5));
    let budget = define_budget(name, &settings);
    if tokens == 0 {
        let emptying = site(&format!(r#"retry_budget = "{name}", backoff = none, attempts = 2"#));
        assert!(in_virtual_time(watch(emptying, |_| failed::<()>(Class::SERVER))).outcome.is_err());
    }
    assert_eq!(thousandths_in(&budget), tokens * 1000);
    budget
}

fn smithy_kotlin(vector: &Vector<'_>) {
    let given = |name: &str| number(&vector.value["given"][name]);
    let name = vector.name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let budget = bucket(&name, given("initial_retry_tokens"));
    let site = site(&format!(
        r#"backoff = exp({}s, {}, {}s), jitter = none, attempts = {}, retry_budget = "{name}""#,
        given("exponential_base"),
        given("exponential_power"),
        given("max_backoff_time"),
        given("max_attempts"),
    ));
    let responses = list(&vector.value["responses"]);
    compare(vector, responses, &traced(site, &budget, responses));
}

/// A call, and what was in its budget when each run began.
struct Traced {
    call: Watched<AwsError>,
    tokens: Vec<u32>,
    left: u32,
}

fn traced(site: &'static Site, budget: &RetryBudget, responses: &[Value]) -> Traced {
    let mut tokens = Vec::new();
    let call = in_virtual_time(watch(site, |run| {
        tokens.push(thousandths_in(budget) / 1000);
        respond(number(&responses[run]["response"]["status_code"]))
    }));
    Traced { call, tokens, left: thousandths_in(budget) / 1000 }
}

fn respond(status: u32) -> Result<(), AwsError> {
    let status = u16::try_from(status).expect("a status");
    if status == 200 { Ok(()) } else { Err(AwsError::response(status, "")) }
}

/// Every response but the last is retried, after its delay and with what is then left.
fn compare(vector: &Vector<'_>, responses: &[Value], traced: &Traced) {
    let (last, retried) = responses.split_last().expect("a response");
    let expected = |name: &str| retried.iter().map(|step| number(&step["expected"][name])).collect::<Vec<_>>();
    assert!(retried.iter().all(|step| step["expected"]["outcome"] == "retry_request"), "{}", vector.name);
    assert_eq!(traced.call.waits(), expected("delay").into_iter().map(|s| secs(s.into())).collect::<Vec<_>>());
    assert_eq!(traced.tokens[1..], expected("retry_quota"), "{}", vector.name);
    assert_eq!(traced.call.runs(), responses.len(), "{}", vector.name);
    assert_eq!(traced.left, number(&last["expected"]["retry_quota"]), "{}", vector.name);
    let most = number(&vector.value["given"]["max_attempts"]) as usize;
    match text(&last["expected"]["outcome"]) {
        "success" => assert!(traced.call.outcome.is_ok(), "{}", vector.name),
        "max_attempts_exceeded" => assert!(traced.call.outcome.is_err() && traced.call.runs() == most),
        _ => assert!(traced.call.outcome.is_err() && traced.call.runs() < most && traced.left < 5),
    }
}

/// A transient error is one that costs 10, as a timeout does.
fn smithy_rs_with_a_hint(vector: &Vector<'_>) {
    let given = |name: &str| number(&vector.value["given"][name]);
    let budget = bucket("aws-hint", given("initial_retry_tokens"));
    let attempts = given("max_attempts");
    let policy =
        format!(r#"backoff = exp(1s, 2, 20s), jitter = none, attempts = {attempts}, retry_budget = "aws-hint""#);
    let steps = list(&vector.value["responses"]);
    let watched = in_virtual_time(watch(site(&policy), |run| match &steps[run] {
        step if step["error"].is_null() => Ok(()),
        step => Err(transient(step["server_delay_s"].as_u64())),
    }));
    let delays = steps.iter().filter_map(|step| step["delay"].as_u64()).map(secs);
    assert_eq!(watched.waits(), delays.collect::<Vec<_>>());
    assert_eq!(thousandths_in(&budget), number(&steps.last().expect("a step")["quota"]) * 1000);
}

fn transient(retry_after: Option<u64>) -> AwsError {
    let retry_after = retry_after.map(|seconds| Hint::After(secs(seconds)));
    AwsError::Response { status: http::StatusCode::BAD_REQUEST, code: "RequestTimeout".into(), retry_after }
}

/// Two calls take ten each and never come back; a success that needed no retry brings one.
// Red when: `more` of word.rs says too soon that it is full.
fn smithy_rs_fills_up_again(vector: &Vector<'_>) {
    let budget = define_budget("aws-fills", "tokens = 20, cost = 5, timeout_cost = 10");
    let site = site(r#"retry_budget = "aws-fills", backoff = none, attempts = 2"#);
    let call = |answer: Result<(), Failed>| in_virtual_time(watch(site, |_| answer.clone())).runs();
    let drained = number(&vector.value["drain_attempts"]);
    (0..drained).for_each(|_| assert_eq!(call(failed(Class::TIMEOUT)), 2));
    assert_eq!(thousandths_in(&budget), 0);
    let successes = (0..99).take_while(|_| thousandths_in(&budget) < 20_000 && call(Ok(())) == 1).count();
    assert_eq!(successes, (number(&vector.value["total_calls_until_full"]) - drained) as usize);
    call(Ok(()));
    assert_eq!(thousandths_in(&budget), 20_000, "full is full");
}

/// The wait after so many retries.
fn wait_after(backoff: &str, retries: u32) -> Option<Duration> {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(&format!("backoff = {backoff}, jitter = none, attempts = {}", retries + 1));
    assert!(site.call_blocking(|| failed::<()>(Class::SERVER)).is_err());
    assert_eq!(clock.sleeps().len(), retries as usize);
    clock.sleeps().last().copied()
}

fn smithy_rs_overflow(vector: &Vector<'_>) {
    let wait = wait_after("exp(1s, 2, 20s)", number(&vector.value["attempt"]));
    assert_eq!(wait, Some(secs(number(&vector.value["delay_s"]).into())), "{}", vector.name);
}

fn smithy_rs_far_away(vector: &Vector<'_>) {
    let wait = wait_after("exp(10s, 1, 20s)", 100_000);
    assert_eq!(wait, Some(secs(10)), "by a factor of 1 it never grows");
    let wait = wait_after("exp(10s, 2, 20s)", 100_000);
    assert_eq!(wait, Some(secs(number(&vector.value["delay_s"]).into())), "{}", vector.name);
}

fn smithy_rs_long_hint(vector: &Vector<'_>) {
    let ours = vector.ours().expect("it differs");
    for (max_wait, expected) in [("", &ours["left out"]), (", max_wait = 20s", &ours["max_wait = 20s"])] {
        let site = site(&format!("backoff = exp(1s, 2, 20s), jitter = none, attempts = 2{max_wait}"));
        let watched = in_virtual_time(watch(site, |_| Err(transient(Some(30)))));
        assert_eq!(watched.waits().first().map(Duration::as_secs), expected.as_u64(), "{max_wait}");
    }
}

/// Steps are what happens, what that changes or `denied`, and what there is then.
fn aws_c_io(vector: &Vector<'_>) {
    let capacity = number(&vector.value["capacity"]);
    let partition = |which: &str| {
        let name = format!("{}-{which}", vector.name.replace(['/', ' '], "-"));
        let site = site(&format!(r#"retry_budget = "{name}", backoff = none, attempts = 2"#));
        (bucket(&name, capacity), site)
    };
    let (one, other) = (partition("one"), partition("other"));
    for step in list(&vector.value["steps"]) {
        let what = text(&step[0]);
        let (budget, site) = if what.starts_with("other partition") { &other } else { &one };
        if what.ends_with("success") {
            (0..5).for_each(|_| assert!(in_virtual_time(watch(site, |_| Ok::<_, Failed>(()))).outcome.is_ok()));
        } else {
            let class = if what == "transient" { Class::TIMEOUT } else { Class::SERVER };
            let runs = in_virtual_time(watch(site, |_| failed(class))).runs();
            assert_eq!(runs, if step[1] == "denied" { 1 } else { 2 }, "{}: {step}", vector.name);
        }
        if step[2].is_u64() {
            assert_eq!(thousandths_in(budget), number(&step[2]) * 1000, "{}: {step}", vector.name);
        }
    }
}

/// Calls on one budget, one after the other: how their runs end, and what is there before each run and after the last.
fn calls_in_a_row(vector: &Vector<'_>) {
    let settings = text(&vector.value["settings"]);
    let budget = define_budget("aws-2-1", settings);
    let site = site(r#"retry_budget = "aws-2-1", backoff = exp(1s, 2, 20s), jitter = none, attempts = 50"#);
    for call in list(&vector.value["calls"]) {
        let ends = ends(&call["ends"]);
        let mut tokens = Vec::new();
        let watched = in_virtual_time(watch(site, |run| {
            tokens.push(thousandths_in(&budget) / 1000);
            ends[run].map_or(Ok(()), failed)
        }));
        assert_eq!(watched.runs(), number(&call["runs"]) as usize, "{call}");
        assert!(tokens.ends_with(&numbers(&call["tokens_before_the_last_runs"])), "{call}: {tokens:?}");
        assert_eq!(thousandths_in(&budget), number(&call["tokens_after"]) * 1000, "{call}");
    }
}

/// `server x 50` is fifty of them, `ok` a success.
fn ends(words: &Value) -> Vec<Option<Class>> {
    let each = list(words).iter().map(text).flat_map(|word| {
        let (name, times) = word.split_once(" x ").unwrap_or((word, "1"));
        repeat_n(class(name), times.parse().expect("a number"))
    });
    each.collect()
}

fn class(name: &str) -> Option<Class> {
    match name {
        "ok" => None,
        "server" => Some(Class::SERVER),
        "timeout" => Some(Class::TIMEOUT),
        "throttled" => Some(Class::THROTTLED),
        "network" => Some(Class::NETWORK),
        other => panic!("no class: {other}"),
    }
}

/// What the hint asks for is what is waited for, where it is within bounds.
#[test]
fn a_hint_in_an_error_reaches_the_wait() {
    let fault = Fault::new(Class::THROTTLED).retry_after(secs(7));
    let site = site("attempts = 2, jitter = none");
    assert_eq!(in_virtual_time(watch(site, |_| Err(Failed(fault)))).waits(), [secs(7)]);
}
