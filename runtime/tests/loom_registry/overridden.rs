//! Overrides beside what code and sites say: what holds is all of it, in every order.

use resilin::config::{Overrides, settings_of};
use resilin::{Breaker, RetryBudget, Site};
use resilin_policy::SectionKind;

use super::common::{end, failing, failures_to_open, model, site};

fn apply(text: &str) {
    let changes = Overrides::new().text("ops.toml", text).apply();
    assert!(changes.is_ok_and(|changes| !changes.is_empty()));
}

// Red when: `override_by` of breakers.rs gives the lock of the names back before it overrides.
#[test]
fn a_breaker_that_is_defined_meanwhile() {
    model(4, || {
        let breaker = resilin::breaker("api");
        let other = loom::thread::spawn(|| apply("[breakers.api]\nfailures = 2"));
        let defined = Breaker::define("api", "failures = 4, probes = 3");
        end(other);
        assert_eq!(defined.as_ref(), Ok(&breaker));
        let holds = settings_of(SectionKind::Breakers, "api");
        assert_eq!(holds.as_deref(), Some("failures = 2, probes = 3"));
        assert_eq!((failures_to_open(&breaker), failures_to_open(&resilin::breaker("api/new"))), (2, 2));
    });
}

// Red when: `override_by` of an entry in shelf.rs changes a copy and puts it back under another lock.
#[test]
fn a_budget_that_is_defined_meanwhile() {
    model(4, || {
        let budget = resilin::retry_budget("api");
        let other = loom::thread::spawn(|| apply("[retry_budgets.api]\ntokens = 200"));
        let defined = RetryBudget::define("api", "tokens = 400, cost = 7");
        end(other);
        assert_eq!(defined.as_ref(), Ok(&budget));
        let holds = settings_of(SectionKind::RetryBudgets, "api");
        assert_eq!(holds.as_deref(), Some("tokens = 200, cost = 7"));
        assert_eq!(budget.balance().to_string(), "200");
    });
}

/// The first call of a site makes what it names: by the overrides, or it is there for them.
// Red when: `override_by` of breakers.rs replaces what is `overridden` after it has given the lock of the names back.
#[test]
fn a_breaker_that_is_new() {
    loom::lazy_static! {
        static ref SITE: Site = site("attempts = 1, breaker(\"api\", failures = 9, probes = 3)");
    }
    model(4, || {
        SITE.list();
        let other = loom::thread::spawn(|| apply("[breakers.api]\nfailures = 2"));
        assert_eq!(failing(|body| SITE.call_blocking(body)), 1);
        end(other);
        let holds = settings_of(SectionKind::Breakers, "api");
        assert_eq!(holds.as_deref(), Some("failures = 2, probes = 3"));
        assert_eq!(failures_to_open(&resilin::breaker("api")), 1);
    });
}

// Red when: `override_by` of shelf.rs replaces what is `overridden` after it has given the lock of the names back.
#[test]
fn a_budget_that_is_new() {
    loom::lazy_static! {
        static ref SITE: Site =
            site("backoff = fixed(0s), attempts = 2, retry_budget(\"api\", tokens = 90, cost = 7)");
    }
    model(4, || {
        SITE.list();
        let other = loom::thread::spawn(|| apply("[retry_budgets.api]\ntokens = 80"));
        assert_eq!(failing(|body| SITE.call_blocking(body)), 2);
        end(other);
        let holds = settings_of(SectionKind::RetryBudgets, "api");
        assert_eq!(holds.as_deref(), Some("tokens = 80, cost = 7"));
        let balance = resilin::retry_budget("api").balance().to_string();
        assert!(["73", "80"].contains(&balance.as_str()), "{balance}");
    });
}
