//! Variables of the environment: their names, and their values.

use proptest::prelude::*;
use resilin_policy::{Document, Policy, SectionKind, Variable, env_name};

#[track_caller]
fn parsed(name: &str) -> (SectionKind, String, String, Option<String>) {
    let variable = Variable::parse(name).expect("it is ours").expect(name);
    (variable.section, variable.name_part, variable.key, variable.class)
}

fn told(
    section: SectionKind,
    name: &str,
    key: &str,
    class: Option<&str>,
) -> (SectionKind, String, String, Option<String>) {
    (section, name.to_owned(), key.to_owned(), class.map(str::to_owned))
}

#[test]
fn names_in_capitals() {
    assert_eq!(env_name("shop::client::ticker"), "SHOP__CLIENT__TICKER");
    assert_eq!(env_name("api-eu.1 \u{E4}{x}/y"), "API_EU_1___X__Y");
    assert_eq!(env_name(""), "");
}

#[test]
fn sections_names_and_keys() {
    use SectionKind::{Breakers, Policies, Quotas, RetryBudgets, Sites, Tables};
    assert_eq!(parsed("RESILIENCE__BREAKERS__API__OPEN"), told(Breakers, "API", "open", None));
    assert_eq!(parsed("RESILIENCE__BREAKERS__API_EU__MIN_CALLS"), told(Breakers, "API_EU", "min_calls", None));
    assert_eq!(
        parsed("RESILIENCE__RETRY_BUDGETS__A__TIMEOUT_COST"),
        told(RetryBudgets, "A", "timeout_cost", None)
    );
    assert_eq!(parsed("RESILIENCE__QUOTAS__A___RAMP"), told(Quotas, "A_", "ramp", None));
    assert_eq!(parsed("RESILIENCE__QUOTAS___A__RAMP"), told(Quotas, "_A", "ramp", None));
    assert_eq!(parsed("RESILIENCE__TABLES__HTTP__CLIENT"), told(Tables, "HTTP", "client", None));
    assert_eq!(parsed("RESILIENCE__TABLES__A__B__MY_CLASS"), told(Tables, "A__B", "my_class", None));
    assert_eq!(parsed("RESILIENCE__POLICIES__READS__MAX_WAIT"), told(Policies, "READS", "max_wait", None));
    assert_eq!(
        parsed("RESILIENCE__SITES__SHOP__CLIENT__F__ATTEMPTS"),
        told(Sites, "SHOP__CLIENT__F", "attempts", None)
    );
    assert_eq!(parsed("RESILIENCE__POLICIES__READS__ON__CLIENT"), told(Policies, "READS", "on", Some("client")));
    assert_eq!(parsed("RESILIENCE__SITES__A__B__ON__CONFLICT"), told(Sites, "A__B", "on", Some("conflict")));
    for section in SectionKind::ALL {
        for key in section.keys().into_iter().filter(|key| *key != "on") {
            let name = format!("RESILIENCE__{}__X__{}", env_name(section.name()), env_name(key));
            assert_eq!(parsed(&name), told(section, "X", key, None));
        }
    }
}

#[test]
fn other_variables_are_none_of_ours() {
    for name in [
        "",
        "PATH",
        "RESILIENCE",
        "RESILIENCE_BREAKERS__API__OPEN",
        "resilience__BREAKERS__API__OPEN",
        "MY_RESILIENCE__X",
    ] {
        assert_eq!(Variable::parse(name), None);
    }
}

// Red when: `other` of a class that is no key answers something.
#[test]
fn a_rule_may_be_a_key_of_a_thing_whose_name_ends_with_on() {
    let other = |name| Variable::parse(name)?.ok()?.other().map(|it| (it.name_part, it.key, it.class));
    assert_eq!(other("RESILIENCE__SITES__TURN__ON__TIMEOUT"), Some(("TURN__ON".into(), "timeout".into(), None)));
    assert_eq!(other("RESILIENCE__SITES__TURN__ON__QUOTA"), Some(("TURN__ON".into(), "quota".into(), None)));
    assert_eq!(other("RESILIENCE__SITES__TURN__ON__CLIENT"), None);
    assert_eq!(other("RESILIENCE__SITES__TURN__ON__ON"), None);
    assert_eq!(other("RESILIENCE__SITES__TURN__TIMEOUT"), None);
    // Of these a thing has no rules of its own.
    assert_eq!(
        parsed("RESILIENCE__BREAKERS__TURN__ON__OPEN"),
        told(SectionKind::Breakers, "TURN__ON", "open", None)
    );
    assert_eq!(parsed("RESILIENCE__SITES__ON__TIMEOUT"), told(SectionKind::Sites, "ON", "timeout", None));
}

