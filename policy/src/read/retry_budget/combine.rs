//! How a retry budget's settings go together. A value that could not be read takes no part.

use crate::{
    Finding, RetryBudgetSettings, Tokens,
    budget::{COST, RetryBudgetSetting},
    gate::GateSetting,
    read::entries::Places,
};

/// What is wrong with settings that are each right. The rest of a part may have the tokens, and what takes the place of
/// a default.
pub(super) fn findings(
    settings: &RetryBudgetSettings,
    places: &Places<RetryBudgetSetting>,
    is_partial: bool,
) -> Vec<Finding> {
    let together = Together { settings, places, is_partial };
    if places.left_out(&RetryBudgetSetting::Tokens) {
        let wrong = OF_TOKENS.into_iter().filter(|_| !is_partial);
        return wrong.filter_map(|setting| together.without_tokens(setting)).collect();
    }
    let of_both = OF_RATIO.into_iter().filter_map(|setting| together.beside_tokens(setting));
    of_both.chain(settings.tokens.into_iter().flat_map(|tokens| together.in_tokens(tokens))).collect()
}

const OF_RATIO: [RetryBudgetSetting; 2] = [RetryBudgetSetting::Ratio, RetryBudgetSetting::Min];
const OF_TOKENS: [RetryBudgetSetting; 6] = [
    RetryBudgetSetting::Cost,
    RetryBudgetSetting::TimeoutCost,
    RetryBudgetSetting::ThrottledCost,
    RetryBudgetSetting::FailureCost,
    RetryBudgetSetting::Earn,
    RetryBudgetSetting::Above,
];

struct Together<'a> {
    settings: &'a RetryBudgetSettings,
    places: &'a Places<RetryBudgetSetting>,
    is_partial: bool,
}

impl Together<'_> {
    fn without_tokens(&self, setting: RetryBudgetSetting) -> Option<Finding> {
        let name = setting.name();
        self.finding(
            setting,
            format!("`{name}` needs `tokens`: without them retries are a share of the successes"),
            "leave it out, or write how many tokens there can be, as in `tokens = 500`",
        )
    }

    fn beside_tokens(&self, setting: RetryBudgetSetting) -> Option<Finding> {
        let name = setting.name();
        self.finding(
            setting,
            format!("`{name}` and `tokens` are two ways to keep a budget: it has one"),
            "leave one of the two out",
        )
    }

    /// What is wrong in a bucket of so many tokens.
    fn in_tokens(&self, tokens: Tokens) -> Vec<Finding> {
        let beyond = [
            self.beyond(tokens, RetryBudgetSetting::Cost, self.settings.cost),
            self.beyond(tokens, RetryBudgetSetting::TimeoutCost, self.settings.timeout_cost),
            self.beyond(tokens, RetryBudgetSetting::ThrottledCost, self.settings.throttled_cost),
            self.default_cost_beyond(tokens),
            self.above_all(tokens),
        ];
        let beyond: Vec<Finding> = beyond.into_iter().flatten().collect();
        if beyond.is_empty() {
            self.free().into_iter().chain(self.nothing_left_by_a_failure(tokens)).collect()
        } else {
            beyond
        }
    }

    fn beyond(&self, tokens: Tokens, setting: RetryBudgetSetting, cost: Option<Tokens>) -> Option<Finding> {
        cost.filter(|&cost| cost > tokens)?;
        self.finding(
            setting,
            format!("`{}` is above `tokens`: no such retry could ever be paid", setting.name()),
            format!("write `{tokens}` or less, or more `tokens`"),
        )
    }

    fn default_cost_beyond(&self, tokens: Tokens) -> Option<Finding> {
        if !self.is_missing(RetryBudgetSetting::Cost) || COST <= tokens {
            return None;
        }
        self.finding(
            RetryBudgetSetting::Tokens,
            format!("`tokens` is below the default `cost` of {COST}: no retry could ever be paid"),
            format!("write `{COST}` or more, or a `cost` of `{tokens}` or less"),
        )
    }

    fn above_all(&self, tokens: Tokens) -> Option<Finding> {
        self.settings.above.filter(|&above| above >= tokens)?;
        self.finding(
            RetryBudgetSetting::Above,
            "`above` is not below `tokens`: there can never be more than that",
            format!("write less than `{tokens}`, or more `tokens`"),
        )
    }

    /// With a cost of its own for some failures, or for each of them, it bounds those at least.
    fn free(&self) -> Option<Finding> {
        let is_free = |setting, cost: Option<Tokens>| match cost {
            Some(cost) => cost == Tokens::default(),
            None => self.is_missing(setting),
        };
        let others = [
            is_free(RetryBudgetSetting::TimeoutCost, self.settings.timeout_cost),
            is_free(RetryBudgetSetting::ThrottledCost, self.settings.throttled_cost),
            is_free(RetryBudgetSetting::FailureCost, self.settings.failure_cost),
        ];
        if self.settings.cost != Some(Tokens::default()) || others.contains(&false) {
            return None;
        }
        self.finding(
            RetryBudgetSetting::Cost,
            "`cost` is 0 and failures cost nothing either: the budget would bound nothing",
            "write what a retry costs, as in `cost = 5`, or what a failure does, as in `failure_cost = 1`",
        )
    }

    /// A failure is paid before the retry that follows it.
    fn nothing_left_by_a_failure(&self, tokens: Tokens) -> Option<Finding> {
        let failure_cost = self.settings.failure_cost.filter(|&cost| cost > Tokens::default())?;
        let (cost, above) = (self.cost()?, self.above()?);
        let left = tokens.0.saturating_sub(failure_cost.0);
        if left > above.0 && left >= cost.0 {
            return None;
        }
        self.finding(
            RetryBudgetSetting::FailureCost,
            "`failure_cost` leaves too little for a retry: none could ever be paid",
            "write less, or more `tokens`",
        )
    }

    /// What holds: as written, or the default where nothing was; `None` where it could not be read.
    fn cost(&self) -> Option<Tokens> {
        self.settings.cost.or_else(|| self.is_missing(RetryBudgetSetting::Cost).then_some(COST))
    }

    /// As `cost`.
    fn above(&self) -> Option<Tokens> {
        let default = || self.is_missing(RetryBudgetSetting::Above).then(Tokens::default);
        self.settings.above.or_else(default)
    }

    /// Whether nobody wrote it, here or elsewhere.
    fn is_missing(&self, setting: RetryBudgetSetting) -> bool {
        !self.is_partial && self.places.left_out(&setting)
    }

    fn finding(
        &self,
        at: RetryBudgetSetting,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<Finding> {
        Some(Finding::new(self.places.of(&at)?, message).with_help(help))
    }
}
