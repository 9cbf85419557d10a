//! The values that are a word or a number.

use super::{
    lex::{Token, shown, span},
    numbers::share,
};
use crate::{Attempts, Finding, Jitter, suggest};
use std::num::{IntErrorKind, NonZeroU32};

/// `0.25`, `25%`, `full`, `equal` or `none`.
pub(super) fn jitter(value: &[Token<'_>]) -> Result<Jitter, Finding> {
    match value {
        [word] if word.is("full") => Ok(Jitter::Full),
        [word] if word.is("equal") => Ok(Jitter::Equal),
        [word] if word.is("none") => Ok(Jitter::None),
        _ => match share(value) {
            // Without its sign: `-0` is nothing, too.
            Some(share) if (0.0..=1.0).contains(&share) => Ok(Jitter::Proportional(share.abs())),
            Some(share) => Err(too_much_jitter(value, share)),
            None => Err(unknown_jitter(value)),
        },
    }
}

fn too_much_jitter(value: &[Token<'_>], share: f64) -> Finding {
    if share < 0.0 {
        return Finding::new(span(value), "`jitter` cannot be negative").with_help(SHARE_HELP);
    }
    let help = match value {
        [percentage] if (2.0..=100.0).contains(&share) => suggest::did_you_mean(&format!("{}%", percentage.text)),
        _ => SHARE_HELP.to_owned(),
    };
    Finding::new(span(value), "`jitter` is not between 0 and 1: a delay cannot vary by more than itself")
        .with_help(help)
}

const SHARE_HELP: &str = "write a share from 0 to 1, as in `0.25`, or from 0% to 100%, as in `25%`";

fn unknown_jitter(value: &[Token<'_>]) -> Finding {
    let text = shown(value);
    let help = match suggest::nearest(&text, ["full", "equal", "none"]) {
        _ if text == "decorrelated" => "it is a shape: write `backoff = decorrelated(1s, 60s)`".to_owned(),
        Some(meant) => suggest::did_you_mean(meant),
        None => "write `full`, `equal`, `none` or a share, as in `25%`".to_owned(),
    };
    Finding::new(span(value), format!("unknown jitter `{text}`")).with_help(help)
}

/// A whole number from 1, or `unlimited`.
pub(super) fn attempts(value: &[Token<'_>]) -> Result<Attempts, Finding> {
    match value {
        [word] if word.is("unlimited") => Ok(Attempts::Unlimited),
        [word] if word.is_number() => count(word),
        [minus, ..] if minus.is("-") => {
            Err(Finding::new(span(value), "`attempts` cannot be negative").with_help(ATTEMPTS_HELP))
        }
        _ => Err(unknown_attempts(value)),
    }
}

fn count(word: &Token<'_>) -> Result<Attempts, Finding> {
    let limit: Result<NonZeroU32, _> = word.text.replace('_', "").parse();
    limit.map(Attempts::Limited).map_err(|error| {
        let (message, help) = match error.kind() {
            IntErrorKind::Zero => {
                ("`attempts` is 0: nothing would run", "write 1 for a single run without retries")
            }
            IntErrorKind::PosOverflow => {
                ("`attempts` is too big: 4294967295 is the most", "write `unlimited` with a `deadline`")
            }
            _ => ("`attempts` is not a whole number", ATTEMPTS_HELP),
        };
        Finding::new(word.range(), message).with_help(help)
    })
}

const ATTEMPTS_HELP: &str = "write how often the body may run, as in `attempts = 5`, or `unlimited`";

fn unknown_attempts(value: &[Token<'_>]) -> Finding {
    let text = shown(value);
    let endless = ["infinite", "infinity", "inf", "forever", "endless"].contains(&text.as_str());
    let meant = if endless { Some("unlimited") } else { suggest::nearest(&text, ["unlimited"]) };
    let help = meant.map_or_else(|| ATTEMPTS_HELP.to_owned(), suggest::did_you_mean);
    Finding::new(span(value), format!("expected a number of attempts, found `{text}`")).with_help(help)
}

/// `true` or `false`.
pub(super) fn idempotent(value: &[Token<'_>]) -> Result<bool, Finding> {
    let text = shown(value);
    match text.as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Finding::new(span(value), format!("expected `true` or `false`, found `{text}`"))
            .with_help("write `false` where a second run could do harm, else leave it out")),
    }
}
