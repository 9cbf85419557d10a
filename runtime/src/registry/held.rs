//! The settings of a named thing, layer by layer.

use std::fmt::{Debug, Display};

use resilin_policy::{
    BreakerSettings, QuotaSettings, RetryBudgetSettings, judge_breaker, judge_quota, judge_retry_budget,
};

/// Settings that are put together of several layers.
pub(crate) trait Layered: Copy + Debug + Default + Display + PartialEq {
    /// These, and of others what these leave out.
    fn over(&self, far: &Self) -> Self;

    /// Whether they go together.
    fn is_sound(&self) -> bool;
}

/// What a site says of a thing that it names.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written<S> {
    /// Beside the name.
    pub(crate) inline: S,
    /// In the `resilience.toml` that the site was compiled with.
    pub(crate) compiled: Option<S>,
}

/// Everything that was said of one thing, the nearest first. What holds is all of it put together, setting by setting.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Held<S> {
    overridden: S,
    /// The settings that somebody chose: code that defined it, or the first site that wrote some.
    chosen: Option<S>,
    compiled: Option<S>,
}

impl<S: Layered> Held<S> {
    /// Something new.
    pub(crate) fn new(overridden: S) -> Self {
        Self { overridden, ..Self::default() }
    }

    /// The settings that hold. An override that does not go with what was chosen after it waits until it does.
    pub(crate) fn in_force(&self) -> S {
        if self.is_at_odds() { self.base() } else { self.overridden.over(&self.base()) }
    }

    /// What would hold without overrides.
    ///
    /// Each of the two is sound. Where they are not together, what was chosen holds alone.
    pub(crate) fn base(&self) -> S {
        let (Some(chosen), Some(compiled)) = (self.chosen, self.compiled) else {
            return self.chosen.or(self.compiled).unwrap_or_default();
        };
        let whole = chosen.over(&compiled);
        if whole.is_sound() { whole } else { chosen }
    }

    /// Whether the override does not go with the rest.
    pub(crate) fn is_at_odds(&self) -> bool {
        self.overridden != S::default() && !self.overridden.over(&self.base()).is_sound()
    }

    /// What would hold without overrides, if anybody has said anything.
    pub(crate) fn base_if_any(&self) -> Option<S> {
        (self.chosen.is_some() || self.compiled.is_some()).then(|| self.base())
    }

    /// What would hold if a site came that says this.
    pub(crate) fn in_force_beside(self, said: S) -> S {
        let chosen = self.base_if_any().or(Some(said));
        Self { chosen, ..self }.in_force()
    }

    /// Code has chosen.
    pub(crate) fn choose(&mut self, settings: S) {
        self.chosen = Some(settings);
    }

    /// What a site has written holds where nobody has chosen before. Whether that is new, and whether what was chosen
    /// `is_like` it.
    pub(crate) fn declare(&mut self, written: &Written<S>, is_like: impl Fn(&S, &S) -> bool) -> (bool, bool) {
        let before = (self.chosen.is_some(), self.compiled.is_some());
        self.compiled = self.compiled.or(written.compiled);
        let says_nothing = written.inline == S::default();
        if !says_nothing {
            self.chosen = self.chosen.or(Some(written.inline));
        }
        let agreed = says_nothing || self.chosen.as_ref().is_some_and(|chosen| is_like(&written.inline, chosen));
        (before != (self.chosen.is_some(), self.compiled.is_some()), agreed)
    }

    #[cfg(feature = "config")]
    pub(crate) fn override_by(&mut self, overridden: S) {
        self.overridden = overridden;
    }

    /// What somebody chose, if somebody did.
    #[cfg(feature = "config")]
    pub(crate) const fn chosen(&self) -> Option<&S> {
        self.chosen.as_ref()
    }
}

impl Layered for BreakerSettings {
    fn over(&self, far: &Self) -> Self {
        Self::over(self, far)
    }

    fn is_sound(&self) -> bool {
        judge_breaker(self).is_empty()
    }
}

impl Layered for QuotaSettings {
    fn over(&self, far: &Self) -> Self {
        Self::over(self, far)
    }

    fn is_sound(&self) -> bool {
        judge_quota(self).is_empty()
    }
}

impl Layered for RetryBudgetSettings {
    fn over(&self, far: &Self) -> Self {
        Self::over(self, far)
    }

    fn is_sound(&self) -> bool {
        judge_retry_budget(self).is_empty()
    }
}
