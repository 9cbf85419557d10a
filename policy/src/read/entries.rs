//! Entries: `key = value`, one after the other.

use super::{
    Findings, duration,
    lex::{self, Kind, Piece, Token, span},
    shapes, values,
};
use crate::{
    Finding, KeyKind, Settings, code_key, key_kind,
    keys::{COMMAS, Setting},
    later_key, missing_comma, repeated_key, unknown_key,
};
use std::ops::Range;

/// What was read of a text, entry by entry.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) settings: Settings,
    pub(super) places: Places,
    pub(super) findings: Vec<Finding>,
}

/// Where each setting was written, whether its value could be read or not: from its key to the end of its value.
#[derive(Debug, Default)]
pub(super) struct Places([Option<Range<usize>>; Setting::ALL.len()]);

impl Places {
    pub(super) fn of(&self, setting: Setting) -> Option<Range<usize>> {
        self.0[setting as usize].clone()
    }

    pub(super) fn left_out(&self, setting: Setting) -> bool {
        self.0[setting as usize].is_none()
    }
}

impl Entries {
    pub(super) fn read(text: &str) -> Self {
        let mut entries = Self::default();
        let mut findings = Findings::default();
        for piece in lex::pieces(&lex::tokens(text, 0)) {
            let entry = entries.piece(&piece, &mut findings);
            findings.keep(entry);
        }
        Self { findings: findings.0, ..entries }
    }

    fn piece(&mut self, piece: &Piece<'_, '_>, findings: &mut Findings) -> Result<(), Finding> {
        match (piece.tokens, piece.comma) {
            ([key, rest @ ..], _) => self.entries(key, rest, findings),
            ([], Some(comma)) => Err(nothing_before(comma)),
            ([], None) => Ok(()),
        }
    }

    /// One entry, or several with their commas forgotten.
    fn entries(&mut self, key: &Token<'_>, rest: &[Token<'_>], findings: &mut Findings) -> Result<(), Finding> {
        // What belongs to another sort of key is not for us to take apart.
        let Some(next) = next_entry(rest).filter(|_| Setting::named(key.text).is_some()) else {
            return self.entry(key, rest, findings);
        };
        let (value, others) = rest.split_at(next);
        let (value, finding) = without_comma(value, &others[0]);
        let entry = self.entry(key, value, findings);
        findings.keep(entry);
        findings.push(finding);
        // Another sort of key has no place in a text, but where it was written it may have one.
        if Setting::named(others[0].text).is_none() {
            Ok(())
        } else {
            self.entries(&others[0], &others[1..], findings)
        }
    }

    fn entry(&mut self, key: &Token<'_>, rest: &[Token<'_>], findings: &mut Findings) -> Result<(), Finding> {
        let setting = setting(key)?;
        let end = rest.last().unwrap_or(key).range().end;
        let repeated = !self.places.left_out(setting);
        if repeated {
            findings.push(repeated_key(key.text, key.range()));
        } else {
            self.places.0[setting as usize] = Some(key.start..end);
        }
        let value = value(setting, key, rest)?;
        // A repeated value is read for its own mistakes; the first one counts.
        let mut ignored = Settings::default();
        let settings = if repeated { &mut ignored } else { &mut self.settings };
        match unquoted(value) {
            Some(inner) => set(setting, &inner, settings, findings),
            None => set(setting, value, settings, findings),
        }
        Ok(())
    }
}

/// Where a second `key =` stands after the first one's value, outside of all brackets.
fn next_entry(rest: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    let starts_entry = |pair: &[Token<'_>]| {
        match pair[0].text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && pair[0].is_name() && pair[1].is("=")
    };
    rest.windows(2).position(starts_entry).filter(|&at| at > 0 && !(at == 1 && rest[0].is("=")))
}

/// The value without what stands where the comma should.
fn without_comma<'p, 't>(value: &'p [Token<'t>], next: &Token<'_>) -> (&'p [Token<'t>], Finding) {
    match value {
        [value @ .., mark] if mark.is(";") => {
            (value, Finding::new(mark.range(), "expected `,`, found `;`").with_help(COMMAS))
        }
        _ => (value, missing_comma(next.text, next.range())),
    }
}

