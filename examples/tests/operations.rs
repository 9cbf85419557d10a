//! The checks of the operators' weekend can fail, each for its own reason.

use std::time::{Duration, Instant};

use resilin::BreakerState::{Closed, HalfOpen, Open};
use resilin_examples::checks::Checks;
use resilin_examples::operations::server::{ORDER, QUOTE, Request};
use resilin_examples::operations::{
    AS_COMPILED, BY_ENVIRONMENT, BY_FILE, Call, Ended, Evidence, Held, Move, ORDER_SITE, Period, QUOTE_SITE,
    Scrape, Traffic, Values, check_all,
};
use resilin_examples::style::Style;

const NAMES: [(&str, Values); 5] = [
    ("as compiled", AS_COMPILED),
    ("ops.toml", BY_FILE),
    ("refused", BY_FILE),
    ("environment", BY_ENVIRONMENT),
    ("none", AS_COMPILED),
];

/// How long a period is, in milliseconds.
const PERIOD: u64 = 1000;

/// In each period a call is lost, one gives up and one is under way when the next begins; the breaker opens, refuses an
/// order, lets another through as a probe, and closes.
fn good() -> Evidence {
    let mut weekend =
        Weekend { begun: Instant::now(), traffic: Traffic { calls: vec![], requests: vec![], moves: vec![] } };
    let periods = (0..).zip(NAMES).map(|(number, (name, values))| weekend.period(number, name, values)).collect();
    let findings = vec!["BeyondDeadline: shop.stock".to_owned()];
    let scrape = scrape(&weekend.traffic);
    Evidence { findings, traffic: weekend.traffic, periods, scrape }
}

struct Weekend {
    begun: Instant,
    traffic: Traffic,
}

impl Weekend {
    fn period(&mut self, number: u64, name: &'static str, values: Values) -> Period {
        let start = number * PERIOD;
        self.quote(start + 100, 503, &vec![5; values.down]);
        self.quote(start + 300, 429, &vec![5; values.crowded]);
        if name != "none" {
            let mut waits = vec![5; values.down];
            waits[0] = 200;
            self.quote(start + 900, 503, &waits);
        }
        self.order(start + 110, Some(503), Ended::Failed);
        self.moved(start + 115, [Closed, Open], Some(values.open));
        self.order(start + 120, None, Ended::Rejected("circuit_open"));
        self.moved(start + 500, [Open, HalfOpen], None);
        self.order(start + 500, Some(200), Ended::Answered);
        self.moved(start + 505, [HalfOpen, Closed], None);
        let until = (name != "none").then(|| self.at(start + PERIOD));
        let refused = if name == "refused" {
            ["ops.toml:4", "ops.toml:8", "ops.toml:11 at shop.order"].map(str::to_owned).into()
        } else {
            Vec::new()
        };
        Period { name, values, since: self.at(start), until, held: held(name), refused }
    }

    /// A call whose requests follow one another after these times, each answered so.
    fn quote(&mut self, begun: u64, status: u16, waits: &[u64]) {
        let id = format!("quote-{begun}");
        let mut at = begun + 1;
        for wait in waits {
            self.request(QUOTE, &id, at, status);
            at += wait;
        }
        self.call(QUOTE_SITE, id, begun, Ended::Failed);
    }

    fn order(&mut self, begun: u64, status: Option<u16>, ended: Ended) {
        let id = format!("order-{begun}");
        if let Some(status) = status {
            self.request(ORDER, &id, begun + 1, status);
        }
        self.call(ORDER_SITE, id, begun, ended);
    }

    fn request(&mut self, path: &str, id: &str, at: u64, status: u16) {
        let at = self.at(at);
        self.traffic.requests.push(Request { path: path.into(), id: id.into(), at, status: Some(status) });
    }

    fn call(&mut self, site: &'static str, id: String, begun: u64, ended: Ended) {
        let begun = self.at(begun);
        self.traffic.calls.push(Call { site, id, begun, ended });
    }

    fn moved(&mut self, at: u64, [from, to]: [resilin::BreakerState; 2], open_for: Option<Duration>) {
        let at = self.at(at);
        self.traffic.moves.push(Move { from, to, open_for, at });
    }