#[track_caller]
fn refused(name: &str, underlined: &str, message: &str, help: &str) {
    let finding = Variable::parse(name).expect("it is ours").expect_err(name);
    let told =
        (&name[finding.range.clone()], finding.message.as_str(), finding.help.as_deref().unwrap_or_default());
    assert_eq!(told, (underlined, message, help));
}

// Red when: `of_rest` gives the place of the section's name, or `wrong` answers `None`.
#[test]
fn names_that_are_wrong() {
    let long = "RESILIENCE__BREAKERS__API__OPNE";
    refused(long, "OPNE", "unknown setting `opne`", "did you mean `OPEN`?");
    let settings = "the keys are `WAIT_UP_TO`, `RAMP` and `PROBE_TIMEOUT`";
    refused("RESILIENCE__QUOTAS__API__X", "X", "unknown setting `x`", settings);
    let message = "`attempts` is a key of a policy, not a setting of a breaker";
    let all = "write it as in `RESILIENCE__POLICIES__READS__ATTEMPTS` or `RESILIENCE__SITES__SHOP__CLIENT__TICKER__ATTEMPTS`";
    refused("RESILIENCE__BREAKERS__API__ATTEMPTS", "ATTEMPTS", message, all);
    refused("RESILIENCE__SITES__F__RETRIES", "RETRIES", "unknown key `retries`", "did you mean `ATTEMPTS`?");
    refused("RESILIENCE__BREAKER__API__OPEN", "BREAKER", "unknown section `BREAKER`", "did you mean `BREAKERS`?");
    let sections = "the sections are `POLICIES`, `BREAKERS`, `TABLES`, `QUOTAS`, `RETRY_BUDGETS` and `SITES`";
    refused("RESILIENCE__X__API__OPEN", "X", "unknown section `X`", sections);
    refused("RESILIENCE__", "RESILIENCE__", "the variable names no section", sections);
    let example = "write it as in `RESILIENCE__BREAKERS__API__FAILURES`";
    for name in [
        "RESILIENCE__BREAKERS",
        "RESILIENCE__BREAKERS__API",
        "RESILIENCE__BREAKERS____OPEN",
        "RESILIENCE__BREAKERS__API__",
    ] {
        refused(name, name, "the variable names no breaker and no key", example);
    }
    let site = "write it as in `RESILIENCE__SITES__SHOP__CLIENT__TICKER__BACKOFF`";
    refused("RESILIENCE__SITES__F", "RESILIENCE__SITES__F", "the variable names no site and no key", site);
    let capitals = "the name of the variable is not in capitals";
    refused(
        "RESILIENCE__Sites__f__attempts",
        "RESILIENCE__Sites__f__attempts",
        capitals,
        "write `RESILIENCE__SITES__F__ATTEMPTS`",
    );
}

#[test]
fn what_a_variable_cannot_override() {
    let policy = "`policy` cannot be overridden: it is fixed when the program is compiled";
    refused(
        "RESILIENCE__SITES__F__POLICY",
        "POLICY",
        policy,
        "override the keys of the site, or those of its policy",
    );
    let on = "write the class behind it, as in `…__ON__THROTTLED`";
    refused("RESILIENCE__POLICIES__READS__ON", "ON", "`ON` has no class", on);
    refused(
        "RESILIENCE__SITES__F__ON__THROTLED",
        "THROTLED",
        "unknown class `throtled`",
        "did you mean `THROTTLED`?",
    );
    refused("RESILIENCE__TABLES__HTTP__CLENT", "CLENT", "unknown class `clent`", "did you mean `CLIENT`?");
    refused(
        "RESILIENCE__SITES__F__HEDGE",
        "HEDGE",
        "`hedge` is not available yet",
        "leave it out: it comes with a later version",
    );
}

