//! Breakers of keys: one for each key, with the settings of its name.

use resilin::Registry;

use super::common::{end, fail_with_key, failures_to_open, model, open, site, start};

// Red when: `get_or_add` of keys.rs does not look again before it adds.
#[test]
fn the_first_calls_with_a_key_share_its_breaker() {
    model(3, || {
        let registry = Registry::new();
        let call = |registry: &Registry| {
            fail_with_key(&site("attempts = 1, breaker(\"api\", failures = 2)"), registry, "eu");
        };
        let other = start(&registry, call);
        call(&registry);
        end(other);
        assert_eq!(open(&registry), ["api/eu"]);
        assert_eq!(registry.breakers().count(), 2);
    });
}

/// Who comes with a key that is new gets the settings of its name, or is given them.
// Red when: `key` of breakers.rs adds without the lock of the names.
#[test]
fn a_new_key_misses_no_settings() {
    model(4, || {
        let registry = Registry::new();
        let other = start(&registry, |registry| {
            fail_with_key(&site("attempts = 1, breaker = api"), registry, "eu");
        });
        let defined = registry.define_breaker("api", "failures = 3").expect("it is sound");
        end(other);
        assert_eq!((failures_to_open(&defined), failures_to_open(&registry.breaker("api/eu"))), (3, 2));
    });
}

/// One key may have settings of its own: those of its name do not reach it, before or after.
// Red when: `share` of keys.rs does not leave out what is a slot's own.
#[test]
fn a_key_that_was_defined_keeps_its_settings() {
    model(4, || {
        let registry = Registry::new();
        let other = start(&registry, |registry| registry.define_breaker("api/eu", "failures = 2"));
        let named = registry.define_breaker("api", "failures = 3").expect("it is sound");
        let key = end(other).expect("it is sound");
        assert_eq!((failures_to_open(&named), failures_to_open(&key)), (3, 2));
        assert_eq!(registry.breakers().count(), 2);
    });
}
