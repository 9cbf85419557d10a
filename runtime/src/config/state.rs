//! The overrides that are in force, and how they become so.

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
    Overrides::new().apply().unwrap_or_default()
}

impl Overrides {
    /// What [`apply`](Self::apply) would change. Nothing is changed.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply).
    pub fn check(&self) -> Result<Changes, ConfigError> {
        let in_force = in_force();
        let sites: Vec<&'static Site> = sites().collect();
        let plan = Plan::of(self, &sites).map_err(ConfigError::Invalid)?;
        Ok(changes(in_force.as_ref(), &plan, &sites))
    }

    /// Puts these overrides in the place of all that were applied before: all of them, or none.
    ///
    /// Calls under way finish on the values that they began with; the next ones go by the new values. What breakers,
    /// quotas and retry budgets have counted stays.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Invalid`] with everything that is wrong, with its place: names that nothing in the program has,
    /// unknown keys, values that cannot be read, variables that fit two names, settings that do not go together, and what
    /// a function was not compiled for, by its site. Nothing has changed then.
    pub fn apply(&self) -> Result<Changes, ConfigError> {
        let installed = installed(self);
        match &installed {
            Ok(changes) => telemetry::overrides_applied(changes.len()),
            Err(error) => telemetry::overrides_refused(error.findings().len()),
        }
        installed
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
