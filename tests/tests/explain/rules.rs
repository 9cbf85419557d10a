//! What each class gets, and who says so.
//!
//! Red when: `written` in explain/rules.rs asks the table before `on(…)`, or a class that is not built in does not get
//! what was written for `unknown`.

use std::time::Duration;

use resilin::kernel::{Call, Failure, Rules, Verdict};
use resilin::{Class, SiteExplanation, Table};
use resilin_policy::Compiled;

use super::common::{ASYNC, attribute, explain, policy};

/// The rule, whether it comes to `fail`, whether breakers count it, and who says so.
fn told(explained: &SiteExplanation, class: &str) -> String {
    let rule = explained.rule(class).unwrap_or_else(|| panic!("{class} is explained"));
    let marks = [(rule.fails, "fails"), (rule.counts, "counts")];
    let marks: Vec<&str> = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark).collect();
    format!("{} [{}] {}", rule.rule, marks.join(" "), rule.source)
}

#[test]
fn the_standard_table_holds_where_nobody_says_otherwise() {
    let explained = explain("");
    let classes: Vec<&str> = explained.rules.iter().map(|rule| rule.class.as_str()).collect();
    assert_eq!(classes, Class::BUILT_IN.map(|class| class.name()));
    assert_eq!(told(&explained, "network"), "retry [counts] standard table");
    assert_eq!(told(&explained, "throttled"), "retry(exp(1s, 2, 60s)) [] standard table");
    assert_eq!(told(&explained, "client"), "fail [fails] standard table");
    assert_eq!(told(&explained, "unknown"), "retry(scale = 4) [counts] standard table");
    assert_eq!(told(&explain("attempts = 3, backoff = fixed(1s)"), "unknown"), "retry [counts] standard table");
}

#[test]
fn the_nearest_word_holds() {
    resilin::define_table("nearest", "server = fail, client = retry(counts = true), \"conflict\" = fail").unwrap();
    let text = "table = \"nearest\", on(client = fail, \"stale\" = retry(none, attempts = 2), unknown = fail)";
    let explained = attribute("nearest", text, ASYNC).explain();
    assert_eq!(told(&explained, "server"), "fail [fails counts] table, code");
    assert_eq!(told(&explained, "client"), "fail [fails counts] on(…), attribute");
    assert_eq!(told(&explained, "conflict"), "fail [fails counts] table, code");
    assert_eq!(told(&explained, "stale"), "retry(none, attempts = 2) [counts] on(…), attribute");
    assert_eq!(told(&explained, "network"), "retry [counts] standard table");
    let classes = explained.rules.iter().map(|rule| rule.class.as_str());
    assert!(classes.skip(Class::BUILT_IN.len()).eq(["stale", "conflict"]), "each once, the nearest first");
}

#[test]
fn a_table_that_nobody_has_defined_is_as_none() {
    let explained = explain("table = \"nobody-has-defined-it\"");
    assert_eq!(explained.rules, explain("").rules);
}

#[test]
fn what_has_nothing_to_act_on_fails() {
    let text = "on(quota = cooldown(1m), auth = refresh)";
    let bare = "";
    assert_eq!(told(&explain(bare), "quota"), "cooldown(15m, max = 6h) [fails] standard table");
    assert_eq!(told(&explain(bare), "auth"), "refresh [fails] standard table");
    let with_quota = attribute("q", "quota = \"acted-on\"", ASYNC).explain();
    assert_eq!(told(&with_quota, "quota"), "cooldown(15m, max = 6h) [] standard table");
    let leased = ASYNC.and(Compiled::LEASED);
    assert_eq!(told(&attribute("l", bare, leased).explain(), "auth"), "refresh [] standard table");
    assert_eq!(told(&attribute("o", "attempts = 1", leased).explain(), "auth"), "refresh [fails] standard table");
    assert_eq!(told(&explain("attempts = 1"), "server"), "retry [fails counts] standard table");
    assert!(text.parse::<Table>().is_err(), "a text of `on(…)` is no table");
}

/// What is told is what calls get: the kernel is asked about each class.
#[test]
fn the_kernel_does_what_is_told() {
    let table = "throttled = retry(fixed(5s), attempts = 3), server = fail, invalid = retry(scale = 2)";
    resilin::define_table("kernel", table).unwrap();
    let text = "backoff = fixed(1s), jitter = none, attempts = 2, table = \"kernel\", \
        on(network = fail(counts = false), unknown = fail(counts = false), \"stale\" = retry(none))";
    let (explained, policy, table) = (explain(text), policy(text), table.parse::<Table>().unwrap());
    let rules = Rules::new(&policy, &table);
    for class in Class::BUILT_IN.into_iter().chain([Class::custom("stale")]) {
        let verdict = Call::new().failed(rules, &Failure::new(class), &mut || 0);
        let told = explained.rule(class.name()).unwrap();
        assert_eq!(matches!(verdict, Verdict::GiveUp(_)), told.fails, "{class}");
        assert_eq!(rules.counts(class), told.counts, "{class}");
        assert_eq!(rules.rule(class).to_string(), told.rule, "{class}");
        let first = explained.schedule(class.name()).and_then(|schedule| schedule.delays.first());
        assert_eq!(first.map(|delay| delay.highest), waited(verdict), "{class}");
    }
}

fn waited(verdict: Verdict) -> Option<Duration> {
    match verdict {
        Verdict::Retry { after } => Some(after),
        _ => None,
    }
}
