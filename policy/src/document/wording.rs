//! Findings about a text of the policy language, in the words of who wrote a document.

use super::{SectionKind, assembled::Assembled};
use crate::{
    Finding, breaker::BreakerSetting, budget::RetryBudgetSetting, built_in_class, gate::GateSetting,
    keys::Setting, quota::QuotaSetting,
};

/// A finding about the text, where it stands in the document.
pub(super) fn placed(finding: Finding, assembled: &Assembled) -> Finding {
    let place = assembled.place(&finding.range);
    Finding { range: place.range, ..of_a_document(finding, place.is_bare) }
}

/// The same finding in other words: keys take strings there, rules have a table and settings a section.
pub(super) fn of_a_document(finding: Finding, is_bare: bool) -> Finding {
    let help = finding.help.map(|help| in_strings(&elsewhere(&help).unwrap_or(help), is_bare));
    Finding { range: finding.range, message: in_strings(&finding.message, false), help }
}

/// What is written beside a name, or in the parentheses of `on`, has a place of its own.
fn elsewhere(help: &str) -> Option<String> {
    let gates = [SectionKind::Breakers, SectionKind::Quotas, SectionKind::RetryBudgets];
    let call = |section: SectionKind| format!("`{}(\"", section.what().replace(' ', "_"));
    let homes: Vec<String> =
        gates.into_iter().filter(|section| help.contains(&call(*section))).map(home).collect();
    if !homes.is_empty() {
        let start = if help.contains("as in") { "write the name alone, and the settings" } else { "write it" };
        return Some(format!("{start} under {}", homes.join(" or ")));
    }
    if let Some((_, rest)) = help.split_once("(…)`, in ") {
        return Some(format!("write it in {rest}"));
    }
    if help.contains("beside `on(…)`") {
        return Some("write it in a policy, as in `[policies.reads]`".to_owned());
    }
    if help.starts_with("write the keys beside it") {
        return Some("write each key in a line of its own".to_owned());
    }
    if help.starts_with("write the rules as in `on(") {
        return Some("write the rules under `[tables.http]`".to_owned());
    }
    let (_, rest) = help.split_once("`on(")?;
    let class = rest.split_once(" = ").map_or("client", |(class, _)| class);
    let rule = rest.split_once(" = ").and_then(|(_, rest)| rest.split_once(")`")).map_or("fail", |(rule, _)| rule);
    let rule = if rule == "…" { "fail" } else { rule };
    Some(format!("write it in a table of rules, as in `on = {{ {class} = \"{rule}\" }}`"))
}

/// Where its settings stand.
fn home(section: SectionKind) -> String {
    format!("`[{}.{}]`", section.name(), section.example())
}

/// Code between backticks, with its values in quotes.
fn in_strings(text: &str, is_bare: bool) -> String {
    let parts = text.split('`').enumerate();
    let parts: Vec<String> =
        parts.map(|(n, part)| if n % 2 == 1 { code(part, is_bare) } else { part.to_owned() }).collect();
    parts.join("`")
}

fn code(code: &str, is_bare: bool) -> String {
    match code.split_once(" = ") {
        Some((key, value)) if is_key(key) && !stands_alone(value) => format!("{key} = \"{value}\""),
        None if is_bare && is_value(code) => format!("\"{code}\""),
        _ => code.to_owned(),
    }
}

fn is_key(name: &str) -> bool {
    let is_setting = BreakerSetting::by_name(name).is_some()
        || QuotaSetting::by_name(name).is_some()
        || RetryBudgetSetting::by_name(name).is_some();
    is_setting || name.starts_with('"') || Setting::named(name).is_some() || built_in_class(name).is_ok()
}

/// Whether a value needs no quotes, or has them.
fn stands_alone(value: &str) -> bool {
    value.starts_with(['"', '{', '…']) || matches!(value, "true" | "false") || is_number(value)
}

fn is_number(value: &str) -> bool {
    value.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | '.'))
}

fn is_value(code: &str) -> bool {
    let is_word = matches!(code, "unlimited" | "full" | "equal" | "none");
    is_word || code.starts_with(|c: char| c.is_ascii_digit()) && !is_number(code) || code.contains('(')
}

/// A name as a key of the document: in quotes where it has to be.
pub(super) fn key(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(is_plain) { name.to_owned() } else { format!("\"{name}\"") }
}

/// A word of the document, fit for a message.
pub(super) fn shown(word: &str) -> String {
    word.replace(char::is_control, "\u{FFFD}")
}