    fn at(&self, millis: u64) -> Instant {
        self.begun + Duration::from_millis(millis)
    }
}

fn held(name: &str) -> Held {
    let [attempts, open, throttled] = match name {
        "ops.toml" | "refused" => ["5, from ops.toml:2", "250ms, from ops.toml:5", "fail, from table, ops.toml:8"],
        "environment" => [
            "2, from RESILIENCE__POLICIES__READS__ATTEMPTS",
            "500ms, from RESILIENCE__BREAKERS__ORDERS__OPEN",
            "fail, from table, ops.toml:8",
        ],
        _ => [
            "3, from resilience.toml [policies.reads]",
            "1s, from resilience.toml [breakers.orders]",
            "retry(fixed(20ms), attempts = 4), from resilience.toml [tables.shop]",
        ],
    };
    let entries = [
        ("shop.quote: attempts", attempts),
        ("shop.order: breaker orders open", open),
        ("shop.quote: on throttled", throttled),
        ("shop.stock: deadline", "12s, from resilience.toml [sites.\"shop.stock\"]"),
    ];
    entries.map(|(key, value)| (key.to_owned(), value.to_owned())).into()
}

/// What an exporter would show of this.
fn scrape(traffic: &Traffic) -> Scrape {
    let calls = traffic.calls.iter().map(|call| {
        format!("resilience_calls_total{{site=\"{}\",outcome=\"{}\"}} 1\n", call.site, call.ended.outcome())
    });
    let attempts = traffic.requests.iter().map(|request| {
        let site = if request.path == QUOTE { QUOTE_SITE } else { ORDER_SITE };
        format!("resilience_attempts_total{{site=\"{site}\",class=\"of {:?}\"}} 1\n", request.status)
    });
    let moves = traffic.moves.iter().map(|moved| {
        let (from, to) = (moved.from.name(), moved.to.name());
        format!("resilience_breaker_transitions_total{{breaker=\"orders\",from=\"{from}\",to=\"{to}\"}} 1\n")
    });
    let refused = NAMES.map(|_| "resilience_breaker_rejected_total{breaker=\"orders\"} 1\n".to_owned());
    Scrape::of(&calls.chain(attempts).chain(moves).chain(refused).collect::<String>())
}

/// The checks that do not hold once `spoil` has had its way with good evidence.
fn failed(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let mut evidence = good();
    spoil(&mut evidence);
    let mut checks = Checks::new(Style::of_stdout());
    check_all(&evidence, &mut checks);
    checks.failed().to_vec()
}

#[track_caller]
fn assert_fails(promise: &str, spoil: impl FnOnce(&mut Evidence)) {
    let failed = failed(spoil);
    assert!(failed.len() == 1 && failed[0].contains(promise), "{failed:?}");
}

/// Says something else of a key in the period of this number.
fn say(evidence: &mut Evidence, period: usize, key: &str, value: &str) {
    let former = evidence.periods[period].held.insert(key.to_owned(), value.to_owned());
    assert!(former.is_some_and(|former| former != value), "{key} was said before, and to be something else");
}

/// One more request of the call that began then, right after its first, with the attempt that it is counted as.
fn repeat(evidence: &mut Evidence, id: &str) {
    let requests = &mut evidence.traffic.requests;
    let first = requests.iter().position(|request| request.id == id).expect("a call with requests");
    requests.insert(first, requests[first].clone());
    evidence.scrape = scrape(&evidence.traffic);
}

/// The lines of a scrape, without the first that begins so.
fn without(evidence: &mut Evidence, beginning: &str) {
    let all = ["resilience_calls_total", "resilience_attempts_total", "resilience_breaker_transitions_total"];
    let all = all.into_iter().chain(["resilience_breaker_rejected_total"]);
    let mut lines: Vec<_> = all.flat_map(|name| evidence.scrape.lines(name, &[])).map(str::to_owned).collect();
    let line = lines.iter().position(|line| line.starts_with(beginning)).expect("such a line");
    lines.remove(line);
    evidence.scrape = Scrape::of(&lines.join("\n"));
}

#[test]
fn a_weekend_on_which_all_went_well_passes() {
    assert_eq!(failed(|_| {}), Vec::<String>::new());
}

