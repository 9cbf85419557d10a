//! What overrides do to sites, and what takes them back.

use std::collections::HashSet;

use resilin::config::{self, Overrides};
use resilin::{Class, Policy, Site, Source, policy};
use resilin_policy::{Compiled, Layers, Target};

use crate::common::{alone, applied, file, layered, leaked, named, part, picture, texts, variables};
use crate::observed::{attempts, call, policy_of, secs, site};

#[test]
fn an_entry_may_say_as_little_as_it_likes() {
    let _alone = alone();
    let site = site("partial", "backoff = fixed(2s), jitter = none, attempts = 3, on(client = retry)");
    let changes = applied(&file("[sites.partial]\nattempts = 5\non.throttled = 'fail'\n"));
    assert_eq!(
        changes.to_string(),
        "site partial: attempts 3 -> 5 (ops.toml:2)\nsite partial: on.throttled default -> fail (ops.toml:3)"
    );
    assert_eq!(
        policy_of(site),
        "backoff = fixed(2s), jitter = none, attempts = 5, on(throttled = fail, client = retry)"
    );
    assert_eq!(call(site, &[Class::CLIENT]), (5, vec![secs(2); 4]));
    assert_eq!(call(site, &[Class::THROTTLED]).0, 1);
    assert_eq!(site.policy().to_string(), "backoff = fixed(2s), jitter = none, attempts = 3, on(client = retry)");
}

#[test]
fn what_a_later_one_does_not_say_goes_back() {
    let _alone = alone();
    let site = site("replaced", "attempts = 3, max_wait = 9s");
    let _ = applied(&file("[sites.replaced]\nattempts = 5\n"));
    let changes = applied(&file("[sites.replaced]\nmax_wait = '1s'\n"));
    assert_eq!(
        changes.to_string(),
        "site replaced: attempts 5 -> 3 (code)\nsite replaced: max_wait 9s -> 1s (ops.toml:2)"
    );
    assert_eq!((policy_of(site).as_str(), attempts(site)), ("attempts = 3, max_wait = 1s", 3));
    assert_eq!(config::clear().to_string(), "site replaced: max_wait 1s -> 9s (code)");
    assert!(std::ptr::eq(site.current(), site));
    assert!(config::clear().is_empty());
}

#[test]
fn what_would_change_is_told_without_changing_it() {
    let _alone = alone();
    let site = site("looked at", "attempts = 3");
    let overrides = file("[sites.'looked at']\nattempts = 5\n");
    let before = picture();
    let expected = overrides.check().unwrap();
    assert_eq!(expected.to_string(), "site looked at: attempts 3 -> 5 (ops.toml:2)");
    assert_eq!((picture(), attempts(site)), (before, 3));
    assert_eq!(applied(&overrides), expected);
    assert_eq!(attempts(site), 5);
    assert!(applied(&overrides).is_empty(), "it is in force already");
}

#[test]
fn of_several_files_the_later_wins_and_the_environment_over_all() {
    let _alone = alone();
    let site = site("several", "attempts = 2, max_wait = 2s, deadline = 2h");
    let overrides = Overrides::new()
        .variables([("RESILIENCE__SITES__SEVERAL__ATTEMPTS", "8")])
        .text("a.toml", "[sites.several]\nattempts = 3\nmax_wait = '3s'\ndeadline = '3h'\n")
        .text("b.toml", "[sites.several]\nattempts = 4\nmax_wait = '4s'\n");
    let _ = applied(&overrides);
    assert_eq!(policy_of(site), "attempts = 8, deadline = 3h, max_wait = 4s");
    let sources = ["attempts", "max_wait", "deadline", "backoff"].map(|key| site.overridden(key));
    let of_file = |path: &str, line| Some(Source::File { path: path.to_owned(), line });
    let name = "RESILIENCE__SITES__SEVERAL__ATTEMPTS".to_owned();
    assert_eq!(sources, [Some(Source::Variable { name }), of_file("b.toml", 3), of_file("a.toml", 4), None]);
}

#[test]
fn of_two_variables_of_one_name_the_later_wins() {
    let _alone = alone();
    let site = site("twice", "attempts = 2");
    let _ = applied(&variables(&[
        ("RESILIENCE__SITES__TWICE__ATTEMPTS", "no"),
        ("RESILIENCE__SITES__TWICE__ATTEMPTS", "7"),
    ]));
    assert_eq!(attempts(site), 7);
}

#[test]
fn other_variables_are_nobodys_business() {
    let _alone = alone();
    assert!(applied(&variables(&[("PATH", "/bin"), ("RESILIENCE", "x"), ("RESILIENCE_X", "y")])).is_empty());
    assert!(applied(&Overrides::new().env().unwrap()).is_empty());
}

#[test]
fn a_rule_for_a_class_of_ones_own_is_met_by_a_variable() {
    let _alone = alone();
    let site = site("own class", "attempts = 3, on(\"Out of Stock\" = retry)");
    let _ = applied(&variables(&[("RESILIENCE__SITES__OWN_CLASS__ON__OUT_OF_STOCK", "fail")]));
    assert_eq!(policy_of(site), "attempts = 3, on(\"Out of Stock\" = fail)");
    let _ = applied(&variables(&[("RESILIENCE__SITES__OWN_CLASS__ON__CONFLICT", "fail")]));
    assert_eq!(policy_of(site), "attempts = 3, on(\"conflict\" = fail, \"Out of Stock\" = retry)");
}

#[test]
fn two_sites_of_one_name_get_the_same() {
    let _alone = alone();
    let (one, other) = (site("of two", "attempts = 3"), site("of two", "attempts = 4"));
    let _ = applied(&file("[sites.'of two']\nattempts = 5\n"));
    assert_eq!((attempts(one), attempts(other)), (5, 5));
}

