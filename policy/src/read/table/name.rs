//! The table that a policy names: `table = "http"`.

use crate::{
    Finding,
    keys::Setting,
    read::{
        Findings,
        lex::{Kind, Token, shown, span},
    },
    table,
};
use std::borrow::Cow;

/// Reads the name of a table.
pub(in crate::read) fn named(value: &[Token<'_>], findings: &mut Findings) -> Option<Cow<'static, str>> {
    let token = findings.keep(one_token(value))?;
    let name = token.content();
    let start = token.start + usize::from(token.kind == Kind::Quoted);
    let wrong = table::wrong_name(name).map(|finding| {
        let range = start + finding.range.start..start + finding.range.end;
        Finding { range: if range.is_empty() { token.range() } else { range }, ..finding }
    });
    match wrong {
        Some(finding) => findings.push(finding),
        None => return Some(Cow::Owned(name.to_owned())),
    }
    None
}

/// Rules are written in `on(…)`, not where a table is named.
fn one_token<'t>(value: &[Token<'t>]) -> Result<Token<'t>, Finding> {
    match value {
        [string] if string.kind == Kind::Quoted && !string.content().contains('=') => Ok(*string),
        [word] if word.is_name() => Ok(*word),
        [.., _] if value.iter().any(|token| token.text.contains('=')) => {
            Err(Finding::new(span(value), "`table` takes the name of a table, not its rules")
                .with_help(format!("write the rules as in `{}`", Setting::On.example())))
        }
        _ => Err(Finding::new(span(value), format!("expected a table's name, found `{}`", shown(value)))
            .with_help(format!("write it as in `{}`", Setting::Table.example()))),
    }
}
