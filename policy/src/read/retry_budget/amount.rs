//! Amounts of tokens: `5`, `0.1`.

use crate::{
    Finding, Tokens,
    budget::RetryBudgetSetting,
    gate::GateSetting,
    read::{
        lex::{Token, shown, span},
        numbers::{digits, in_number},
    },
};

/// How many tokens there can be: 1 or more.
pub(super) fn size(value: &[Token<'_>]) -> Result<Tokens, Finding> {
    let size = cut(RetryBudgetSetting::Tokens, value)?;
    if size >= Tokens::whole(1) {
        return Ok(size);
    }
    Err(Finding::new(span(value), "`tokens` is below 1: there would be nothing to spend")
        .with_help("write how many there can be, as in `tokens = 500`"))
}

/// What a success earns: more than nothing.
pub(super) fn earned(value: &[Token<'_>]) -> Result<Tokens, Finding> {
    let earned = amount(RetryBudgetSetting::Earn, value)?;
    if earned > Tokens::default() {
        return Ok(earned);
    }
    Err(Finding::new(span(value), "`earn` is 0: what is spent would never come back")
        .with_help("write what a success earns, as in `earn = 1`"))
}

/// Any amount, nothing included; but not one that is cut down to nothing.
pub(super) fn amount(setting: RetryBudgetSetting, value: &[Token<'_>]) -> Result<Tokens, Finding> {
    let amount = cut(setting, value)?;
    let is_nothing = |token: &Token<'_>| token.text.chars().all(|c| !c.is_ascii_digit() || c == '0');
    if amount > Tokens::default() || value.iter().all(is_nothing) {
        return Ok(amount);
    }
    let message = format!("`{}` is finer than a thousandth: it would be cut to nothing", setting.name());
    Err(Finding::new(span(value), message).with_help("write 0.001 or more"))
}

/// A number, without what is finer than a thousandth: as gRPC does it.
fn cut(setting: RetryBudgetSetting, value: &[Token<'_>]) -> Result<Tokens, Finding> {
    let number = match value {
        [word] if word.is_number() && word.text.chars().all(in_number) => digits(word.text),
        _ => None,
    };
    let Some((whole, decimals)) = number else { return Err(no_amount(setting, value)) };
    thousandths(&whole, &decimals).ok_or_else(|| {
        let message = format!("`{}` is too big: {} is the most", setting.name(), Tokens(u32::MAX));
        Finding::new(span(value), message).with_help(help(setting))
    })
}

/// `None` where there are too many.
fn thousandths(whole: &str, decimals: &str) -> Option<Tokens> {
    let finest: String = decimals.chars().chain("000".chars()).take(3).collect();
    let whole = whole.parse::<u32>().ok()?.checked_mul(1000)?;
    Some(Tokens(whole.checked_add(finest.parse().ok()?)?))
}

fn no_amount(setting: RetryBudgetSetting, value: &[Token<'_>]) -> Finding {
    let message = match value {
        [minus, ..] if minus.is("-") => format!("`{}` cannot be negative", setting.name()),
        _ => format!("expected a number of tokens, found `{}`", shown(value)),
    };
    Finding::new(span(value), message).with_help(help(setting))
}

fn help(setting: RetryBudgetSetting) -> String {
    format!("write a number, as in `{}`", setting.entry())
}
