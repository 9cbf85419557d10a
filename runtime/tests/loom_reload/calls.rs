//! Calls beside an override: each goes by one policy and by the table that belongs to it, to its end.

use resilin::{Site, config, define_table};

use super::common::{apply, attempts, call, end, model, site, start};

loom::lazy_static! {
    static ref SITE: Site = site("reads", "backoff = fixed(1s), jitter = none, attempts = 5, table = shop");
}

/// The delay is of the policy, the number of attempts of the table. What a call began with it ends with, though it asks
/// for the table only when an attempt has failed.
// Red when: `varied` of overridden.rs leaves the table to be found by name.
#[test]
fn a_call_goes_by_one_policy_and_its_table() {
    model(4, |clock| {
        define_table("shop", "server = retry(attempts = 3)").expect("it is sound");
        SITE.list();
        let other = start(|| {
            let _ = apply("[sites.reads]\nbackoff = 'fixed(2s)'\n[tables.shop]\nserver = 'retry(attempts = 2)'");
        });
        let slept = call(&SITE, clock);
        end(other);
        assert!([&[1, 1][..], &[2]].contains(&&slept[..]), "{slept:?}");
        assert_eq!(call(&SITE, clock), [2]);
    });
}

/// The same from one override to the next, which makes another table.
// Red when: `goes_by` of overridden.rs says that any table is its own.
#[test]
fn a_call_goes_by_one_override() {
    let first = "[sites.reads]\nbackoff = 'fixed(2s)'\n[tables.shop]\nserver = 'retry(attempts = 3)'";
    let next = "[sites.reads]\nbackoff = 'fixed(2s)'\n[tables.shop]\nserver = 'retry(attempts = 2)'";
    model(4, move |clock| {
        SITE.list();
        assert!(!apply(first).is_empty());
        let other = start(move || apply(next).len());
        let slept = call(&SITE, clock);
        assert_eq!(end(other), 1);
        assert!([&[2, 2][..], &[2]].contains(&&slept[..]), "{slept:?}");
        assert_eq!(call(&SITE, clock), [2]);
    });
}

loom::lazy_static! {
    static ref PAYING: Site =
        site("pays", "backoff = fixed(1s), jitter = none, attempts = 3, retry_budget(\"api\", tokens = 9, cost = 1)");
}

/// Things that sites share are first: a call by the old policy may find the new budget, none finds the old budget by the
/// new policy. The new one pays for a single retry.
// Red when: `install` of plan.rs begins with the sites.
#[test]
fn a_call_by_the_new_policy_finds_the_new_budget() {
    model(3, |clock| {
        PAYING.list();
        resilin::retry_budget("api");
        let other = start(|| {
            let _ = apply("[sites.pays]\nbackoff = 'fixed(2s)'\n[retry_budgets.api]\ntokens = 1");
        });
        let slept = call(&PAYING, clock);
        end(other);
        assert!([&[1, 1][..], &[1], &[2], &[]].contains(&&slept[..]), "{slept:?}");
    });
}

/// New calls never go back to what holds no more.
// Red when: `of` of current.rs loads with `Relaxed`, or `go_by` there stores with it: the variant is not seen yet, and
// what was declared holds once more.
#[test]
fn what_was_seen_is_not_unseen() {
    model(4, |_| {
        SITE.list();
        let reader = start(|| [(); 3].map(|()| attempts(&SITE)));
        let _ = apply("[sites.reads]\nattempts = 6");
        let _ = apply("[sites.reads]\nattempts = 7");
        let seen = end(reader);
        assert!(seen.is_sorted() && seen.iter().all(|seen| (5..=7).contains(seen)), "{seen:?}");
        assert_eq!(attempts(&SITE), 7);
    });
}

/// Taken back: a call that has begun ends by the override, the next ones go by what was declared.
// Red when: `go_back` of current.rs leaves it as it is; or as the first.
#[test]
fn what_is_taken_back_holds_for_calls_under_way() {
    model(4, |clock| {
        define_table("shop", "server = retry(attempts = 3)").expect("it is sound");
        SITE.list();
        let _ = apply("[sites.reads]\nbackoff = 'fixed(2s)'\n[tables.shop]\nserver = 'retry(attempts = 2)'");
        let other = start(|| config::clear().len());
        let slept = call(&SITE, clock);
        assert_eq!(end(other), 2);
        assert!([&[1, 1][..], &[2]].contains(&&slept[..]), "{slept:?}");
        assert_eq!(call(&SITE, clock), [1, 1]);
    });
}
