//! An entry of a document that is a policy.

use super::{
    SectionKind, SiteSettings, Usage,
    assembled::Source,
    draft::Draft,
    missing::{self, Reference},
    rules::{Counts, pair_of_rule, with_counts},
    section::Entry,
    value::{Pair, Value},
};
use crate::{Base, Context, Finding, Reading, Target, keys::Setting, read};

/// Reads a policy, whole or in part, and the names that it gives to other things.
pub(super) fn policy(
    name: &Source,
    pairs: &[Pair],
    (section, usage): (SectionKind, Usage),
    findings: &mut Vec<Finding>,
) -> (Entry<SiteSettings>, Vec<Reference>) {
    let (mut draft, mut counts) = (Draft::default(), Counts::default());
    for pair in pairs {
        draft.keys.push((pair.key.text.clone(), pair.key.whole.clone()));
        key(&mut draft, &mut counts, pair, (section, usage));
    }
    let reading = read(&draft.assembled.text, context(usage));
    let references = missing::references(&reading, |range| draft.assembled.place(&range).range);
    let Reading { mut settings, base, findings: found, .. } = reading;
    draft.found(found);
    settings.on = settings.on.map(|on| with_counts(on, &counts, &mut draft.findings));
    let base = base.map(|base| Base { range: draft.assembled.place(&base.range).range, ..base });
    findings.append(&mut draft.findings);
    (Entry::new(name, SiteSettings { base, settings }, draft.keys), references)
}

/// The function is not known: what it cannot have is found when both come together.
fn context(usage: Usage) -> Context {
    match usage {
        Usage::Compiled => Context::from(Target::AsyncFn).with_named_policies().partial(),
        Usage::Override => Context::from(Target::Text).with_named_policies().partial(),
    }
}

fn key(draft: &mut Draft, counts: &mut Counts, pair: &Pair, (section, usage): (SectionKind, Usage)) {
    let Some(setting) = Setting::named(&pair.key.text) else { return draft.unknown(section, &pair.key) };
    match (setting, &pair.value) {
        (Setting::Policy, _) if section == SectionKind::Policies => {
            let message = "a named policy cannot start from another one";
            draft.wrong(pair.key.whole.clone(), message, "write the keys of both here");
        }
        (Setting::Policy, _) if usage == Usage::Override => {
            let message = "`policy` cannot be overridden: it is fixed when the program is compiled";
            draft.wrong(pair.key.whole.clone(), message, "override the keys of the site, or those of its policy");
        }
        (Setting::On, Value::Table { pairs, .. }) => rules(draft, counts, &pair.key, pairs),
        (Setting::On, value) => draft.wrong_kind(value, "a table of rules", ON),
        (setting, Value::Word(value)) if section_of(setting).is_some() => draft.entry(&pair.key, value),
        (_, Value::Word(value)) if draft.is_plain(value) => draft.entry(&pair.key, value),
        (_, Value::Word(_)) => {}
        (_, value) => draft.wrong_kind(value, &kind_of(setting), &help_of(setting)),
    }
}

const ON: &str =
    "write a rule for each class, as in `on = { throttled = \"retry(attempts = 10)\", client = \"fail\" }`";

fn rules(draft: &mut Draft, counts: &mut Counts, on: &Source, pairs: &[Pair]) {
    if pairs.is_empty() {
        return;
    }
    let before = draft.assembled.mark();
    draft.separate();
    draft.assembled.bare(on);
    draft.assembled.glue("(");
    let start = draft.assembled.text.len();
    for pair in pairs {
        draft.keys.push((format!("on.{}", pair.key.text), pair.key.whole.clone()));
        pair_of_rule(draft, counts, pair);
    }
    if draft.assembled.text.len() == start {
        draft.assembled.back_to(before);
    } else {
        draft.assembled.glue(")");
    }
}

fn kind_of(setting: Setting) -> String {
    match setting {
        Setting::Policy | Setting::Breaker | Setting::Quota | Setting::RetryBudget | Setting::Table => {
            format!("the name of a {}", setting.name().replace('_', " "))
        }
        Setting::Idempotent => "`true` or `false`".to_owned(),
        Setting::Attempts => "a number".to_owned(),
        Setting::Jitter => "a share".to_owned(),
        _ => "a string".to_owned(),
    }
}

fn help_of(setting: Setting) -> String {
    let example = setting.example();
    match section_of(setting).filter(|section| *section != SectionKind::Policies) {
        Some(section) => {
            let (what, header) = (section.what(), format!("[{}.{}]", section.name(), section.example()));
            let content = if section == SectionKind::Tables { "rules" } else { "settings" };
            format!("name the {what}, as in `{example}`, and write its {content} under `{header}`")
        }
        None => format!("write it as in `{example}`"),
    }
}

fn section_of(setting: Setting) -> Option<SectionKind> {
    match setting {
        Setting::Policy => Some(SectionKind::Policies),
        Setting::Breaker => Some(SectionKind::Breakers),
        Setting::Quota => Some(SectionKind::Quotas),
        Setting::RetryBudget => Some(SectionKind::RetryBudgets),
        Setting::Table => Some(SectionKind::Tables),
        _ => None,
    }
}
