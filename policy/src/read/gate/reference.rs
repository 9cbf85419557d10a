//! The gate that a policy names: `breaker = "api"`, or `breaker("api", failures = 3)`.

use super::Gate;
use crate::{
    Finding,
    read::{
        Findings,
        entries::{Entries, begins_entry, until_entry},
        language::Written,
        lex::{Kind, Piece, Token, pieces, shown, span},
        parentheses,
    },
};

/// What a policy says of a gate.
pub(in crate::read) struct Named<S> {
    pub(in crate::read) name: String,
    /// Where the name begins, behind its quote.
    pub(in crate::read) start: usize,
    pub(in crate::read) settings: S,
}

/// What is wrong with settings that are each right: as all there is, and as a part.
#[derive(Debug, Default)]
pub(in crate::read) struct Together {
    pub(in crate::read) whole: Vec<Finding>,
    pub(in crate::read) partial: Vec<Finding>,
}

impl Together {
    fn judge<G: Gate>(&mut self, entries: &Entries<G>) {
        self.whole.extend(G::together(&entries.values, &entries.places, false));
        self.partial.extend(G::together(&entries.values, &entries.places, true));
    }
}

/// Reads what stands after the key; without a good name there is no gate.
pub(in crate::read) fn reference<G: Gate>(
    written: Written<'_, '_>,
    together: &mut Together,
    findings: &mut Findings,
) -> Option<Named<G::Settings>> {
    let (name, settings) = match written {
        Written::Value(value) => (name::<G>(value, findings), G::Settings::default()),
        Written::Call(call) => {
            let (name, entries) = with_settings::<G>(call, findings);
            together.judge(&entries);
            (name, entries.values)
        }
    };
    name.map(|name| Named { name: name.text().to_owned(), start: name.start(), settings })
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

fn with_settings<'t, G: Gate>(call: &[Token<'t>], findings: &mut Findings) -> (Option<Name<'t>>, Entries<G>) {
    let Some(inside) = findings.keep(parentheses::inside(call, G::FORM)) else {
        return (None, Entries::default());
    };
    let pieces: Vec<Piece<'_, 't>> = pieces(inside).collect();
    let split = split::<G>(&pieces, findings).unwrap_or_else(|| {
        let place = inside.first().map_or_else(|| span(call), Token::range);
        let message = format!("the {}'s name is missing", G::GATE);
        findings.push(Finding::new(place, message).with_help(name_first::<G>()));
        // A comma in the name's place has just been told of.
        Split { name: None, settings: pieces.into_iter().skip_while(|piece| piece.tokens.is_empty()).collect() }
    });
    let settings = settings::<G>(&split, findings);
    (split.name.and_then(|tokens| name::<G>(tokens, findings)), settings)
}

fn settings<G: Gate>(split: &Split<'_, '_>, findings: &mut Findings) -> Entries<G> {
    let mut entries: Entries<G> = Entries::default();
    for piece in &split.settings {
        match second_name::<G>(piece.tokens).filter(|_| split.name.is_some()) {
            Some(finding) => findings.push(finding),
            None => entries.piece(piece, findings),
        }
    }
    entries
}

/// What is wrong with a string that is no setting between quotes.
fn second_name<G: Gate>(tokens: &[Token<'_>]) -> Option<Finding> {
    let [string] = tokens else { return None };
    (string.kind == Kind::Quoted && !string.content().contains('=')).then(|| {
        Finding::new(string.range(), format!("a policy names one {}", G::GATE))
            .with_help(format!("leave `{}` out: only settings stand after the name", shown(tokens)))
    })
}

/// The pieces between the parentheses: the name, and the settings.
struct Split<'p, 't> {
    name: Option<&'p [Token<'t>]>,
    settings: Vec<Piece<'p, 't>>,
}

