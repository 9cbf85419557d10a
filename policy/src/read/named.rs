//! What a policy names and nothing else: `table = "http"`, `policy = "reads"`.

use super::{
    Findings,
    lex::{Kind, Token, shown, span},
};
use crate::{Finding, keys::Setting, policy_name, table};
use std::ops::Range;

/// A name, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// What has a name.
struct Named {
    key: Setting,
    /// What to say where its content is written instead: message and help.
    content: (&'static str, fn() -> String),
    wrong: fn(&str) -> Option<Finding>,
}

/// Reads the name of a table.
pub(super) fn table(value: &[Token<'_>], findings: &mut Findings) -> Option<Name> {
    let content = "`table` takes the name of a table, not its rules";
    let help = || format!("write the rules as in `{}`", Setting::On.example());
    name(&Named { key: Setting::Table, content: (content, help), wrong: table::wrong_name }, value, findings)
}

/// Reads the name of a policy.
pub(super) fn policy(value: &[Token<'_>], findings: &mut Findings) -> Option<Name> {
    let content = "`policy` takes the name of a policy, not its keys";
    let help = || "write the keys beside it, as in `policy = \"reads\", attempts = 5`".to_owned();
    name(
        &Named { key: Setting::Policy, content: (content, help), wrong: policy_name::wrong_name },
        value,
        findings,
    )
}

fn name(named: &Named, value: &[Token<'_>], findings: &mut Findings) -> Option<Name> {
    let token = findings.keep(one_token(named, value))?;
    let name = token.content();
    let start = token.start + usize::from(token.kind == Kind::Quoted);
    let wrong = (named.wrong)(name).map(|finding| {
        let range = start + finding.range.start..start + finding.range.end;
        Finding { range: if range.is_empty() { token.range() } else { range }, ..finding }
    });
    match wrong {
        Some(finding) => findings.push(finding),
        None => return Some(Name { text: name.to_owned(), range: start..start + name.len() }),
    }
    None
}

/// What belongs to a name is written elsewhere, not where it is named.
fn one_token<'t>(named: &Named, value: &[Token<'t>]) -> Result<Token<'t>, Finding> {
    let key = named.key.name();
    match value {
        [string] if string.kind == Kind::Quoted && !string.content().contains('=') => Ok(*string),
        [word] if word.is_name() => Ok(*word),
        [.., _] if value.iter().any(|token| token.text.contains('=')) => {
            Err(Finding::new(span(value), named.content.0).with_help((named.content.1)()))
        }
        _ => Err(Finding::new(span(value), format!("expected a {key}'s name, found `{}`", shown(value)))
            .with_help(format!("write it as in `{}`", named.key.example()))),
    }
}
