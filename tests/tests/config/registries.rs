//! Sites of registries of their own.

use resilin::{BreakerState, Error, Registry, config, resilient, sites};

use crate::common::{alone, applied, file};
use crate::observed::{Failed, policy_of, site};

#[resilient(attempts = 1, breaker("tenants", failures = 2), registry = registry)]
fn of_a_tenant(registry: &Registry) -> Result<(), Error<Failed>> {
    Err(Error::Failed(Failed(resilin::Class::SERVER)))
}

#[test]
fn their_policies_are_overridden_and_what_they_name_is_not() {
    let _alone = alone();
    let global = site("global", r#"breaker("tenants", failures = 2)"#);
    let registry = Registry::new();
    registry.define_breaker("rented", "failures = 3").unwrap();
    let _ = applied(&file("[breakers.tenants]\nfailures = 1\n"));
    assert!(of_a_tenant(&registry).is_err());
    assert_eq!(registry.breaker("tenants").state(), BreakerState::Closed);
    assert!(of_a_tenant(&registry).is_err());
    assert_eq!(registry.breaker("tenants").state(), BreakerState::Open);
    assert_eq!(policy_of(global), "breaker(\"tenants\", failures = 2)");

    let name = "config::registries::of_a_tenant";
    let _ = applied(&file(&format!("[sites.'{name}']\non.server = 'fail'\nbreaker = 'by-hand'\n")).text("", ""));
    let site = sites().find(|site| site.name() == name).unwrap();
    assert!(policy_of(site).contains("by-hand"), "{}", policy_of(site));
    assert!(of_a_tenant(&registry).is_err());
    assert_eq!(registry.breaker("by-hand").state(), BreakerState::Closed);
    let _ = config::clear();
}

#[resilient(attempts = 1, breaker = "by-hand", registry = registry)]
fn of_another_tenant(registry: &Registry) -> Result<(), Error<Failed>> {
    Ok(())
}

#[test]
fn what_only_they_name_has_no_settings_to_override() {
    let _ = of_another_tenant;
    let _alone = alone();
    let error = file("[breakers.by-hand]\nfailures = 1\n").apply().unwrap_err();
    assert!(error.to_string().starts_with("unknown breaker `by-hand`"), "{error}");
}
