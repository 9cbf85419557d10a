//! One name is one thing, whoever comes first.

use resilin::{BreakerState, Registry, Site};

use super::common::{end, fail, failing, model, site, start};

// Red when: `breaker` of breakers.rs gives the lock back after a name was not found, and adds it under another.
#[test]
fn two_who_ask_for_a_breaker_share_it() {
    model(4, || {
        let registry = Registry::new();
        let other = start(&registry, |registry| registry.breaker("api"));
        let own = registry.breaker("api");
        fail(&own);
        let other = end(other);
        assert_eq!((&other, other.snapshot().failures), (&own, 1));
        assert!(registry.breakers().eq([own]));
    });
}

// Red when: `entry` of shelf.rs gives the lock back after a name was not found, and adds it under another.
#[test]
fn two_who_ask_for_a_quota_and_a_budget_share_them() {
    model(4, || {
        let registry = Registry::new();
        let other = start(&registry, |registry| (registry.quota("api"), registry.retry_budget("api")));
        let own = (registry.quota("api"), registry.retry_budget("api"));
        assert_eq!(end(other), own);
        assert!(registry.quotas().eq([own.0]) && registry.retry_budgets().eq([own.1]));
    });
}

/// Who asks by name and who comes by a site mean the same breaker.
// Red when: `declared` of breakers.rs gives the lock back after a name was not found, and adds it under another.
#[test]
fn the_first_calls_of_a_site_share_its_breaker() {
    model(4, || {
        let registry = Registry::new();
        let call = |registry: &Registry| {
            let site = site("attempts = 1, breaker(\"api\", failures = 3)");
            failing(|body| site.within(registry).call_blocking(body))
        };
        let other = start(&registry, call);
        fail(&registry.breaker("api"));
        assert_eq!((call(&registry), end(other)), (1, 1));
        assert_eq!(registry.breaker("api").state(), BreakerState::Open);
    });
}

/// A site of the process's own registry keeps what it has found.
// Red when: `breaker` or `declared` of breakers.rs is as above.
#[test]
fn what_a_site_keeps_is_what_its_name_stands_for() {
    loom::lazy_static! {
        static ref SITE: Site = site("attempts = 1, breaker(\"api\", failures = 3)");
    }
    model(4, || {
        let call = || failing(|body| SITE.call_blocking(body));
        let other = loom::thread::spawn(call);
        fail(&resilin::breaker("api"));
        assert_eq!((call(), end(other)), (1, 1));
        assert_eq!(resilin::breaker("api").state(), BreakerState::Open);
    });
}