#[test]
fn what_is_explained_is_held_against_what_was_written() {
    assert_fails("explain:", |it| {
        for period in [0, 4] {
            say(it, period, "shop.stock: deadline", "30s, from attribute");
        }
    });
    assert_fails("ops.toml: wins", |it| {
        for period in [1, 2] {
            say(it, period, "shop.quote: attempts", "5, from ops.toml:3");
        }
    });
    assert_fails("environment: wins", |it| say(it, 3, "shop.quote: on throttled", "retry, from standard table"));
    assert_fails("none:", |it| say(it, 4, "shop.quote: attempts", "2, from attribute"));
}

#[test]
fn a_finding_more_or_less_is_noticed() {
    assert_fails("check:", |it| it.findings.clear());
    assert_fails("check:", |it| it.findings.push("SameSiteName: shop.quote, shop.quote".into()));
}

#[test]
fn a_call_that_went_by_other_values_is_noticed() {
    assert_fails("as compiled: 3 attempts at 503", |it| repeat(it, "quote-100"));
    assert_fails("environment: 2 attempts at 503", |it| repeat(it, "quote-3300"));
    assert_fails("none: 3 attempts at 503", |it| {
        let opening = it.traffic.moves.iter_mut().rfind(|moved| moved.to == Open).expect("an opening");
        opening.open_for = Some(BY_FILE.open);
    });
}

#[test]
fn a_call_that_changed_its_values_under_way_is_noticed() {
    let failed = failed(|it| {
        let last = it.traffic.requests.iter().rposition(|request| request.id == "quote-900").expect("a call");
        it.traffic.requests.insert(last, it.traffic.requests[last].clone());
        it.scrape = scrape(&it.traffic);
    });
    let [as_declared, under_way] = failed.as_slice() else { panic!("{failed:?}") };
    assert!(as_declared.starts_with("as compiled: 3 attempts"), "{as_declared}");
    assert!(under_way.starts_with("ops.toml: 1 calls were under way"), "{under_way}");
}

#[test]
fn nobody_under_way_proves_nothing() {
    assert_fails("refused: 0 calls were under way", |it| {
        it.traffic.calls.retain(|call| call.id != "quote-1900");
        it.traffic.requests.retain(|request| request.id != "quote-1900");
        it.scrape = scrape(&it.traffic);
    });
}

#[test]
fn a_mistake_that_was_not_told_is_noticed() {
    assert_fails("refused: each mistake", |it| _ = it.periods[2].refused.pop());
    assert_fails("refused: each mistake", |it| say(it, 2, "shop.quote: attempts", "9, from ops.toml:2"));
}

#[test]
fn an_order_that_was_sent_twice_is_noticed() {
    assert_fails("1 of them twice", |it| repeat(it, "order-500"));
}

#[test]
fn a_scrape_that_lacks_something_is_noticed() {
    assert_fails("metrics: 28 calls", |it| without(it, "resilience_calls_total{site=\"shop.order\""));
    assert_fails("attempts for prices", |it| without(it, "resilience_attempts_total{site=\"shop.quote\""));
    assert_fails("metrics: 14 moves", |it| without(it, "resilience_breaker_transitions_total"));
    assert_fails("the breaker refused 4 attempts", |it| without(it, "resilience_breaker_rejected_total"));
}

#[test]
fn a_scrape_that_has_another_outcome_is_noticed() {
    assert_fails("calls, by site and outcome", |it| {
        let call = it.traffic.calls.iter_mut().find(|call| call.ended == Ended::Answered).expect("an answer");
        call.ended = Ended::Failed;
    });
}

#[test]
fn a_scrape_is_read_by_names_and_labels() {
    let scrape = Scrape::of(
        "# HELP calls of them\n# TYPE calls counter\ncalls{site=\"a\",outcome=\"ok\"} 3\ncalls{site=\"b\",outcome=\"ok\"} 4\n\nup 1\n",
    );
    assert_eq!(scrape.lines("calls", &[("site", "b")]), ["calls{site=\"b\",outcome=\"ok\"} 4"]);
    let sums = [scrape.sum("calls", &[("outcome", "ok")]), scrape.sum("up", &[]), scrape.sum("down", &[])];
    assert_eq!(sums.map(f64::to_bits), [7.0, 1.0, 0.0].map(f64::to_bits));
}