fn nothing_before(comma: &Token<'_>) -> Finding {
    Finding::new(comma.range(), "nothing stands before this comma").with_help("leave the comma out")
}

/// The setting that a key names, or what is wrong with the key.
fn setting(key: &Token<'_>) -> Result<Setting, Finding> {
    if !key.is_name() {
        let message = format!("expected a key, found `{}`", lex::shown(&[*key]));
        let help = match key.kind {
            Kind::Quoted => "write keys without quotes, as in `attempts = 5`",
            _ => "an entry is `key = value`, as in `attempts = 5`",
        };
        return Err(Finding::new(key.range(), message).with_help(help));
    }
    Setting::named(key.text).ok_or_else(|| match key_kind(key.text) {
        KeyKind::Code => code_key(key.text, key.range()),
        KeyKind::Later => later_key(key.text, key.range()),
        _ => shape_alone(key).unwrap_or_else(|| unknown_key(key.text, key.range())),
    })
}

fn shape_alone(key: &Token<'_>) -> Option<Finding> {
    let example = shapes::example(key.text)?;
    let message = format!("`{}` is a shape, not a key", key.text);
    Some(Finding::new(key.range(), message).with_help(format!("write `backoff = {example}`")))
}

/// What stands after `=`: at least one token.
fn value<'p, 't>(setting: Setting, key: &Token<'_>, rest: &'p [Token<'t>]) -> Result<&'p [Token<'t>], Finding> {
    if let Some(unclosed) = rest.iter().find(|token| token.kind == Kind::Unclosed) {
        return Err(
            Finding::new(unclosed.range(), "this string is never closed").with_help("add a `\"` at its end")
        );
    }
    let (range, message) = match rest {
        [equals, more, ..] if equals.is("=") && (more.is("=") || more.is(">")) => {
            (span(&rest[..2]), format!("expected `=` after `{}`, found `={}`", key.text, more.text))
        }
        [equals, value @ ..] if equals.is("=") && !is_blank(value) => return Ok(value),
        [equals, value @ ..] if equals.is("=") => {
            (key.start..span(value).end.max(equals.range().end), format!("`{}` has no value", key.text))
        }
        [] => (key.range(), format!("`{}` has no value", key.text)),
        [other, ..] => {
            (other.range(), format!("expected `=` after `{}`, found `{}`", key.text, lex::shown(&[*other])))
        }
    };
    Err(Finding::new(range, message).with_help(format!("write it as in `{}`", setting.example())))
}

fn is_blank(value: &[Token<'_>]) -> bool {
    unquoted(value).map_or(value.is_empty(), |inner| inner.is_empty())
}

/// The tokens inside of a value that is one string. An escape has no place in a setting: it stays, and is
/// reported.
fn unquoted<'t>(value: &[Token<'t>]) -> Option<Vec<Token<'t>>> {
    match value {
        [string] if string.kind == Kind::Quoted => {
            Some(lex::tokens(&string.text[1..string.text.len() - 1], string.start + 1))
        }
        _ => None,
    }
}

/// Reads a value into its place; what could not be read stays `None`.
fn set(setting: Setting, value: &[Token<'_>], settings: &mut Settings, findings: &mut Findings) {
    match setting {
        Setting::Backoff => settings.backoff = shapes::backoff(value, findings),
        Setting::Jitter => settings.jitter = findings.keep(values::jitter(value)),
        Setting::Attempts => settings.attempts = findings.keep(values::attempts(value)),
        Setting::Timeout => settings.timeout = findings.keep(duration::positive(value, &TIMEOUT)),
        Setting::Deadline => settings.deadline = findings.keep(duration::positive(value, &DEADLINE)),
        Setting::MaxWait => settings.max_wait = findings.keep(duration::duration(value)),
        Setting::Idempotent => settings.idempotent = findings.keep(values::idempotent(value)),
    }
}

const TIMEOUT: duration::Zero = duration::Zero {
    message: "`timeout` is zero: every attempt would be cut off at once",
    help: "write how long an attempt may take, as in `timeout = 5s`, or leave it out",
};

const DEADLINE: duration::Zero = duration::Zero {
    message: "`deadline` is zero: every call would end at once",
    help: "write how long the whole call may take, as in `deadline = 30s`, or leave it out",
};
