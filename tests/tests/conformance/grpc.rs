//! gRPC's retries (gRFC A6): the traces that its own tests go through, on `tonic::Status`.

use std::cell::RefCell;
use std::time::Duration;

use resilin::{Policy, RetryBudget, Site, resilient, retry_budget};
use resilin_policy::RetryBudgetSettings;
use serde_json::Value;
use tonic::metadata::{MetadataMap, MetadataValue};
use tonic::{Code, Status};

use crate::common::{Watched, define_budget, in_virtual_time, secs, site, thousandths_in, watch};
use crate::vectors::{Run, Vector, list, number, numbers, parse, run_all, text, thousandths};

const TABLE: [Run; 17] = [
    ("rules/throttle", throttle),
    ("rules/backoff", jitter),
    ("rules/pushback", pushback),
    ("rules/validation", validation),
    ("throttle_java", throttle_java),
    ("throttle_go", throttle_go),
    ("retry_unary_go", retry_unary_go),
    ("exp_backoff_java", exp_backoff_java),
    ("pushback_java/sequence", pushback_sequence),
    ("pushback_java/empty_string_pushback", |_| assert_eq!(waits_after(&[""]), [])),
    ("streaming_go/non-retryable code: no retry", not_retryable),
    ("streaming_go/one retry necessary", one_retry),
    ("streaming_go/exceed max attempts 4; header grpc-previous-rpc-attempts = 1,2,3", previous_attempts),
    ("streaming_go/pushback -1: none", |_| assert_eq!(waits_after(&["-1"]), [])),
    ("streaming_go/pushback \"xxx\": none", |_| assert_eq!(waits_after(&["xxx"]), [])),
    ("streaming_go/two pushback values: none", |_| assert_eq!(waits_after(&["10", "10"]), [])),
    ("streaming_go/pushback 1000ms: delayed >=1s", |_| assert_eq!(waits_after(&["1000"]), [secs(1)])),
];

// Red when, in runtime/src: `failed` of kernel/budget/shared.rs does nothing, or `pay` there is content with as much as
// `above`; `earned` of kernel/budget/terms.rs gives nothing for a success whose last retry cost nothing; `pushback` of
// tonic_0_14/hint.rs takes the first of two values, or `NEVER` there is zero.
#[test]
fn a6() {
    let file = parse(include_str!("../../vectors/grpc_retry.json"));
    run_all(&file, &["rules", "pushback_java", "streaming_go"], &TABLE);
}

/// A status with these values of `grpc-retry-pushback-ms`.
fn pushed_back(code: Code, values: &[&str]) -> Status {
    let mut metadata = MetadataMap::new();
    for value in values {
        metadata.append("grpc-retry-pushback-ms", MetadataValue::try_from(*value).expect("a value"));
    }
    Status::with_metadata(code, "", metadata)
}

fn unavailable<T>() -> Result<T, Status> {
    Err(Status::unavailable("down"))
}

/// A call whose first run is pushed back, and whose second succeeds.
fn waits_after(values: &[&str]) -> Vec<Duration> {
    let site = site("attempts = 4, backoff = exp(100s, 2, 700s), jitter = none");
    let first = |run| if run == 0 { Err(pushed_back(Code::Unavailable, values)) } else { Ok(()) };
    in_virtual_time(watch(site, first)).waits()
}

fn budget(name: &str, tokens: &Value, ratio: &Value) -> RetryBudget {
    let (size, half) = (number(tokens), f64::from(number(tokens)) / 2.0);
    define_budget(name, &format!("tokens = {size}, cost = 0, failure_cost = 1, earn = {ratio}, above = {half}"))
}

