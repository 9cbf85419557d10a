//! Which class gets which rule: tables, and the `on` of a policy.

use super::{
    SectionKind,
    assembled::Source,
    draft::Draft,
    section::Entry,
    value::{Pair, Value},
    wording,
};
use crate::{ClassRule, Finding, Table, built_in_class, read_table, repeated_key, suggest};
use std::{borrow::Cow, ops::Range};

/// What was said of breakers beside a rule: `{ rule = "fail", counts = false }`.
#[derive(Default)]
pub(super) struct Counts(Vec<(String, bool, Range<usize>)>);

/// Reads a table, whole or in part.
pub(super) fn table(name: &Source, pairs: &[Pair], findings: &mut Vec<Finding>) -> Entry<Table> {
    let (mut draft, mut counts) = (Draft::default(), Counts::default());
    for pair in pairs {
        draft.keys.push((pair.key.text.clone(), pair.key.whole.clone()));
        pair_of_rule(&mut draft, &mut counts, pair);
    }
    let reading = read_table(&draft.assembled.text);
    draft.found(reading.findings);
    let table = with_counts(reading.table, &counts, &mut draft.findings);
    findings.append(&mut draft.findings);
    Entry::new(name, table, draft.keys)
}

/// `class = rule`.
pub(super) fn pair_of_rule(draft: &mut Draft, counts: &mut Counts, pair: &Pair) {
    let is_built_in = built_in_class(&pair.key.text).is_ok();
    if !(is_built_in || pair.is_own) {
        return draft.unknown(SectionKind::Tables, &pair.key);
    }
    let rule = match &pair.value {
        Value::Word(rule) => Some(rule),
        Value::Table { pairs, range } => of_table(draft, counts, pair, (pairs, range)),
        other @ Value::Other { .. } => {
            draft.wrong_kind(other, "a rule", RULE);
            None
        }
    };
    let Some(rule) = rule.filter(|rule| draft.is_plain(rule)) else { return };
    draft.separate();
    if is_built_in {
        draft.assembled.bare(&pair.key);
    } else {
        draft.assembled.quoted(&pair.key);
    }
    draft.value(rule);
}

const RULE: &str = "write it as in `client = \"fail\"` or `client = { rule = \"fail\", counts = true }`";

/// `{ rule = "fail", counts = false }`.
fn of_table<'p>(
    draft: &mut Draft,
    counts: &mut Counts,
    class: &Pair,
    (pairs, range): (&'p [Pair], &Range<usize>),
) -> Option<&'p Source> {
    let mut rule = None;
    for Pair { key, value, .. } in pairs {
        match (key.text.as_str(), value) {
            ("rule", Value::Word(text)) => rule = Some(text),
            ("rule", value) => draft.wrong_kind(value, "a rule", RULE),
            ("counts", value) => match truth(value) {
                Some(truth) => counts.0.push((class.key.text.clone(), truth, key.whole.clone())),
                None => draft.wrong_kind(value, "`true` or `false`", RULE),
            },
            (name, _) => draft.findings.push(unknown(name, key.whole.clone())),
        }
    }
    if !pairs.iter().any(|pair| pair.key.text == "rule") {
        draft.wrong(range.clone(), format!("`{}` has no rule", class.key.text), RULE);
    }
    rule
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Word(source) => source.text.parse().ok(),
        _ => None,
    }
}

fn unknown(name: &str, place: Range<usize>) -> Finding {
    let help = match suggest::nearest(name, ["rule", "counts"]) {
        Some(meant) => suggest::did_you_mean(meant),
        None => "the keys beside a rule are `rule` and `counts`; its other settings stand in its parentheses"
            .to_owned(),
    };
    Finding::new(place, format!("unknown key `{}`", wording::shown(name))).with_help(help)
}

/// The table with what stands beside its rules.
pub(super) fn with_counts(table: Table, counts: &Counts, findings: &mut Vec<Finding>) -> Table {
    let mut rules: Vec<ClassRule> = table.0.into_owned();
    for (class, counts, place) in &counts.0 {
        match rules.iter_mut().find(|rule| rule.class() == class) {
            Some(ClassRule { counts: Some(_), .. }) => findings.push(repeated_key("counts", place.clone())),
            Some(rule) => rule.counts = Some(*counts),
            None => {}
        }
    }
    Table(Cow::Owned(rules))
}
