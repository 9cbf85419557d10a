//! The language of tables: `class = rule`, one after the other; and what a policy says of tables.

mod combine;
mod from_two;
mod rule;
mod setting;

pub(super) use combine::{Beside, findings};
pub(super) use rule::is_rule;

use super::{
    Findings,
    entries::{Entries, Places},
    language::{Key, Written},
    lex::{self, Kind, Token, span},
    parentheses,
};
use crate::{
    ClassRule, Finding, KeyKind, PolicyError, Table, built_in_class, class_names, key_kind, keys::Setting, suggest,
};
use std::{borrow::Cow, str::FromStr};

/// What was read of a table, and what is wrong with it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableReading {
    /// Everything that could be read.
    pub table: Table,
    /// Everything that is wrong, in the order of the text; empty if the table is good.
    pub findings: Vec<Finding>,
}

/// Reads a table, what a policy has in its `on(…)`, and judges it. Empty text is the empty table.
///
/// This never fails: it reads what it can and reports every mistake at once. Ranges are bytes of `text`, on
/// character boundaries.
///
/// ```
/// use resilin_policy::read_table;
///
/// let reading = read_table("client = fail, throtled = retry");
/// assert_eq!(reading.table.rules().len(), 1);
/// assert_eq!(reading.findings.len(), 1);
/// assert_eq!(reading.findings[0].range, 15..23);
/// assert_eq!(reading.findings[0].message, "unknown class `throtled`");
/// ```
pub fn read_table(text: &str) -> TableReading {
    let mut findings = Findings::default();
    let entries: Entries<ClassKey> = Entries::read(text, &mut findings);
    TableReading { table: Table(Cow::Owned(entries.values)), findings: findings.sorted() }
}

impl FromStr for Table {
    type Err = PolicyError;

    /// Reads a table, such as `throttled = retry(exp(1s, 2, 60s)), client = fail`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the text, with its place and a way out.
    fn from_str(text: &str) -> Result<Self, PolicyError> {
        let TableReading { table, findings } = read_table(text);
        if findings.is_empty() { Ok(table) } else { Err(PolicyError::new(text, findings)) }
    }
}

/// Reads the parentheses of a policy's `on(…)`, and says where each class stands in them.
pub(super) fn on(written: Written<'_, '_>, findings: &mut Findings) -> (Option<Table>, Places<ClassKey>) {
    let mut entries: Entries<ClassKey> = Entries::default();
    let Some(inside) = findings.keep(inside(written)) else { return (None, entries.places) };
    for piece in lex::pieces(inside) {
        entries.piece(&piece, findings);
    }
    (Some(Table(Cow::Owned(entries.values))), entries.places)
}

fn inside<'p, 't>(written: Written<'p, 't>) -> Result<&'p [Token<'t>], Finding> {
    let form = Setting::On.example();
    let (place, message) = match written {
        Written::Value(value) => (value, "`on` takes its rules in parentheses"),
        Written::Call(call) => match parentheses::inside(call, form)? {
            [] => (call, "`on()` says nothing"),
            inside => return Ok(inside),
        },
    };
    Err(Finding::new(span(place), message).with_help(format!("write it as in `{form}`")))
}

/// A class, by its name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClassKey(Cow<'static, str>);

impl ClassKey {
    pub(super) fn of(rule: &ClassRule) -> Self {
        Self(rule.class.clone())
    }
}

impl Key for ClassKey {
    type Values = Vec<ClassRule>;

    const WORD: &'static str = "class";
    const COMMAS: &'static str = "separate the classes by commas, as in `throttled = retry, client = fail`";
    const ENTRY: &'static str = "client = fail";

    /// A built-in class is a word, any other is a string.
    fn named(key: &Token<'_>) -> Option<Self> {
        if key.kind != Kind::Quoted {
            return built_in_class(key.text).ok().map(|class| Self(Cow::Borrowed(class.name())));
        }
        let name = key.content();
        class_names::wrong(name).is_none().then(|| Self(Cow::Owned(name.to_owned())))
    }

    fn example(&self) -> &'static str {
        Self::ENTRY
    }

    fn unknown(key: &Token<'_>) -> Finding {
        if key_kind(key.text) != KeyKind::Unknown {
            let message = format!("`{}` is a key of a policy, not a class", key.text);
            return Finding::new(key.range(), message).with_help("write it beside `on(…)`");
        }
        let finding = Finding::new(key.range(), format!("unknown class `{}`", key.text));
        finding.with_help(match built_in_class(key.text).map_err(|unknown| unknown.suggestion()) {
            Err(Some(meant)) => format!("{} {OWN} `\"{}\"`", suggest::did_you_mean(meant), key.text),
            _ if key.is("custom") => format!("{OWN} `\"conflict\" = fail`"),
            _ => format!("{OWN} `\"{}\"`; the built-in ones are {}", key.text, class_names::built_in()),
        })
    }

    fn not_a_name(key: &Token<'_>) -> Finding {
        let wrong = (key.kind == Kind::Quoted).then(|| class_names::wrong(key.content())).flatten();
        match wrong {
            Some(finding) if finding.range.is_empty() => Finding { range: key.range(), ..finding },
            Some(finding) => {
                let start = key.start + 1;
                Finding { range: start + finding.range.start..start + finding.range.end, ..finding }
            }
            None => Finding::new(key.range(), format!("expected a class, found `{}`", lex::shown(&[*key])))
                .with_help(format!("an entry is `class = rule`, as in `{}`", Self::ENTRY)),
        }
    }

    fn set(self, written: Written<'_, '_>, rules: &mut Vec<ClassRule>, findings: &mut Findings) {
        let Some((rule, counts)) = rule::rule(written.tokens(), findings) else { return };
        rules.push(ClassRule { class: self.0, rule, counts });
    }
}

const OWN: &str = "write a class of your own in quotes, as in";
