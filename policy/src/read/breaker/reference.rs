//! The breaker of a policy: `breaker = "api"`, or `breaker("api", failures = 3)`.

use super::combine;
use crate::{
    BreakerRef, BreakerSettings, Finding,
    breaker::{BreakerSetting, in_a_policy},
    read::{
        Findings,
        entries::{Entries, begins_entry, until_entry},
        language::Written,
        lex::{Kind, Piece, Token, pieces, shown, span},
        parentheses,
    },
};
use std::borrow::Cow;

/// How a breaker is written with settings of its own.
pub(in crate::read) const FORM: &str = "breaker(\"api\", failures = 3)";

/// Reads what stands after the key, and says where the name begins, behind its quote; without a good name there is no
/// breaker.
pub(in crate::read) fn reference(
    written: Written<'_, '_>,
    findings: &mut Findings,
) -> (Option<BreakerRef>, usize) {
    let (name, settings) = match written {
        Written::Value(value) => (name(value, findings), BreakerSettings::NONE),
        Written::Call(call) => with_settings(call, findings),
    };
    let start = name.as_ref().map_or(0, Name::start);
    (name.map(|name| BreakerRef { name: Cow::Owned(name.text().to_owned()), settings }), start)
}

/// The token that is a good name.
struct Name<'t>(Token<'t>);

impl<'t> Name<'t> {
    fn text(&self) -> &'t str {
        self.0.content()
    }

    fn start(&self) -> usize {
        self.0.start + usize::from(self.0.kind == Kind::Quoted)
    }
}

fn with_settings<'t>(call: &[Token<'t>], findings: &mut Findings) -> (Option<Name<'t>>, BreakerSettings) {
    let Some(inside) = findings.keep(parentheses::inside(call, FORM)) else {
        return (None, BreakerSettings::NONE);
    };
    let pieces: Vec<Piece<'_, 't>> = pieces(inside).collect();
    let split = split(&pieces, findings).unwrap_or_else(|| {
        let place = inside.first().map_or_else(|| span(call), Token::range);
        findings.push(Finding::new(place, "the breaker's name is missing").with_help(name_first()));
        // A comma in the name's place has just been told of.
        Split { name: None, settings: pieces.into_iter().skip_while(|piece| piece.tokens.is_empty()).collect() }
    });
    let settings = settings(&split, findings);
    (split.name.and_then(|tokens| name(tokens, findings)), settings)
}

fn settings(split: &Split<'_, '_>, findings: &mut Findings) -> BreakerSettings {
    let mut entries = Entries::default();
    for piece in &split.settings {
        match second_name(piece.tokens).filter(|_| split.name.is_some()) {
            Some(finding) => findings.push(finding),
            None => entries.piece(piece, findings),
        }
    }
    findings.extend(combine::findings(&entries.values, &entries.places));
    entries.values
}

/// What is wrong with a string that is no setting between quotes.
fn second_name(tokens: &[Token<'_>]) -> Option<Finding> {
    let [string] = tokens else { return None };
    (string.kind == Kind::Quoted && !string.content().contains('=')).then(|| {
        Finding::new(string.range(), "a policy names one breaker")
            .with_help(format!("leave `{}` out: only settings stand after the name", shown(tokens)))
    })
}

/// The pieces between the parentheses: the name, and the settings.
struct Split<'p, 't> {
    name: Option<&'p [Token<'t>]>,
    settings: Vec<Piece<'p, 't>>,
}

/// `None` where no piece is a name.
fn split<'p, 't>(pieces: &[Piece<'p, 't>], findings: &mut Findings) -> Option<Split<'p, 't>> {
    let (first, others) = pieces.split_first()?;
    if may_be_name(first.tokens) {
        let (name, forgotten) = until_entry::<BreakerSetting>(first, findings);
        let settings = forgotten.into_iter().chain(others.iter().copied()).collect();
        return Some(Split { name: Some(name), settings });
    }
    let (at, (name, message)) =
        pieces.iter().enumerate().find_map(|(at, piece)| Some((at, misplaced(piece.tokens)?)))?;
    findings.push(Finding::new(span(pieces[at].tokens), message).with_help(name_first()));
    let settings = pieces.iter().enumerate().filter(|&(n, _)| n != at).map(|(_, piece)| *piece).collect();
    Some(Split { name: Some(name).filter(|name| !name.is_empty()), settings })
}

/// A name that stands behind settings, or is written like one; with what to say about it.
fn misplaced<'p, 't>(tokens: &'p [Token<'t>]) -> Option<(&'p [Token<'t>], &'static str)> {
    match tokens {
        [key, equals, name @ ..] if key.is("name") && equals.is("=") => {
            Some((name, "the breaker's name is written without `name =`"))
        }
        [_] if may_be_name(tokens) => Some((tokens, "the breaker's name comes first")),
        _ => None,
    }
}

fn name_first() -> String {
    format!("write it first, as in `{FORM}`")
}

/// Whether this is no setting: those begin with a word and `=`, which may have been forgotten.
fn may_be_name(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [] => false,
        [word] => BreakerSetting::named(word.text).is_none(),
        _ => !begins_entry::<BreakerSetting>(tokens),
    }
}

/// A good name; what is wrong with a bad one is reported.
fn name<'t>(value: &[Token<'t>], findings: &mut Findings) -> Option<Name<'t>> {
    let name = findings.keep(one_token(value))?;
    let wrong = in_a_policy(name.text());
    let is_good = wrong.is_empty();
    findings.extend(wrong.into_iter().map(|finding| placed(finding, &name)));
    is_good.then_some(name)
}

/// A finding about a name, in the text that the name stands in.
fn placed(finding: Finding, name: &Name<'_>) -> Finding {
    let range = name.start() + finding.range.start..name.start() + finding.range.end;
    Finding { range: if range.is_empty() { name.0.range() } else { range }, ..finding }
}

fn one_token<'t>(value: &[Token<'t>]) -> Result<Name<'t>, Finding> {
    match value {
        [string] if string.kind == Kind::Quoted => match string.content().trim_start().strip_prefix("breaker") {
            Some(rest) if rest.trim_start().starts_with('(') => {
                Err(call(value, "write it without quotes and without `breaker =`"))
            }
            _ => Ok(Name(*string)),
        },
        [word] if word.is_name() => Ok(Name(*word)),
        [word, open, ..] if word.is("breaker") && open.is("(") => Err(call(value, "write it without `breaker =`")),
        _ => Err(not_a_name(value)),
    }
}

fn call(value: &[Token<'_>], how: &str) -> Finding {
    Finding::new(span(value), "`breaker(…)` is an entry, not a name").with_help(format!("{how}, as in `{FORM}`"))
}

fn not_a_name(value: &[Token<'_>]) -> Finding {
    let text = shown(value);
    let is_template = text.contains('{') && in_a_policy(&text).is_empty();
    let help = match value {
        _ if is_template => format!("write it in quotes: `\"{text}\"`"),
        [_, open, ..] if open.is("(") => format!("write a name with settings as in `{FORM}`"),
        _ => "write it as in `breaker = \"api\"`".to_owned(),
    };
    Finding::new(span(value), format!("expected a breaker's name, found `{text}`")).with_help(help)
}
