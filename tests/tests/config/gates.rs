//! The settings of breakers and retry budgets under overrides: what they have counted stays.

use resilin::{Breaker, BreakerState, Class, Error, RetryBudget, Site, config};
use resilin_policy::{Layers, SectionKind};

use crate::common::{alone, applied, file, layered, part, settings_of, variables};
use crate::observed::{Failed, Outcome, call, site};

fn of_breaker(name: &str) -> String {
    settings_of(SectionKind::Breakers, name)
}

fn fail(site: &Site) -> Outcome {
    site.call_blocking(|| Err(Failed(Class::SERVER)))
}

fn refused(outcome: &Outcome) -> bool {
    matches!(outcome, Err(Error::Rejected(_)))
}

#[test]
fn a_breaker_keeps_what_it_has_counted() {
    let _alone = alone();
    let site = site("counting", r#"attempts = 1, breaker("counting", failures = 5)"#);
    for _ in 0..3 {
        assert!(!refused(&fail(site)));
    }
    let changes = applied(&file("[breakers.counting]\nfailures = 4\n"));
    assert_eq!(changes.to_string(), "breaker counting: failures 5 -> 4 (ops.toml:2)");
    assert_eq!(resilin::breaker("counting").state(), BreakerState::Closed);
    assert!(!refused(&fail(site)), "the fourth failure in a row");
    assert_eq!(resilin::breaker("counting").state(), BreakerState::Open);
    let _ = config::clear();
    assert_eq!(resilin::breaker("counting").state(), BreakerState::Open);
    assert!(refused(&fail(site)));
}

#[test]
fn a_window_keeps_its_results() {
    let _alone = alone();
    let site =
        site("window", r#"attempts = 1, breaker("window", failure_rate = 100%, calls = 20, min_calls = 10)"#);
    for _ in 0..6 {
        assert!(!refused(&fail(site)));
    }
    let _ = applied(&file("[breakers.window]\nmin_calls = 7\n"));
    assert_eq!(resilin::breaker("window").snapshot().calls, Some(6));
    assert!(!refused(&fail(site)));
    assert!(refused(&fail(site)), "seven of seven have failed");
}

#[test]
fn a_breaker_that_nothing_changes_is_not_touched() {
    let _alone = alone();
    let site = site("quiet", r#"attempts = 1, breaker("quiet", failures = 2)"#);
    assert!(!refused(&fail(site)));
    let _ = applied(&file("[sites.quiet]\nidempotent = false\n"));
    assert!(!refused(&fail(site)));
    assert!(refused(&fail(site)));
}

#[test]
fn a_definition_after_the_override_changes_what_is_behind_it() {
    let _alone = alone();
    site("defined", r#"breaker("defined", failures = 5)"#);
    let _ = applied(&file("[breakers.defined]\nopen = '9s'\n"));
    Breaker::define("defined", "failures = 3, open = 1s").unwrap();
    assert_eq!(of_breaker("defined"), "failures = 3, open = 9s");
    let _ = config::clear();
    assert_eq!(of_breaker("defined"), "failures = 3, open = 1s");
}

#[test]
fn a_definition_that_the_override_does_not_go_with_holds() {
    let _alone = alone();
    site("at odds", r#"breaker("at-odds", failure_rate = 50%, calls = 100)"#);
    let _ = applied(&file("[breakers.at-odds]\nmin_calls = 50\n"));
    Breaker::define("at-odds", "failure_rate = 50%, calls = 10").unwrap();
    assert_eq!(of_breaker("at-odds"), "failure_rate = 0.5, calls = 10");
    Breaker::define("at-odds", "failure_rate = 50%, calls = 60").unwrap();
    assert_eq!(of_breaker("at-odds"), "failure_rate = 0.5, calls = 60, min_calls = 50");
}

#[test]
fn a_breaker_that_is_first_asked_for_after_the_override_has_it() {
    let _alone = alone();
    let site = site("late breaker", r#"attempts = 1, breaker("late", failures = 9)"#);
    let _ = applied(&file("[breakers.late]\nfailures = 1\n"));
    assert!(!refused(&fail(site)));
    assert!(refused(&fail(site)), "one failure was enough");
    assert_eq!(of_breaker("late"), "failures = 1");
}

#[test]
fn a_name_that_only_code_has_asked_for_is_known() {
    let _alone = alone();
    resilin::breaker("by-code");
    let _ = applied(&file("[breakers.by-code]\nfailures = 1\n"));
    assert_eq!(of_breaker("by-code"), "failures = 1");
}

#[test]
fn an_override_reaches_the_keys_but_for_those_with_settings_of_their_own() {
    let _alone = alone();
    Breaker::define("regions", "failures = 5").unwrap();
    let (eu, us) = (resilin::breaker("regions/eu"), resilin::breaker("regions/us"));
    Breaker::define("regions/us", "failures = 5").unwrap();
    let _ = applied(&file("[breakers.regions]\nfailures = 1\n"));
    let asia = resilin::breaker("regions/asia");
    for breaker in [&eu, &us, &asia] {
        breaker.permit().expect("it is closed").failed();
    }
    assert_eq!(
        [&eu, &us, &asia].map(Breaker::state),
        [BreakerState::Open, BreakerState::Closed, BreakerState::Open]
    );
}

#[test]
fn one_sort_of_window_takes_the_place_of_the_other() {
    let _alone = alone();
    site("windows", r#"breaker("windows", failure_rate = 50%, calls = 100, open = 3s)"#);
    let changes = applied(&file("[breakers.windows]\nwithin = '1m'\n"));
    assert_eq!(
        changes.to_string(),
        "breaker windows: within default -> 60s (ops.toml:2)\nbreaker windows: calls 100 -> default"
    );
    let both =
        file("[breakers.windows]\nwithin = '1m'\n").variables([("RESILIENCE__BREAKERS__WINDOWS__CALLS", "30")]);
    let _ = applied(&both);
    resilin::breaker("windows");
    assert!(config::source_of_setting(SectionKind::Breakers, "windows", "within").is_none());
}

#[test]
fn a_site_can_go_by_another_breaker() {
    let _alone = alone();
    let (one, other) = (
        site("moved", r#"attempts = 1, breaker("here", failures = 1)"#),
        site("stays", r#"attempts = 1, breaker("there", failures = 1)"#),
    );
    let _ = applied(&file("[sites.moved]\nbreaker = 'there'\n"));
    assert!(!refused(&fail(other)));
    assert!(refused(&fail(one)) && refused(&fail(other)));
    let _ = config::clear();
    assert!(!refused(&fail(one)));
}

#[test]
fn a_retry_budget_keeps_its_balance() {
    let _alone = alone();
    let site =
        site("paying", r#"attempts = 3, backoff = fixed(0s), retry_budget("paying", tokens = 100, cost = 10)"#);
    assert_eq!(call(site, &[Class::SERVER]).0, 3);
    let balance = || resilin::retry_budget("paying").balance().to_string();
    assert_eq!(balance(), "80");
    let _ = applied(&file("[retry_budgets.paying]\ncost = 40\n"));
    assert_eq!((call(site, &[Class::SERVER]).0, balance()), (3, "0".to_owned()));
    let _ = applied(&variables(&[("RESILIENCE__RETRY_BUDGETS__PAYING__TOKENS", "50")]));
    assert_eq!(balance(), "0");
    RetryBudget::define("paying", "tokens = 70, cost = 5").unwrap();
    assert_eq!(settings_of(SectionKind::RetryBudgets, "paying"), "tokens = 50, cost = 5");
    let _ = config::clear();
    assert_eq!(settings_of(SectionKind::RetryBudgets, "paying"), "tokens = 70, cost = 5");
}

#[test]
fn one_form_of_a_retry_budget_takes_the_place_of_the_other() {
    let _alone = alone();
    site("forms", r#"retry_budget("forms", ratio = 10%, min = 5/s)"#);
    let _ = applied(&file("[retry_budgets.forms]\ntokens = 50\n"));
    assert_eq!(resilin::retry_budget("forms").balance().to_string(), "50");
}

#[test]
fn settings_of_code_and_of_a_file_that_do_not_go_together_are_no_mistake_of_an_override() {
    let _alone = alone();
    let breaker = Some("min_calls = 20, failure_rate = 50%, within = 60s".parse().unwrap());
    let site = layered("clash", Layers { breaker, ..Layers::of(part("breaker = \"clash\", attempts = 1")) });
    Breaker::define("clash", "failure_rate = 50%, calls = 10").unwrap();
    for _ in 0..10 {
        let _ = site.call_blocking(|| Err::<(), _>(std::io::Error::from(std::io::ErrorKind::ConnectionReset)));
    }
    assert_eq!(resilin::breaker("clash").state(), BreakerState::Open, "what code has chosen holds alone");
    assert!(applied(&file("[breakers.clash]\n")).is_empty());
    let _ = applied(&file("[breakers.clash]\nopen = '5s'\n"));
}
