//! Retry budgets as data: what a retry costs, what a success earns; and which budget a policy names.

mod setting;

pub(crate) use setting::RetryBudgetSetting;

use crate::{
    Finding, PolicyError,
    names::{self, Plain},
};
use std::{borrow::Cow, time::Duration};

/// What retries may cost in all.
///
/// They are read from text, and print as text that reads the same again. What was left out has a default, and two
/// settings are equal if the same was written.
///
/// ```
/// use resilin_policy::{BudgetForm, RetryBudgetSettings};
///
/// let settings: RetryBudgetSettings = "min = 5/s, ratio = 12.5%".parse()?;
/// assert_eq!(settings.to_string(), "ratio = 0.125, min = 5/s");
/// let BudgetForm::Ratio(budget) = settings.form() else { panic!("there are no tokens in it") };
/// assert_eq!((budget.ratio.to_string(), budget.burst.to_string()), ("0.125".into(), "50".into()));
///
/// let settings: RetryBudgetSettings = "tokens = 500, cost = 5, timeout_cost = 10, earn = 0.5466".parse()?;
/// let BudgetForm::Tokens(budget) = settings.form() else { panic!("there are tokens in it") };
/// assert_eq!((budget.timeout_cost.thousandths(), budget.earn.thousandths()), (10_000, 546));
///
/// assert_eq!("".parse(), Ok(RetryBudgetSettings::NONE));
/// assert!("ratio = 20%, tokens = 500".parse::<RetryBudgetSettings>().is_err());
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RetryBudgetSettings {
    #[doc(hidden)]
    pub ratio: Option<f64>,
    #[doc(hidden)]
    pub min: Option<Rate>,
    #[doc(hidden)]
    pub tokens: Option<Tokens>,
    #[doc(hidden)]
    pub cost: Option<Tokens>,
    #[doc(hidden)]
    pub timeout_cost: Option<Tokens>,
    #[doc(hidden)]
    pub throttled_cost: Option<Tokens>,
    #[doc(hidden)]
    pub failure_cost: Option<Tokens>,
    #[doc(hidden)]
    pub earn: Option<Tokens>,
    #[doc(hidden)]
    pub above: Option<Tokens>,
}

/// An amount of tokens, in thousandths: what is finer than that is cut off when it is read, as gRPC does.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tokens(#[doc(hidden)] pub u32);

/// So many in a time, as in `10/s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    #[doc(hidden)]
    pub count: u32,
    #[doc(hidden)]
    pub per: Duration,
}

/// What settings come to: one of two ways to keep a budget.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum BudgetForm {
    /// Retries are a share of the successes, and so many in a time besides.
    Ratio(RatioBudget),
    /// A bucket of tokens that only successes fill.
    Tokens(TokenBudget),
}

/// Retries are a share of the successes: each success earns `ratio` of a retry, each retry spends one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioBudget {
    /// How much of a retry a success earns.
    pub ratio: Tokens,
    /// How many retries come back by time alone.
    pub min: Rate,
    /// How many retries can be saved up; it starts with that.
    pub burst: Tokens,
}

/// A bucket of tokens: it starts full, retries spend, successes earn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenBudget {
    /// How many there can be.
    pub tokens: Tokens,
    /// What a retry costs.
    pub cost: Tokens,
    /// What a retry after a timeout costs.
    pub timeout_cost: Tokens,
    /// What a retry after the server asked for less costs.
    pub throttled_cost: Tokens,
    /// What each failure costs that a rule would retry, whether it is retried or not.
    pub failure_cost: Tokens,
    /// What a success earns that needed no retry; one that needed some gets the cost of the last one back, if that cost
    /// anything.
    pub earn: Tokens,
    /// A retry needs more than this, besides its cost.
    pub above: Tokens,
}

/// A policy's retry budget: its name, and the settings written beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryBudgetRef {
    #[doc(hidden)]
    pub name: Cow<'static, str>,
    #[doc(hidden)]
    pub settings: RetryBudgetSettings,
}

