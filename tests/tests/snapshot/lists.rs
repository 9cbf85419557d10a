//! All breakers, quotas and retry budgets that anybody has named.
//!
//! Red when: the breakers of keys are left out, or the lists are in the order of the map.

use resilin::{Registry, breakers, quotas, retry_budgets};

#[test]
fn what_has_been_named_is_listed_by_name() {
    let registry = Registry::new();
    for name in ["c", "a", "b/2", "b", "b/1"] {
        registry.breaker(name);
    }
    assert!(registry.breakers().map(|it| it.name().to_owned()).eq(["a", "b", "b/1", "b/2", "c"]));
    for name in ["z", "x", "y"] {
        registry.quota(name);
        registry.retry_budget(name);
    }
    assert!(registry.quotas().map(|it| it.name().to_owned()).eq(["x", "y", "z"]));
    assert!(registry.retry_budgets().map(|it| it.name().to_owned()).eq(["x", "y", "z"]));
    assert_eq!(Registry::new().breakers().count() + Registry::new().quotas().count(), 0);
}

/// They are the things themselves, not copies.
#[test]
fn what_is_listed_can_be_moved() {
    let registry = Registry::new();
    let breaker = registry.breaker("moved/1");
    registry.breakers().for_each(|breaker| breaker.force_open());
    assert_eq!(breaker.state(), resilin::BreakerState::ForcedOpen);
    assert!(registry.breakers().any(|listed| listed == breaker));
}

#[test]
fn the_process_has_its_own() {
    let (breaker, quota, budget) =
        (resilin::breaker("listed"), resilin::quota("listed"), resilin::retry_budget("listed"));
    assert!(breakers().any(|listed| listed == breaker));
    assert!(quotas().any(|listed| listed == quota));
    assert!(retry_budgets().any(|listed| listed == budget));
    assert!(Registry::global().breakers().any(|listed| listed == breaker));
}

/// A key that was asked for once is given up before one that was asked for again; to be listed is not to be asked for.
#[test]
fn listing_keeps_no_key() {
    let registry = Registry::new();
    registry.define_breaker("bounded", "keys = 2").unwrap();
    for name in ["bounded/again", "bounded/again", "bounded/once"] {
        registry.breaker(name);
    }
    for _ in 0..10 {
        registry.breakers().count();
    }
    registry.breaker("bounded/third");
    let names: Vec<String> = registry.breakers().map(|breaker| breaker.name().to_owned()).collect();
    assert_eq!(names, ["bounded", "bounded/again", "bounded/third"]);
}
