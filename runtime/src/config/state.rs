//! The overrides that are in force.

use std::sync::{LazyLock, PoisonError};

use resilin_policy::SectionKind;

use super::changes::Changes;
use super::difference;
use super::error::ConfigError;
use super::gates::Kind;
use super::kinds::{Breakers, Quotas, RetryBudgets};
use super::overrides::Overrides;
use super::plan::Plan;
use crate::source::Source;
use crate::sync::{Mutex, MutexGuard, of_the_process};
use crate::{Site, sites, telemetry};

of_the_process! {
    /// Nothing of a user's runs under this lock: what is told is told after it.
    static IN_FORCE: LazyLock<Mutex<Option<Plan>>> = LazyLock::new(Mutex::default);
}

/// Takes all overrides back: everything is as it was compiled, and as code has defined it.
///
/// ```
/// use resilin::config::{self, Overrides};
/// use resilin::{Site, policy};
///
/// static PINGS: Site = Site::new("pings", policy!("attempts = 5"));
/// PINGS.list();
///
/// let _ = Overrides::new().text("ops.toml", "[sites.pings]\nattempts = 2").apply()?;
/// assert_eq!(config::clear().to_string(), "site pings: attempts 2 -> 5 (code)");
/// # Ok::<(), resilin::config::ConfigError>(())
/// ```
pub fn clear() -> Changes {
    apply(&Overrides::new()).unwrap_or_default()
}

pub(super) fn check(overrides: &Overrides) -> Result<Changes, ConfigError> {
    let in_force = in_force();
    let sites: Vec<&'static Site> = sites().collect();
    let plan = Plan::of(overrides, &sites).map_err(ConfigError::Invalid)?;
    Ok(changes(in_force.as_ref(), &plan, &sites))
}

pub(super) fn apply(overrides: &Overrides) -> Result<Changes, ConfigError> {
    match installed(overrides) {
        Ok(changes) => {
            telemetry::overrides_applied(changes.len());
            Ok(changes)
        }
        Err(error) => {
            telemetry::overrides_refused(error.findings().len());
            Err(error)
        }
    }
}

fn installed(overrides: &Overrides) -> Result<Changes, ConfigError> {
    let mut in_force = in_force();
    let sites: Vec<&'static Site> = sites().collect();
    let plan = Plan::of(overrides, &sites).map_err(ConfigError::Invalid)?;
    let changes = changes(in_force.as_ref(), &plan, &sites);
    plan.install();
    *in_force = Some(plan);
    Ok(changes)
}

fn changes(old: Option<&Plan>, new: &Plan, sites: &[&'static Site]) -> Changes {
    difference::between(old.unwrap_or(&Plan::default()), new, sites)
}

/// A site is on the list now: it gets the overrides that are in force, before its first call goes on.
pub(crate) fn listed(site: &'static Site) {
    let findings = match in_force().as_mut() {
        Some(plan) if !plan.has(site) => plan.add(site),
        _ => Vec::new(),
    };
    for finding in findings {
        telemetry::site_not_overridden(site, &finding.to_string());
    }
}

pub(crate) fn source_of_key(site: &Site, key: &str) -> Option<Source> {
    in_force().as_ref()?.source_of_key(site, key)
}

/// Where the setting of a named thing comes from, if an override has given it; of a table, the rule of a class.
#[doc(hidden)]
pub fn source_of_setting(section: SectionKind, name: &str, key: &str) -> Option<Source> {
    in_force().as_ref()?.source_of_setting(section, name, key)
}

/// The settings of a named thing that hold, as they are printed; `None` where nothing has come to the name yet.
#[doc(hidden)]
pub fn settings_of(section: SectionKind, name: &str) -> Option<String> {
    match section {
        SectionKind::Breakers => printed::<Breakers>(name),
        SectionKind::Quotas => printed::<Quotas>(name),
        SectionKind::RetryBudgets => printed::<RetryBudgets>(name),
        SectionKind::Tables => crate::table(name).map(|table| table.to_string()),
        _ => None,
    }
}

fn printed<K: Kind>(name: &str) -> Option<String> {
    K::held().get(name).map(|held| held.in_force().to_string())
}

fn in_force() -> MutexGuard<'static, Option<Plan>> {
    IN_FORCE.lock().unwrap_or_else(PoisonError::into_inner)
}