/// The ratio has three decimals; and what is pushed back for good is a failure like any other.
fn throttle(vector: &Vector<'_>) {
    let earns = define_budget("grpc-ratio", "tokens = 10, cost = 0, failure_cost = 1, earn = 0.5466, above = 5");
    let site = site(r#"retry_budget = "grpc-ratio", attempts = 4, backoff = none"#);
    in_virtual_time(watch(site, |run| if run == 0 { unavailable() } else { Ok(()) })).outcome.expect("a success");
    assert_eq!(thousandths_in(&earns), 9_546);
    let cost = |code| {
        let before = thousandths_in(&earns);
        assert_eq!(in_virtual_time(watch(site, |_| Err(pushed_back(code, &["-1"])))).runs(), 1);
        before - thousandths_in(&earns)
    };
    assert_eq!(cost(Code::Unavailable), 1_000);
    let ours = &vector.ours().expect("it differs")["INVALID_ARGUMENT, pushed back for good, costs"];
    assert_eq!(cost(Code::InvalidArgument), number(ours) * 1_000);
}

/// By a fifth to both sides; of the cap, to one side.
fn jitter(vector: &Vector<'_>) {
    let site = site("attempts = 6, backoff = exp(100s, 2, 700s), jitter = 0.2");
    let ours = numbers(&vector.ours().expect("it differs")["at 700 s"]);
    for _ in 0..200 {
        let waits = in_virtual_time(watch(site, |_| unavailable())).waits();
        for (wait, d) in waits.iter().zip([100, 200, 400]) {
            assert!((secs(d * 8 / 10)..=secs(d * 12 / 10)).contains(wait), "{wait:?} for {d} s");
        }
        assert!((secs(ours[0].into())..=secs(ours[1].into())).contains(&waits[4]), "{:?}", waits[4]);
    }
}

/// The forms of a value, and the wait that each asks for; none where it asks not to be called again.
fn pushback(vector: &Vector<'_>) {
    let forms = [
        ("0", Some(0)),
        ("1", Some(1)),
        ("123", Some(123)),
        ("2147483", Some(2_147_483)),
        ("-1", None),
        ("-2147483648", None),
        ("2147483648", None),
        ("1.5", None),
        ("1s", None),
        (" 5000 ", None),
    ];
    for (value, expected) in forms {
        let wait = waits_after(&[value]).first().map(Duration::as_millis);
        assert_eq!(wait, expected, "{value:?}");
    }
    let site = site("attempts = 3, backoff = exp(100s, 2, 700s), jitter = none");
    let watched = in_virtual_time(watch(site, |run| {
        if run == 0 { Err(pushed_back(Code::Unavailable, &["123"])) } else { unavailable() }
    }));
    let after = number(&vector.ours().expect("it differs")["the delay after a pushback, of 100 s, 200 s …"]);
    assert_eq!(watched.waits()[1], secs(after.into()));
}

/// What a policy and a budget can be.
fn validation(vector: &Vector<'_>) {
    let agreed = [
        ("attempts = 0", false),
        ("attempts = 2", true),
        ("backoff = exp(0s, 2, 1s)", false),
        ("backoff = exp(1s, 2, 0s)", false),
        ("backoff = exp(1s, 0, 10s)", false),
        ("tokens = 0", false),
        ("tokens = 1000, earn = 0.001", true),
        ("tokens = 10, earn = 0", false),
        ("tokens = 10, earn = -0.1", false),
    ];
    let ours = vector.ours().expect("it differs").as_object().expect("a table");
    let ours = ours.iter().map(|(written, holds)| (written.as_str(), holds == true));
    for (written, holds) in agreed.into_iter().chain(ours) {
        let is_policy = !written.starts_with("tokens");
        let parsed =
            if is_policy { written.parse::<Policy>().err() } else { written.parse::<RetryBudgetSettings>().err() };
        assert_eq!(parsed.is_none(), holds, "{written}: {parsed:?}");
    }
}

/// A failure is a call whose first run fails so that it may be retried, and its second so that it may not: that it runs at
/// all shows that there was enough, and it costs nothing.
fn throttle_java(vector: &Vector<'_>) {
    let budget = budget("grpc-java", &vector.value["maxTokens"], &vector.value["tokenRatio"]);
    let site = site(r#"retry_budget = "grpc-java", attempts = 4, backoff = none"#);
    let ops = list(&vector.value["ops"]);
    for (n, op) in ops.iter().enumerate() {
        if op["op"] == "ok" {
            in_virtual_time(watch(site, |_| Ok::<_, Status>(()))).outcome.expect("a success");
        } else {
            let fails = |run| if run == 0 { unavailable() } else { Err(Status::invalid_argument("")) };
            let runs = in_virtual_time(watch(site, fails)).runs();
            assert_eq!(runs == 2, op["above_threshold"] == true, "{n}: {op}");
        }
        assert_eq!(thousandths_in(&budget), thousandths(&op["tokens_after"]), "{n}: {op}");
    }
    assert_eq!(ops.len(), 14);
}

/// Throttling as the trace of grpc-go has it configured.
#[resilient(
    attempts = 4,
    backoff = none,
    retry_budget("grpc-go", tokens = 10, cost = 0, failure_cost = 1, earn = 0.5, above = 5)
)]
async fn rpc(server: &RefCell<Server>) -> Result<(), Status> {
    server.borrow_mut().answer()
}

/// Answers some of its requests so, some so, and the others so.
struct Server {
    request: u32,
    ok: Vec<u32>,
    internal: Vec<u32>,
    others: Code,
}

impl Server {
    fn new(vector: &Value, ok: &str, others: Code) -> RefCell<Self> {
        let internal = vector.get("internal_idx").map(numbers).unwrap_or_default();
        RefCell::new(Self { request: 0, ok: numbers(&vector[ok]), internal, others })
    }

    fn answer(&mut self) -> Result<(), Status> {
        let request = self.request;
        self.request += 1;
        match request {
            ok if self.ok.contains(&ok) => Ok(()),
            internal if self.internal.contains(&internal) => Err(Status::internal("")),
            _ => Err(Status::new(self.others, "")),
        }
    }

    fn last_request(&self) -> u32 {
        self.request - 1
    }
}