/// `None` where no piece is a name.
fn split<'p, 't, G: Gate>(pieces: &[Piece<'p, 't>], findings: &mut Findings) -> Option<Split<'p, 't>> {
    let (first, others) = pieces.split_first()?;
    if may_be_name::<G>(first.tokens) {
        let (name, forgotten) = until_entry::<G>(first, findings);
        let settings = forgotten.into_iter().chain(others.iter().copied()).collect();
        return Some(Split { name: Some(name), settings });
    }
    let (at, (name, message)) =
        pieces.iter().enumerate().find_map(|(at, piece)| Some((at, misplaced::<G>(piece.tokens)?)))?;
    findings.push(Finding::new(span(pieces[at].tokens), message).with_help(name_first::<G>()));
    let settings = pieces.iter().enumerate().filter(|&(n, _)| n != at).map(|(_, piece)| *piece).collect();
    Some(Split { name: Some(name).filter(|name| !name.is_empty()), settings })
}

/// A name that stands behind settings, or is written like one; with what to say about it.
fn misplaced<'p, 't, G: Gate>(tokens: &'p [Token<'t>]) -> Option<(&'p [Token<'t>], String)> {
    let gate = G::GATE;
    match tokens {
        [key, equals, name @ ..] if key.is("name") && equals.is("=") => {
            Some((name, format!("the {gate}'s name is written without `name =`")))
        }
        [_] if may_be_name::<G>(tokens) => Some((tokens, format!("the {gate}'s name comes first"))),
        _ => None,
    }
}

fn name_first<G: Gate>() -> String {
    format!("write it first, as in `{}`", G::FORM)
}

/// Whether this is no setting: those begin with a word and `=`, which may have been forgotten.
fn may_be_name<G: Gate>(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [] => false,
        [word] => G::by_name(word.text).is_none(),
        _ => !begins_entry::<G>(tokens),
    }
}

/// A good name; what is wrong with a bad one is reported.
fn name<'t, G: Gate>(value: &[Token<'t>], findings: &mut Findings) -> Option<Name<'t>> {
    let name = findings.keep(one_token::<G>(value))?;
    let wrong = G::wrong_name(name.text());
    let is_good = wrong.is_empty();
    findings.extend(wrong.into_iter().map(|finding| placed(finding, &name)));
    is_good.then_some(name)
}

/// A finding about a name, in the text that the name stands in.
fn placed(finding: Finding, name: &Name<'_>) -> Finding {
    let range = name.start() + finding.range.start..name.start() + finding.range.end;
    Finding { range: if range.is_empty() { name.0.range() } else { range }, ..finding }
}

fn one_token<'t, G: Gate>(value: &[Token<'t>]) -> Result<Name<'t>, Finding> {
    if let Some(finding) = G::mistaken(value) {
        return Err(finding);
    }
    let key = G::KEY;
    match value {
        [string] if string.kind == Kind::Quoted => match string.content().trim_start().strip_prefix(key) {
            Some(rest) if rest.trim_start().starts_with('(') => {
                Err(call::<G>(value, &format!("write it without quotes and without `{key} =`")))
            }
            _ => Ok(Name(*string)),
        },
        [word] if word.is_name() => Ok(Name(*word)),
        [word, open, ..] if word.is(key) && open.is("(") => {
            Err(call::<G>(value, &format!("write it without `{key} =`")))
        }
        _ => Err(not_a_name::<G>(value)),
    }
}

fn call<G: Gate>(value: &[Token<'_>], how: &str) -> Finding {
    Finding::new(span(value), format!("`{}(…)` is an entry, not a name", G::KEY))
        .with_help(format!("{how}, as in `{}`", G::FORM))
}

fn not_a_name<G: Gate>(value: &[Token<'_>]) -> Finding {
    let text = shown(value);
    let is_template = text.contains('{') && G::wrong_name(&text).is_empty();
    let help = match value {
        _ if is_template => format!("write it in quotes: `\"{text}\"`"),
        [_, open, ..] if open.is("(") => format!("write a name with settings as in `{}`", G::FORM),
        _ => format!("write it as in `{}`", G::NAMED),
    };
    Finding::new(span(value), format!("expected a {}'s name, found `{text}`", G::GATE)).with_help(help)
}
