//! Layers as texts: an expansion of the macro is short with them, and what few ask for is read when it is asked for.

use super::{Layers, NamedPolicy};
use crate::{
    Context, Policy, Settings, Table, Target, read, read_partial_breaker, read_partial_quota,
    read_partial_retry_budget, read_table,
};

/// [`Layers`] as texts of the policy language, each as it prints.
///
/// ```
/// use resilin_policy::{Layer, LayerTexts};
///
/// let texts = LayerTexts { own: "attempts = 2", policy: ("reads", "deadline = 9s"), ..LayerTexts::NONE };
/// assert_eq!(texts.layers().origin("deadline"), Some(Layer::Policy));
/// assert_eq!(LayerTexts::NONE.layers(), resilin_policy::Layers::NONE);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerTexts {
    #[doc(hidden)]
    pub own: &'static str,
    #[doc(hidden)]
    pub site: &'static str,
    /// The name, and what it says.
    #[doc(hidden)]
    pub policy: (&'static str, &'static str),
    #[doc(hidden)]
    pub breaker: &'static str,
    #[doc(hidden)]
    pub quota: &'static str,
    #[doc(hidden)]
    pub retry_budget: &'static str,
    #[doc(hidden)]
    pub table: Option<&'static str>,
}

impl LayerTexts {
    /// Nothing written anywhere.
    pub const NONE: Self =
        Self { own: "", site: "", policy: ("", ""), breaker: "", quota: "", retry_budget: "", table: None };

    /// What the texts say.
    pub fn layers(&self) -> Layers {
        let (name, policy) = self.policy;
        Layers {
            own: settings(self.own),
            site: written(self.site).map(settings),
            policy: written(name).map(|name| NamedPolicy { name: name.into(), settings: settings(policy) }),
            breaker: written(self.breaker).map(|text| read_partial_breaker(text).settings),
            quota: written(self.quota).map(|text| read_partial_quota(text).settings),
            retry_budget: written(self.retry_budget).map(|text| read_partial_retry_budget(text).settings),
            table: self.table.map(|text| read_table(text).table),
        }
    }
}

/// What was judged before it was printed is not judged again.
fn settings(text: &str) -> Settings {
    read(text, Context::from(Target::AsyncFn).partial()).settings
}

fn written(text: &'static str) -> Option<&'static str> {
    Some(text).filter(|text| !text.is_empty())
}

impl Layers {
    /// The texts of all layers, in the order of [`LayerTexts`]; of the policy the name first. A table may say nothing, and
    /// be known for that.
    #[doc(hidden)]
    pub fn texts(&self) -> ([String; 7], Option<String>) {
        let of = |settings: &Settings| Policy::from_checked(settings.clone()).to_string();
        let policy = self.policy.as_ref();
        let texts = [
            of(&self.own),
            self.site.as_ref().map(of).unwrap_or_default(),
            policy.map(|policy| policy.name.to_string()).unwrap_or_default(),
            policy.map(|policy| of(&policy.settings)).unwrap_or_default(),
            self.breaker.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.quota.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.retry_budget.as_ref().map(ToString::to_string).unwrap_or_default(),
        ];
        (texts, self.table.as_ref().map(Table::to_string))
    }
}
