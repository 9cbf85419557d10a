//! What a site's policy was put together from.

mod texts;

pub use texts::LayerTexts;

use crate::{
    BreakerSettings, QuotaSettings, RetryBudgetSettings, Settings, Table, TableRef, Target, keys::Setting, refine,
};
use std::borrow::Cow;

/// What a site was compiled with, layer by layer, the nearest first: what it says itself, what `resilience.toml` says
/// of the site, the policy of `resilience.toml` that it names, and what that file says of the gates and the table.
///
/// ```
/// use resilin_policy::{Layer, Layers, NamedPolicy, Policy, Target, read};
///
/// let own = read("attempts = 2", Target::Text).settings;
/// let settings = read("attempts = 6, deadline = 9s", Target::Text).settings;
/// let mut layers = Layers::of(own);
/// layers.policy = Some(NamedPolicy { name: "reads".into(), settings });
///
/// let merged = Policy::from_checked(layers.settings(Target::Text));
/// assert_eq!(merged.to_string(), "attempts = 2, deadline = 9s");
/// assert_eq!(layers.origin("attempts"), Some(Layer::Own));
/// assert_eq!(layers.origin("deadline"), Some(Layer::Policy));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layers {
    #[doc(hidden)]
    pub own: Settings,
    #[doc(hidden)]
    pub site: Option<Settings>,
    #[doc(hidden)]
    pub policy: Option<NamedPolicy>,
    #[doc(hidden)]
    pub breaker: Option<BreakerSettings>,
    #[doc(hidden)]
    pub quota: Option<QuotaSettings>,
    #[doc(hidden)]
    pub retry_budget: Option<RetryBudgetSettings>,
    #[doc(hidden)]
    pub table: Option<Table>,
}

/// A policy that others start from.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPolicy {
    #[doc(hidden)]
    pub name: Cow<'static, str>,
    #[doc(hidden)]
    pub settings: Settings,
}

/// Where a key of a policy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layer {
    /// What the site says itself: its attribute, or the text that it was made with.
    Own,
    /// What `resilience.toml` says of the site.
    Site,
    /// The policy of `resilience.toml` that the site names.
    Policy,
}

impl Layers {
    /// What a site says itself, and nothing behind it.
    // Spelt out: what a call gives could not be left in part in a constant.
    pub const NONE: Self = Self {
        own: Settings::NONE,
        site: None,
        policy: None,
        breaker: None,
        quota: None,
        retry_budget: None,
        table: None,
    };

    /// What a site says itself, and nothing behind it.
    pub const fn of(own: Settings) -> Self {
        Self { own, site: None, policy: None, breaker: None, quota: None, retry_budget: None, table: None }
    }

    /// What holds: all layers put together, with what is known of the gates and the table that it comes to name.
    ///
    /// What a nearer layer leaves no meaning to is left out; see [`refine`]. Nothing is judged:
    /// [`judge`](crate::judge) does that.
    pub fn settings(&self, target: Target) -> Settings {
        let mut settings = self.named(target);
        if let (Some(near), Some(far)) = (&mut settings.breaker, &self.breaker) {
            near.settings = near.settings.over(far);
        }
        if let (Some(near), Some(far)) = (&mut settings.quota, &self.quota) {
            near.settings = near.settings.over(far);
        }
        if let (Some(near), Some(far)) = (&mut settings.retry_budget, &self.retry_budget) {
            near.settings = near.settings.over(far);
        }
        if let (Some(TableRef { rules: rules @ None, .. }), Some(known)) = (&mut settings.table, &self.table) {
            *rules = Some(known.clone());
        }
        settings
    }

    /// All layers put together, without what is known of the gates and the table.
    pub(crate) fn named(&self, target: Target) -> Settings {
        // What was written for this very site is judged in it, not left out where the function cannot have it.
        let near = self.site.as_ref().map(|site| refine(&self.own, site, Target::AsyncFn));
        let near = near.as_ref().unwrap_or(&self.own);
        self.policy.as_ref().map_or_else(|| near.clone(), |policy| refine(near, &policy.settings, target))
    }

    /// Where a key of what [holds](Self::settings) comes from; `None` of a key that nobody wrote. Of `on` it is the
    /// nearest layer that has any rule; see [`origin_of_class`](Self::origin_of_class).
    pub fn origin(&self, key: &str) -> Option<Layer> {
        let key = Setting::named(key)?;
        self.nearest(|settings| settings.has(key))
    }

    /// Where the rule of a class in the policy's `on(…)` comes from.
    pub fn origin_of_class(&self, class: &str) -> Option<Layer> {
        let has = |on: &Table| on.rules().iter().any(|rule| rule.class() == class);
        self.nearest(|settings| settings.on.as_ref().is_some_and(has))
    }

    fn nearest(&self, has: impl Fn(&Settings) -> bool) -> Option<Layer> {
        let layers = [
            (Layer::Own, Some(&self.own)),
            (Layer::Site, self.site.as_ref()),
            (Layer::Policy, self.policy.as_ref().map(|policy| &policy.settings)),
        ];
        layers.into_iter().find(|(_, settings)| settings.is_some_and(&has)).map(|(layer, _)| layer)
    }
}
