//! What a site says of the things that it names: beside their names, and in the `resilience.toml` behind it.

use std::time::Duration;

use resilin_policy::{
    BreakerRef, BreakerSettings, Policy, QuotaRef, QuotaSettings, RetryBudgetRef, RetryBudgetSettings,
};

use super::Site;
use crate::registry::Written;

impl Site {
    pub(crate) fn written_of_breaker(&self, named: &BreakerRef) -> Written<BreakerSettings> {
        let Some(layers) = self.layers() else {
            return Written { inline: *named.settings(), compiled: None };
        };
        let own = layers.own.breaker.as_ref().filter(|own| own.name() == named.name());
        let is_known = self.as_declared().breaker().is_some_and(|known| known.parent() == named.parent());
        Written {
            inline: own.map_or(BreakerSettings::NONE, |own| *own.settings()),
            compiled: layers.breaker.filter(|_| is_known),
        }
    }

    /// How long a site waits is its own affair, and no setting that others share.
    pub(crate) fn written_of_quota(&self, named: &QuotaRef) -> Written<QuotaSettings> {
        let Some(layers) = self.layers() else {
            return Written { inline: without_wait(named), compiled: None };
        };
        let own = layers.own.quota.as_ref().filter(|own| own.name() == named.name());
        let is_known = self.as_declared().quota().is_some_and(|known| known.name() == named.name());
        Written {
            inline: own.map_or(QuotaSettings::NONE, without_wait),
            compiled: layers.quota.filter(|_| is_known),
        }
    }

    pub(crate) fn written_of_budget(&self, named: &RetryBudgetRef) -> Written<RetryBudgetSettings> {
        let Some(layers) = self.layers() else {
            return Written { inline: *named.settings(), compiled: None };
        };
        let own = layers.own.retry_budget.as_ref().filter(|own| own.name() == named.name());
        let is_known = self.as_declared().retry_budget().is_some_and(|known| known.name() == named.name());
        Written {
            inline: own.map_or(RetryBudgetSettings::NONE, |own| *own.settings()),
            compiled: layers.retry_budget.filter(|_| is_known),
        }
    }

    /// How long a call waits for the quota, where the site itself says so; else the quota's own settings do.
    pub(crate) fn waits_up_to(&self) -> Option<Duration> {
        let written = self.policy.quota()?.settings().wait_up_to;
        let is_own = self
            .layers()
            .is_none_or(|layers| layers.own.quota.as_ref().is_some_and(|own| own.settings().wait_up_to.is_some()));
        written.filter(|_| is_own)
    }

    /// The policy that the names of the layers are those of.
    fn as_declared(&self) -> &Policy {
        &self.declared.unwrap_or(self).policy
    }
}

fn without_wait(named: &QuotaRef) -> QuotaSettings {
    QuotaSettings { wait_up_to: None, ..*named.settings() }
}
