//! What stands between parentheses.

use super::lex::{Token, shown, span};
use crate::Finding;

/// The tokens between a parenthesis, the first of these tokens, and the one that closes it, the last of them; `form`
/// is what all of it should look like.
pub(super) fn inside<'p, 't>(call: &'p [Token<'t>], form: &str) -> Result<&'p [Token<'t>], Finding> {
    let [open, inside @ ..] = call else { return Ok(call) };
    let close = closing(inside)
        .ok_or_else(|| Finding::new(open.range(), "this `(` is never closed").with_help("add a `)`"))?;
    match &inside[close + 1..] {
        [] => Ok(&inside[..close]),
        after => Err(unexpected(after, form)),
    }
}

pub(super) fn unexpected(tokens: &[Token<'_>], form: &str) -> Finding {
    Finding::new(span(tokens), format!("unexpected `{}`", shown(tokens)))
        .with_help(format!("write `{form}` and nothing after it"))
}

/// Where the parenthesis closes that was open before these tokens.
fn closing(inside: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    inside.iter().position(|token| {
        let closes = depth == 0 && token.is(")");
        match token.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        closes
    })
}
