//! Sites that come when overrides are in force already.

use std::io;

use resilin::{Error, config, resilient, sites};
use resilin_policy::{Layers, SectionKind};

use crate::common::{alone, applied, file, layered, named, part, settings_of};
use crate::observed::{attempts, policy_of, site};

#[resilient(attempts = 5, backoff = none)]
async fn never_called_before() -> io::Result<()> {
    Err(io::ErrorKind::ConnectionReset.into())
}

#[tokio::test]
async fn the_first_call_of_a_function_goes_by_the_overrides() {
    let _alone = alone();
    let _ = applied(&file("[sites.'config::later::never_called_before']\non.network = 'fail'\n"));
    let site = sites().find(|site| site.name() == "config::later::never_called_before").unwrap();
    assert_eq!(policy_of(site), "backoff = none, attempts = 5, on(network = fail)");
    assert!(never_called_before().await.is_err());
    let _ = config::clear();
    assert!(std::ptr::eq(site.current(), site));
    assert!(never_called_before().await.is_err());
}

#[test]
fn a_site_that_is_listed_later_gets_what_is_in_force() {
    let _alone = alone();
    let reads = || Layers {
        policy: Some(named("later", "attempts = 4, backoff = fixed(0s), table = later")),
        ..Layers::NONE
    };
    layered("first of its policy", reads());
    let _ = applied(&file("[policies.later]\nattempts = 6\n[tables.later]\nclient = 'retry'\n"));
    let late = layered("listed later", reads());
    assert_eq!(attempts(late), 6);
    assert_eq!(late.overridden("attempts").map(|source| source.to_string()).as_deref(), Some("ops.toml:2"));
    assert_eq!(crate::observed::call(late, &[resilin::Class::CLIENT]).0, 6);
    assert!(config::clear().to_string().contains("site listed later: attempts 6 -> 4"));
    assert_eq!(attempts(late), 4);
}

#[test]
fn a_site_that_is_listed_later_and_cannot_have_it_stays_as_it_was_declared() {
    let _alone = alone();
    let policy = || named("too-short", "attempts = 4");
    layered("can have it", Layers { policy: Some(policy()), ..Layers::NONE });
    let _ = applied(&file("[policies.too-short]\ndeadline = '2s'\n"));
    let late = layered("cannot have it", Layers { policy: Some(policy()), ..Layers::of(part("timeout = 3s")) });
    assert_eq!(policy_of(late), "attempts = 4, timeout = 3s");
    assert!(late.overridden("deadline").is_none());
}

#[test]
fn names_of_sites_that_came_later_are_known_to_the_next_override() {
    let _alone = alone();
    let overrides = file("[sites.'came later']\nattempts = 6\n[breakers.came-later]\nfailures = 1\n");
    assert!(overrides.apply().is_err());
    let site = site("came later", r#"breaker = "came-later""#);
    let _ = applied(&overrides);
    assert_eq!(policy_of(site), "attempts = 6, breaker = \"came-later\"");
    assert_eq!(settings_of(SectionKind::Breakers, "came-later"), "nothing", "nobody has called it");
    assert_eq!(resilin::breaker("came-later").name(), "came-later");
    assert_eq!(settings_of(SectionKind::Breakers, "came-later"), "failures = 1");
}

#[resilient(attempts = 2, breaker = "one-of-a-kind")]
async fn gated() -> Result<(), Error<io::Error>> {
    Ok(())
}

#[test]
fn to_look_at_overrides_makes_no_breaker() {
    let _alone = alone();
    let _ = gated;
    let _ = file("[breakers.one-of-a-kind]\nfailures = 1\n").check().unwrap();
    assert_eq!(settings_of(SectionKind::Breakers, "one-of-a-kind"), "nothing");
}
