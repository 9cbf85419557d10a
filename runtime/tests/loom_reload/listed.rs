//! Sites that are listed by their first calls: once, and with the overrides that are in force.

use resilin::{Site, sites};

use super::common::{apply, attempts, end, model, site, start};

loom::lazy_static! {
    static ref EARLY: Site = site("reads", "attempts = 2");
    static ref LATE: Site = site("reads", "attempts = 2");
}

// Red when: `put_on_list` of listed.rs does not look whether the site is there, or looks under another lock.
#[test]
fn two_first_calls_list_it_once() {
    model(4, |_| {
        let other = start(|| std::ptr::from_ref(LATE.enter()).addr());
        let own = std::ptr::from_ref(LATE.enter()).addr();
        assert_eq!(end(other), own);
        let listed: Vec<_> = sites().map(|site| std::ptr::from_ref(site).addr()).collect();
        assert_eq!(listed, [own]);
    });
}

/// Whoever comes first, both go by the override.
// Red when: `list` of listed.rs sets it listed before it asks for overrides.
#[test]
fn two_first_calls_after_an_override_go_by_it() {
    model(4, |_| {
        EARLY.list();
        let _ = apply("[sites.reads]\nattempts = 3");
        let other = start(|| LATE.enter().policy().clone());
        let own = LATE.enter().policy().clone();
        assert_eq!(own, end(other));
        assert_eq!((own.to_string().as_str(), attempts(&LATE)), ("attempts = 3", 3));
    });
}

/// Another site of the same name is listed while the override is applied.
// Red when: `list` of listed.rs asks for overrides before it puts the site on the list; or `set_listed` of current.rs
// stores without looking.
#[test]
fn a_first_call_beside_an_override_leaves_it_with_it() {
    model(4, |_| {
        EARLY.list();
        let other = start(|| LATE.enter().policy().to_string());
        let _ = apply("[sites.reads]\nattempts = 3");
        let seen = end(other);
        assert!(["attempts = 2", "attempts = 3"].contains(&seen.as_str()), "{seen}");
        assert_eq!((attempts(&EARLY), attempts(&LATE)), (3, 3));
        assert_eq!(sites().count(), 2);
    });
}

/// It is on the list when it is taken back.
// Red when: `list` of listed.rs asks for overrides before it puts the site on the list.
#[test]
fn a_first_call_beside_the_end_of_an_override_leaves_it_without() {
    model(4, |_| {
        EARLY.list();
        let _ = apply("[sites.reads]\nattempts = 3");
        let other = start(|| LATE.enter().policy().to_string());
        let _ = resilin::config::clear();
        let seen = end(other);
        assert!(["attempts = 2", "attempts = 3"].contains(&seen.as_str()), "{seen}");
        assert_eq!((attempts(&EARLY), attempts(&LATE)), (2, 2));
    });
}