const RATIO: f64 = 0.2;
pub(crate) const COST: Tokens = Tokens::whole(5);
const MIN: Rate = Rate { count: 10, per: Duration::from_secs(1) };
const SAVED: Duration = Duration::from_secs(10);
const LEAST_BURST: Tokens = Tokens::whole(10);

impl RetryBudgetSettings {
    /// Nothing written: retries are a fifth of the successes, and 10 a second besides.
    pub const NONE: Self = Self {
        ratio: None,
        min: None,
        tokens: None,
        cost: None,
        timeout_cost: None,
        throttled_cost: None,
        failure_cost: None,
        earn: None,
        above: None,
    };

    /// What the settings come to: the token form where `tokens` is written, else the ratio form.
    pub fn form(&self) -> BudgetForm {
        match self.tokens {
            Some(tokens) => BudgetForm::Tokens(self.with_tokens(tokens)),
            None => BudgetForm::Ratio(self.with_ratio()),
        }
    }

    fn with_tokens(&self, tokens: Tokens) -> TokenBudget {
        let cost = self.cost.unwrap_or(COST);
        TokenBudget {
            tokens,
            cost,
            timeout_cost: self.timeout_cost.unwrap_or(cost),
            throttled_cost: self.throttled_cost.unwrap_or(cost),
            failure_cost: self.failure_cost.unwrap_or_default(),
            earn: self.earn.unwrap_or(Tokens::whole(1)),
            above: self.above.unwrap_or_default(),
        }
    }

    fn with_ratio(&self) -> RatioBudget {
        let min = self.min.unwrap_or(MIN);
        let burst = min.thousandths_in(SAVED).max(LEAST_BURST);
        RatioBudget { ratio: Tokens::of(self.ratio.unwrap_or(RATIO)), min, burst }
    }
}

impl Tokens {
    /// So many whole tokens.
    pub const fn whole(tokens: u32) -> Self {
        Self(tokens.saturating_mul(1000))
    }

    /// The amount in thousandths of a token.
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturating is what is wanted")]
    fn of(tokens: f64) -> Self {
        Self((tokens * 1000.0) as u32)
    }
}

impl Rate {
    /// How many.
    pub const fn count(self) -> u32 {
        self.count
    }

    /// In which time.
    pub const fn per(self) -> Duration {
        self.per
    }

    fn thousandths_in(self, time: Duration) -> Tokens {
        let thousandths = u128::from(self.count) * 1000 * time.as_nanos() / self.per.as_nanos().max(1);
        Tokens(u32::try_from(thousandths).unwrap_or(u32::MAX))
    }
}

impl RetryBudgetRef {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings written beside the name; [`RetryBudgetSettings::NONE`] where there are none.
    pub const fn settings(&self) -> &RetryBudgetSettings {
        &self.settings
    }
}

/// Checks a name for a retry budget that is about to be defined.
///
/// ```
/// use resilin_policy::check_retry_budget_name;
///
/// assert!(check_retry_budget_name("api").is_ok());
/// assert_eq!(check_retry_budget_name("none").unwrap_err().to_string(), "\
/// `none` is no name for a retry budget
///   none
///   ^^^^
///   help: leave `retry_budget` out where there is none");
/// ```
///
/// # Errors
///
/// What is wrong with the name, with its place and a way out.
pub fn check_retry_budget_name(name: &str) -> Result<(), PolicyError> {
    names::checked(name, wrong_name(name))
}

/// What is wrong with the name of a retry budget, in bytes of the name.
pub(crate) fn wrong_name(name: &str) -> Option<Finding> {
    names::wrong(name, &RETRY_BUDGET)
}

const RETRY_BUDGET: Plain = Plain {
    what: "retry budget",
    example: "api",
    none: "leave `retry_budget` out where there is none",
    slashes: false,
};
