//! Settings beside the first use of a name: nobody sees half of them, no count is lost, and those that were defined hold
//! at the end.

use resilin::config::settings_of;
use resilin::{BreakerState, Registry};
use resilin_policy::SectionKind;

use super::common::{Broken, end, fail, failing, failures_to_open, model, site, start};

/// The failure came before the definition, or after it.
// Red when: `breaker` of breakers.rs gives the lock back after a name was not found, and adds it under another.
#[test]
fn beside_the_first_use_of_a_breaker() {
    model(4, || {
        let registry = Registry::new();
        let other = start(&registry, |registry| fail(&registry.breaker("api")));
        let defined = registry.define_breaker("api", "failures = 2").expect("it is sound");
        end(other);
        assert_eq!(failures_to_open(&defined), 1, "one of two was counted");
        assert_eq!(registry.breaker("api").state(), BreakerState::Open);
    });
}

/// What code defines holds, whether the site came first or not.
// Red when: `declared` of breakers.rs gives the lock of the names back before it declares.
#[test]
fn beside_the_first_call_of_a_site_that_says_otherwise() {
    model(4, || {
        let registry = Registry::new();
        let other = start(&registry, |registry| {
            let site = site("attempts = 1, breaker(\"api\", failures = 9)");
            failing(|body| site.within(registry).call_blocking(body))
        });
        let defined = registry.define_breaker("api", "failures = 3").expect("it is sound");
        assert_eq!(end(other), 1);
        assert_eq!((failures_to_open(&defined), failures_to_open(&registry.breaker("api/new"))), (2, 3));
    });
}

/// What holds for the name is what a new key of it gets: the one that was said last.
// Red when: `define` of breakers.rs gives the lock of the names back before `family.define(settings)`.
#[test]
fn of_two_definitions_of_a_breaker_one_is_the_last() {
    model(4, || {
        let registry = Registry::new();
        let breaker = registry.breaker("api");
        let other = start(&registry, |registry| registry.define_breaker("api", "failures = 2"));
        let own = registry.define_breaker("api", "failures = 3").expect("it is sound");
        assert_eq!((&own, end(other)), (&breaker, Ok(breaker.clone())));
        let failures = failures_to_open(&breaker);
        assert!((2..=3).contains(&failures));
        assert_eq!(failures_to_open(&registry.breaker("api/new")), failures);
    });
}

/// Two definitions of one budget: what it holds at most is what its settings say.
// Red when: `settle` of shelf.rs gives the lock back before it defines.
#[test]
fn of_two_definitions_of_a_budget_one_is_the_last() {
    model(4, || {
        let registry = Registry::global();
        let budget = registry.retry_budget("api");
        let other = start(registry, |registry| registry.define_retry_budget("api", "tokens = 3, cost = 1"));
        let own = registry.define_retry_budget("api", "tokens = 2, cost = 1").expect("it is sound");
        assert_eq!((&own, end(other)), (&budget, Ok(budget.clone())));
        let site = site("attempts = 2, retry_budget = api");
        (0..3).for_each(|_| site.call_blocking(|| Ok::<_, Broken>(())).expect("it succeeds"));
        let said = settings_of(SectionKind::RetryBudgets, "api").expect("it is there");
        assert_eq!(said, format!("tokens = {}, cost = 1", budget.balance()));
    });
}