#[track_caller]
fn wrong(section: SectionKind, key: &str, class: Option<&str>, value: &str, expected: (&str, &str)) {
    let (_, findings) = Document::of_value(section, "x", key, class, value);
    let told: Vec<(&str, &str)> =
        findings.iter().map(|it| (&value[it.range.clone()], it.message.as_str())).collect();
    assert_eq!(told, [expected]);
}

// Seen red: `of_rest` and `section` making small letters of capitals beyond ASCII.
#[test]
fn a_kelvin_sign_is_no_k() {
    refused(
        "RESILIENCE__BREA\u{212A}ERS__API__OPEN",
        "BREA\u{212A}ERS",
        "unknown section `BREA\u{212A}ERS`",
        "did you mean `BREAKERS`?",
    );
}

// Red when: `start` of the value's source is `None`.
#[test]
fn values_that_are_wrong() {
    use SectionKind::{Breakers, Policies, Quotas, RetryBudgets, Sites, Tables};
    wrong(Breakers, "open", None, "exp(1s, 0.5, 9s)", ("0.5", "`factor` is below 1: open times would shrink"));
    wrong(Quotas, "ramp", None, "10", ("10", "`10` has no unit"));
    wrong(RetryBudgets, "min", None, "x", ("x", "expected a rate, found `x`"));
    wrong(Policies, "backoff", None, "", ("", "`backoff` has no value"));
    wrong(Sites, "breaker", None, "a b", (" ", "a breaker's name cannot hold a blank"));
    wrong(Sites, "on", Some("client"), "retry(fixed(1))", ("1", "`1` has no unit"));
    wrong(Tables, "conflict", None, "explode", ("explode", "unknown rule `explode`"));
    wrong(Tables, "client", None, "\"fail\"", ("\"", "unexpected `\"`: no value holds a quote or a backslash"));
}

#[test]
fn values_that_are_right() {
    let of = |section, key, class, value| {
        let (document, findings) = Document::of_value(section, "x", key, class, value);
        assert_eq!(findings, []);
        document
    };
    let policy = |document: &Document| {
        Policy::from_checked(document.sites.get("x").expect("x").values.settings.clone()).to_string()
    };
    assert_eq!(policy(&of(SectionKind::Sites, "attempts", None, "7")), "attempts = 7");
    assert_eq!(
        policy(&of(SectionKind::Sites, "on", Some("conflict"), "retry(attempts = 3)")),
        "on(\"conflict\" = retry(attempts = 3))"
    );
    assert_eq!(
        policy(&of(SectionKind::Sites, "on", Some("client"), "fail(counts = true)")),
        "on(client = fail(counts = true))"
    );
    let document = of(SectionKind::Tables, "client", None, "retry");
    assert_eq!(document.tables.get("x").expect("x").values.to_string(), "client = retry");
    let document = of(SectionKind::RetryBudgets, "min", None, "5/500ms");
    assert_eq!(document.retry_budgets.get("x").expect("x").values.to_string(), "min = 5/500ms");
    let document = of(SectionKind::Policies, "idempotent", None, "false");
    assert_eq!(document.policies.get("x").expect("x").values.idempotent, Some(false));
    assert_eq!(document.names(SectionKind::Policies), ["x"]);
}

proptest! {
    #[test]
    fn any_name_reads_back(name in "[a-z_:/. -]{1,20}", section in prop::sample::select(SectionKind::ALL.to_vec())) {
        let key = section.keys()[0];
        let variable = format!("RESILIENCE__{}__{}__{}", env_name(section.name()), env_name(&name), env_name(key));
        let read = Variable::parse(&variable).expect("it is ours").expect("it is right");
        let is_rule = read.class.is_some();
        let found = if is_rule { read.other().expect("a key, too") } else { read };
        prop_assert_eq!((found.name_part, found.key.as_str()), (env_name(&name), key));
    }

    #[test]
    fn no_name_and_no_value_panic(rest in "[A-Z_]{0,30}|.{0,20}", value in "(?s).{0,20}") {
        let name = format!("RESILIENCE__{rest}");
        if let Some(Err(finding)) = Variable::parse(&name) {
            prop_assert!(name.get(finding.range).is_some());
        }
        for section in SectionKind::ALL {
            for key in section.keys() {
                let (_, findings) = Document::of_value(section, &rest, key, (key == "on").then_some("client"), &value);
                prop_assert!(findings.iter().all(|finding| value.get(finding.range.clone()).is_some()), "{:?}", findings);
            }
        }
    }
}
