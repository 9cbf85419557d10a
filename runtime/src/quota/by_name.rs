//! Quotas of the process, by their names.

use resilin_policy::{PolicyError, QuotaSettings};

use super::Quota;
use crate::registry::{Registry, Shared};
use crate::telemetry::Gate;

impl Quota {
    /// Gives the quota of this name its settings, in place of those that it has. Its state stays.
    ///
    /// The settings are listed in [the crate's documentation](crate#quotas). How long calls wait is for each site to say;
    /// `wait_up_to` here holds for the sites that do not.
    ///
    /// ```
    /// use resilin::quota::Quota;
    ///
    /// let quota = Quota::define("embeddings", "wait_up_to = 30s, ramp = 1m")?;
    /// assert_eq!(quota.name(), "embeddings");
    /// assert!(Quota::define("embeddings", "ramp = soon").is_err());
    /// # Ok::<(), resilin::PolicyError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with the name or with the settings, with its place and a way out. Nothing has changed then.
    pub fn define(name: &str, settings: &str) -> Result<Self, PolicyError> {
        Registry::global().define_quota(name, settings)
    }
}

impl Shared for Quota {
    type Settings = QuotaSettings;

    const GATE: Gate = Gate::Quota;

    fn new(name: &str, settings: QuotaSettings) -> Self {
        Self::new(name, settings)
    }

    /// How long a site waits is its own affair.
    fn agrees(written: &QuotaSettings, chosen: &QuotaSettings) -> bool {
        QuotaSettings { wait_up_to: None, ..*written } == QuotaSettings { wait_up_to: None, ..*chosen }
    }

    fn define(&self, settings: QuotaSettings) {
        self.set_settings(settings);
    }
}
