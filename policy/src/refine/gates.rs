//! The settings of gates, one by one; those that exclude each other displace each other.

use crate::{BreakerSettings, QuotaSettings, RetryBudgetSettings};

impl BreakerSettings {
    /// These settings, and of others what these leave out. A window displaces the other sort of window.
    ///
    /// ```
    /// use resilin_policy::BreakerSettings;
    ///
    /// let near: BreakerSettings = "failure_rate = 50%, within = 60s".parse()?;
    /// let far: BreakerSettings = "slow_call = 2s, calls = 100".parse()?;
    /// assert_eq!(near.over(&far).to_string(), "within = 60s, failure_rate = 0.5, slow_call = 2s");
    /// # Ok::<(), resilin_policy::PolicyError>(())
    /// ```
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            failures: self.failures.or(base.failures),
            within: self.within.or(base.within.filter(|_| self.calls.is_none())),
            failure_rate: self.failure_rate.or(base.failure_rate),
            calls: self.calls.or(base.calls.filter(|_| self.within.is_none())),
            min_calls: self.min_calls.or(base.min_calls),
            slow_call: self.slow_call.or(base.slow_call),
            slow_call_rate: self.slow_call_rate.or(base.slow_call_rate),
            open: self.open.or(base.open),
            probes: self.probes.or(base.probes),
            successes: self.successes.or(base.successes),
            probe_timeout: self.probe_timeout.or(base.probe_timeout),
            keys: self.keys.or(base.keys),
        }
    }
}

impl QuotaSettings {
    /// These settings, and of others what these leave out.
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        Self {
            wait_up_to: self.wait_up_to.or(base.wait_up_to),
            ramp: self.ramp.or(base.ramp),
            probe_timeout: self.probe_timeout.or(base.probe_timeout),
        }
    }
}

impl RetryBudgetSettings {
    /// These settings, and of others what these leave out. A setting of one form displaces the other form.
    ///
    /// ```
    /// use resilin_policy::RetryBudgetSettings;
    ///
    /// let near: RetryBudgetSettings = "ratio = 10%".parse()?;
    /// let far: RetryBudgetSettings = "tokens = 500, earn = 2".parse()?;
    /// assert_eq!(near.over(&far), near);
    /// assert_eq!(far.over(&near), far);
    /// # Ok::<(), resilin_policy::PolicyError>(())
    /// ```
    #[must_use]
    pub fn over(&self, base: &Self) -> Self {
        let has_ratio = self.ratio.is_some() || self.min.is_some();
        let base = if has_ratio { base.of_ratio() } else { *base };
        let base = if self.of_tokens() == Self::NONE { base } else { base.of_tokens() };
        Self {
            ratio: self.ratio.or(base.ratio),
            min: self.min.or(base.min),
            tokens: self.tokens.or(base.tokens),
            cost: self.cost.or(base.cost),
            timeout_cost: self.timeout_cost.or(base.timeout_cost),
            throttled_cost: self.throttled_cost.or(base.throttled_cost),
            failure_cost: self.failure_cost.or(base.failure_cost),
            earn: self.earn.or(base.earn),
            above: self.above.or(base.above),
        }
    }

    const fn of_ratio(&self) -> Self {
        Self { ratio: self.ratio, min: self.min, ..Self::NONE }
    }

    const fn of_tokens(&self) -> Self {
        Self { ratio: None, min: None, ..*self }
    }
}
