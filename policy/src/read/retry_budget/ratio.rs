//! The share of successes that retries may be.

use crate::{
    Finding,
    budget::RetryBudgetSetting,
    gate::GateSetting,
    read::{
        duration::Zero,
        gate::{Share, share_above_zero},
        lex::{Token, span},
    },
};

/// A share above 0 and up to 1, in whole thousandths: what is finer would be lost.
pub(super) fn ratio(value: &[Token<'_>]) -> Result<f64, Finding> {
    let name = RetryBudgetSetting::Ratio.name();
    let example = RetryBudgetSetting::Ratio.entry();
    let ratio = share_above_zero(&Share { name, example, zero: ZERO, above: ABOVE }, value)?;
    if is_in_thousandths(ratio) {
        return Ok(ratio);
    }
    Err(Finding::new(span(value), "`ratio` is finer than a thousandth").with_help(FINE))
}

const ZERO: Zero = Zero {
    message: "`ratio` is 0: no success would earn anything",
    help: "write which share of the successes may be retries, as in `ratio = 20%`",
};
const ABOVE: &str = "a success would earn more than one retry";
const FINE: &str = "write three decimals at most, as in `0.125`, or one of a percentage, as in `12.5%`";

/// Whether three decimals give this very number.
#[allow(clippy::float_cmp, reason = "both are the number nearest to the same decimals, or they are not")]
fn is_in_thousandths(share: f64) -> bool {
    (share * 1000.0).round() / 1000.0 == share
}
