//! Shares of results: `50%`, `0.5`.

use crate::{
    Finding,
    read::{
        duration::Zero,
        lex::{Token, shown, span},
        numbers::share,
    },
    suggest,
};

/// What to say of such a setting.
pub(in crate::read) struct Share {
    pub(in crate::read) name: &'static str,
    /// An entry that is right.
    pub(in crate::read) example: &'static str,
    pub(in crate::read) zero: Zero,
    /// What is wrong with more than all of them.
    pub(in crate::read) above: &'static str,
}

/// A share, above 0 and up to 1.
pub(in crate::read) fn share_above_zero(setting: &Share, value: &[Token<'_>]) -> Result<f64, Finding> {
    let Share { name, example, zero, above } = setting;
    let help = || format!("write a share above 0%, as in `{example}`, and up to 100%");
    let (message, help) = match share(value).filter(|share| share.is_finite()) {
        Some(rate) if rate > 0.0 && rate <= 1.0 => return Ok(rate),
        Some(0.0) => (zero.message.to_owned(), zero.help.to_owned()),
        Some(rate) if rate < 0.0 => (format!("`{name}` cannot be negative"), help()),
        Some(rate) => {
            let guess = percentage(value, rate).map(|meant| suggest::did_you_mean(&meant));
            (format!("`{name}` is above 1: {above}"), guess.unwrap_or_else(help))
        }
        None => (format!("expected a share, found `{}`", shown(value)), help()),
    };
    Err(Finding::new(span(value), message).with_help(help))
}

/// `50` is probably meant as 50%.
fn percentage(value: &[Token<'_>], rate: f64) -> Option<String> {
    match value {
        [word] if (2.0..=100.0).contains(&rate) => Some(format!("{}%", word.text)),
        _ => None,
    }
}
