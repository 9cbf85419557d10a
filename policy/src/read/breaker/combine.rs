//! How a breaker's settings go together. A value that could not be read takes no part.

use crate::{BreakerSettings, Finding, breaker::BreakerSetting, gate::GateSetting, read::entries::Places};
use std::num::NonZeroU32;

/// What is wrong with settings that are each right. The rest of a part may have the rate, and the window.
pub(super) fn findings(
    settings: &BreakerSettings,
    places: &Places<BreakerSetting>,
    is_partial: bool,
) -> Vec<Finding> {
    let together = Together { settings, places, is_partial };
    let findings = [
        together.two_windows(),
        together.without_a_rate(BreakerSetting::Calls),
        together.without_a_rate(BreakerSetting::MinCalls),
        together.rate_of_no_slow_calls(),
        together.window_shorter_than_its_min_calls(),
    ];
    findings.into_iter().flatten().collect()
}

struct Together<'a> {
    settings: &'a BreakerSettings,
    places: &'a Places<BreakerSetting>,
    is_partial: bool,
}

impl Together<'_> {
    fn two_windows(&self) -> Option<Finding> {
        self.settings.calls.and(self.settings.within)?;
        self.finding(
            BreakerSetting::Calls,
            "`calls` and `within` are two windows: a rate is taken of one",
            "leave one of the two out",
        )
    }

    fn without_a_rate(&self, setting: BreakerSetting) -> Option<Finding> {
        if !(self.is_missing(BreakerSetting::FailureRate) && self.is_missing(BreakerSetting::SlowCall)) {
            return None;
        }
        let name = setting.name();
        self.finding(
            setting,
            format!("`{name}` has no effect without `failure_rate` or `slow_call`: no rate is taken"),
            "leave it out, or write a rate, as in `failure_rate = 50%`",
        )
    }

    fn rate_of_no_slow_calls(&self) -> Option<Finding> {
        if !self.is_missing(BreakerSetting::SlowCall) {
            return None;
        }
        self.finding(
            BreakerSetting::SlowCallRate,
            "`slow_call_rate` has no effect without `slow_call`: no call is slow",
            "write from how long on a call is slow, as in `slow_call = 2s`",
        )
    }

    /// Such a window never holds enough for a verdict.
    fn window_shorter_than_its_min_calls(&self) -> Option<Finding> {
        let takes_rate = self.is_partial || self.settings.window().is_some();
        let min_calls = self.settings.min_calls.filter(|_| takes_rate && self.left_out(BreakerSetting::Within))?;
        let calls = self.calls().filter(|&calls| calls < min_calls.get())?;
        let default = if self.left_out(BreakerSetting::Calls) { "the default of " } else { "" };
        self.finding(
            BreakerSetting::MinCalls,
            format!("`min_calls` is above {default}`calls`: the window never holds that many"),
            format!("write `{calls}` or less, or more `calls`"),
        )
    }

    /// What holds: as written, or the default where nothing was; `None` where it could not be read.
    fn calls(&self) -> Option<u32> {
        let default = || self.is_missing(BreakerSetting::Calls).then_some(BreakerSettings::CALLS);
        self.settings.calls.map(NonZeroU32::get).or_else(default)
    }

    /// Whether nobody wrote it, here or elsewhere.
    fn is_missing(&self, setting: BreakerSetting) -> bool {
        !self.is_partial && self.left_out(setting)
    }

    fn left_out(&self, setting: BreakerSetting) -> bool {
        self.places.left_out(&setting)
    }

    fn finding(&self, at: BreakerSetting, message: impl Into<String>, help: impl Into<String>) -> Option<Finding> {
        Some(Finding::new(self.places.of(&at)?, message).with_help(help))
    }
}