#[test]
fn a_policy_reaches_the_sites_that_start_from_it() {
    let _alone = alone();
    let reads = || Layers { policy: Some(named("followed", "attempts = 4, backoff = fixed(1s)")), ..Layers::NONE };
    let plain = layered("follower", reads());
    let refined = layered("refiner", Layers { own: part("attempts = 2"), ..reads() });
    let single = layered("single", Layers { own: part("attempts = 1"), ..reads() });
    let changes = applied(&file("[policies.followed]\nattempts = 6\nbackoff = 'fixed(2s)'\n"));
    assert_eq!(
        changes.to_string(),
        "site follower: backoff fixed(1s) -> fixed(2s) (ops.toml:3)\nsite follower: attempts 4 -> 6 (ops.toml:2)\n\
         site refiner: backoff fixed(1s) -> fixed(2s) (ops.toml:3)"
    );
    assert_eq!(policy_of(plain), "backoff = fixed(2s), attempts = 6");
    assert_eq!(policy_of(refined), "backoff = fixed(2s), attempts = 2");
    assert_eq!(policy_of(single), "attempts = 1", "a single run has no use for a shape that was meant for others");
    let back = config::clear().to_string();
    assert!(back.contains("site follower: attempts 6 -> 4 (resilience.toml [policies.followed])"), "{back}");
}

/// A site as the attribute makes it for a function that can do this.
#[allow(clippy::needless_pass_by_value, reason = "they are made where this is called")]
fn declared(name: &str, compiled: Compiled, layers: Layers) -> &'static Site {
    let policy = Policy::from_checked(layers.settings(Target::BlockingFn));
    let site = Site::declared(leaked(name), policy, compiled, ("shop", "shop.rs", 7)).written(texts(&layers));
    let site: &'static Site = Box::leak(Box::new(site));
    site.list();
    site
}

#[test]
fn of_a_policy_for_many_a_function_takes_what_it_can_have() {
    let _alone = alone();
    let layers = || Layers { policy: Some(named("for-many", "attempts = 4")), ..Layers::NONE };
    let blocking = declared("blocking of many", Compiled::LOOP, layers());
    let leased = declared("leased", Compiled::LOOP.and(Compiled::LEASED), layers());
    let _ = applied(&file(
        "[policies.for-many]\ntimeout = '3s'\ndeadline = '9s'\n[sites.leased.on]\nauth = 'refresh'\n",
    ));
    assert_eq!(policy_of(blocking), "attempts = 4, deadline = 9s");
    assert_eq!(policy_of(leased), "attempts = 4, deadline = 9s, on(auth = refresh)");
    let error = file("[sites.'blocking of many']\ntimeout = '3s'\n").apply().unwrap_err().to_string();
    assert!(error.contains("in the policy of `blocking of many` (shop.rs:7)"), "{error}");
}

#[test]
fn going_to_and_fro_uses_what_is_there() {
    let _alone = alone();
    let site = site("to and fro", "attempts = 3");
    let mut seen = HashSet::new();
    for _ in 0..50 {
        for attempts in ["4", "5"] {
            let _ = applied(&file(&format!("[sites.'to and fro']\nattempts = {attempts}\n")));
            seen.insert(std::ptr::from_ref(site.current()).addr());
        }
        let _ = config::clear();
        seen.insert(std::ptr::from_ref(site.current()).addr());
    }
    assert_eq!(seen.len(), 3);
}

#[test]
fn an_override_that_says_what_holds_anyway_makes_nothing() {
    let _alone = alone();
    let site = site("the same", "attempts = 3");
    assert!(applied(&file("[sites.'the same']\nattempts = 3\n")).is_empty());
    assert!(std::ptr::eq(site.current(), site));
    assert_eq!(site.overridden("attempts").map(|source| source.to_string()).as_deref(), Some("ops.toml:2"));
}

#[test]
fn a_site_that_is_not_listed_is_not_touched() {
    static UNLISTED: Site = Site::new("unlisted", policy!("attempts = 3"));

    let _alone = alone();
    let error = file("[sites.unlisted]\nattempts = 5\n").apply().unwrap_err();
    assert!(error.to_string().starts_with("unknown site `unlisted`"), "{error}");
    assert_eq!(attempts(&UNLISTED), 3);
}

#[test]
fn each_change_can_be_looked_at() {
    let _alone = alone();
    site("changed", "attempts = 3");
    let changes = applied(&file("[sites.changed]\nattempts = 5\njitter = 0.5\n"));
    assert_eq!((changes.len(), changes.iter().count(), (&changes).into_iter().count()), (2, 2, 2));
    let first = changes.iter().next().unwrap();
    assert_eq!((first.what, &*first.name, &*first.key), ("site", "changed", "jitter"));
    assert_eq!((first.old.as_deref(), first.new.as_deref()), (None, Some("0.5")));
    assert_eq!(first.source, Source::File { path: "ops.toml".to_owned(), line: 3 });
}

#[test]
fn what_a_nearer_key_has_made_idle_comes_from_nowhere() {
    let _alone = alone();
    let policy = Some(named("idle", "attempts = 4, backoff = fixed(1s)"));
    let _site = layered("made idle", Layers { policy, ..Layers::NONE });
    let changes = applied(&file("[sites.'made idle']\nattempts = 1\n")).to_string();
    assert_eq!(
        changes,
        "site made idle: attempts 4 -> 1 (ops.toml:2)\nsite made idle: backoff fixed(1s) -> default"
    );
}
