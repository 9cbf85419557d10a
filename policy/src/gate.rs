//! What breakers, quotas and retry budgets have in common: settings that go by name.

use crate::{breaker::BreakerSetting, budget::RetryBudgetSetting, quota::QuotaSetting, suggest};

/// The settings of one kind of gate, by name.
pub(crate) trait GateSetting: Copy + PartialEq + 'static {
    /// What such a gate is called.
    const GATE: &'static str;
    /// The key of a policy that names one.
    const KEY: &'static str;
    /// A name that one could have.
    const NAME: &'static str;
    /// All of them, in the order in which they are printed.
    const ALL: &'static [Self];

    fn name(self) -> &'static str;

    /// An entry that is right.
    fn entry(self) -> &'static str;

    /// What other libraries call it, in lower case and without what joins the words.
    fn other_names(self) -> &'static [&'static str];

    fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|setting| setting.name() == name)
    }

    /// The setting that goes by this name in another library, however that spells its words.
    fn elsewhere(name: &str) -> Option<Self> {
        let name = name.replace(['_', '-'], "").to_lowercase();
        Self::ALL.iter().copied().find(|setting| setting.other_names().contains(&name.as_str()))
    }

    /// The setting that is spelled nearly like this.
    fn nearest(name: &str) -> Option<Self> {
        suggest::nearest(name, Self::names()).and_then(Self::by_name)
    }

    fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|setting| setting.name())
    }
}

/// A setting where it belongs.
pub(crate) struct Home {
    /// What has such a setting, in words.
    pub(crate) gate: &'static str,
    /// How it is written there.
    pub(crate) written: String,
}

/// The gates that have a setting of this name.
pub(crate) fn homes(name: &str) -> Vec<Home> {
    let homes = [home::<BreakerSetting>(name), home::<QuotaSetting>(name), home::<RetryBudgetSetting>(name)];
    homes.into_iter().flatten().collect()
}

fn home<S: GateSetting>(name: &str) -> Option<Home> {
    let setting = S::by_name(name)?;
    let written = format!("`{}(\"{}\", {})`", S::KEY, S::NAME, setting.entry());
    Some(Home { gate: S::GATE, written })
}