/// The name of the code, as gRPC writes it.
fn name(outcome: &Result<(), Status>) -> &'static str {
    match outcome.as_ref().map_err(Status::code) {
        Ok(()) => "OK",
        Err(Code::Unavailable) => "UNAVAILABLE",
        Err(Code::Internal) => "INTERNAL",
        Err(Code::AlreadyExists) => "ALREADY_EXISTS",
        Err(other) => panic!("no call here ends so: {other:?}"),
    }
}

/// One call after the other, each with its retries; a success that needed some earns as any other.
fn throttle_go(vector: &Vector<'_>) {
    assert_eq!((&vector.value["maxAttempts"], &vector.value["maxTokens"]), (&4.into(), &10.into()), "as of `rpc`");
    let server = Server::new(vector.value, "server_ok_on_call_index", Code::Unavailable);
    for (n, expected) in list(&vector.value["rpcs"]).iter().enumerate() {
        let outcome = in_virtual_time(rpc(&server));
        let seen = (name(&outcome), server.borrow().last_request());
        assert_eq!(seen, (text(&expected["code"]), number(&expected["last_server_call_index"])), "{n}");
        let tokens = thousandths_in(&retry_budget("grpc-go"));
        assert_eq!(tokens, thousandths(&expected["tokens_after"]), "{n}: {expected}");
    }
}

/// `retryableStatusCodes` of one code that is not retried otherwise: its class is, and that of the other is not.
fn retry_unary_go(vector: &Vector<'_>) {
    assert_eq!(vector.value["retryable"], "ALREADY_EXISTS");
    let attempts = number(&vector.value["maxAttempts"]);
    let site = site(&format!("on(client = retry, server = fail), attempts = {attempts}, backoff = none"));
    let server = Server::new(vector.value, "ok_idx", Code::AlreadyExists);
    for expected in list(&vector.value["expect"]) {
        let outcome = in_virtual_time(watch(site, |_| server.borrow_mut().answer())).outcome;
        let outcome = outcome.map_err(|error| match error {
            resilin::Error::Failed(status) => status,
            other => panic!("nothing refuses: {other:?}"),
        });
        let seen = (name(&outcome), server.borrow().last_request());
        assert_eq!(seen, (text(&expected[0]), number(&expected[1])));
    }
}

fn exp_backoff_java(vector: &Vector<'_>) {
    let config = |name: &str| number(&vector.value[name]);
    let backoff = format!("exp({}s, {}, {}s)", config("initial_s"), config("mult"), config("max_s"));
    let site = site(&format!("backoff = {backoff}, jitter = none, attempts = {}", config("maxAttempts")));
    let watched = in_virtual_time(watch(site, |_| unavailable()));
    let delays = numbers(&vector.value["delays_before_retry_s"]);
    assert_eq!(watched.waits(), delays.into_iter().map(|s| secs(s.into())).collect::<Vec<_>>());
    assert!(watched.outcome.is_err(), "{}", vector.value["then"]);
}

/// Two pushbacks, three failures without, one more, and no attempt is left.
fn pushback_sequence(vector: &Vector<'_>) {
    let site = site("attempts = 7, backoff = exp(100s, 2, 700s), jitter = none");
    let pushed: [&[&str]; 7] = [&["123"], &["60000"], &[], &[], &[], &["500"], &["1"]];
    let watched = in_virtual_time(watch(site, |run| Err(pushed_back(Code::Unavailable, pushed[run]))));
    let waits = watched.waits().into_iter().map(|wait| u32::try_from(wait.as_millis()).expect("no long one"));
    assert_eq!(waits.collect::<Vec<_>>(), numbers(&vector.ours().expect("it differs")["waits_ms"]));
    assert_eq!(watched.runs(), 7, "no pushback brings an attempt more");
}

fn on_defaults(answer: impl FnMut(usize) -> Result<(), Status>) -> Watched<Status> {
    let site: &Site = site("attempts = 4, backoff = none");
    in_virtual_time(watch(site, answer))
}

fn not_retryable(_: &Vector<'_>) {
    assert_eq!(on_defaults(|_| Err(Status::invalid_argument(""))).runs(), 1);
}

fn one_retry(_: &Vector<'_>) {
    let watched = on_defaults(|run| if run == 0 { unavailable() } else { Ok(()) });
    assert_eq!((watched.runs(), watched.outcome.is_ok()), (2, true));
}

/// What a client puts into `grpc-previous-rpc-attempts`.
#[resilient(attempts = 4, backoff = none, attempt = this)]
async fn numbered(seen: &RefCell<Vec<u32>>) -> Result<(), Status> {
    seen.borrow_mut().push(this.number() - 1);
    unavailable()
}

fn previous_attempts(_: &Vector<'_>) {
    let seen = RefCell::default();
    assert!(in_virtual_time(numbered(&seen)).is_err());
    assert_eq!(seen.into_inner(), [0, 1, 2, 3], "the first has no such header");
}
