//! Sections that are none, and what stands where an entry should.

use super::{SectionKind, Source, Value, wording};
use crate::{Finding, KeyKind, key_kind, suggest};

/// What is wrong with a section that is unknown, and which one was probably meant.
pub(super) fn unknown_section(key: &Source) -> (Option<SectionKind>, Finding) {
    let name = key.text.as_str();
    let meant = meant(name);
    let (message, help) = match meant {
        None if is_key(name) => {
            (format!("`{name}` stands in no section"), format!("write it under {}", homes(name)))
        }
        None => (
            format!("unknown section `{}`", wording::shown(name)),
            format!("the sections are {}", suggest::list(SectionKind::ALL.map(SectionKind::name))),
        ),
        Some(section) => (format!("unknown section `{name}`"), suggest::did_you_mean(section.name())),
    };
    (meant, Finding::new(key.whole.clone(), message).with_help(help))
}

/// Whether a section's entries may have such a key.
fn is_key(name: &str) -> bool {
    key_kind(name) != KeyKind::Unknown || SectionKind::ALL.iter().any(|section| section.keys().contains(&name))
}

fn homes(name: &str) -> String {
    let is_home = |section: &SectionKind| section.keys().contains(&name);
    let homes: Vec<SectionKind> = SectionKind::ALL.into_iter().filter(is_home).collect();
    let homes = if homes.is_empty() { vec![SectionKind::Policies, SectionKind::Sites] } else { homes };
    let headers = homes.iter().map(|section| format!("`[{}.{}]`", section.name(), section.example()));
    headers.collect::<Vec<String>>().join(" or ")
}

/// The one whose entries are called so, or one that is spelled nearly like this.
fn meant(name: &str) -> Option<SectionKind> {
    let one = name.replace(['-', '_'], " ").to_lowercase();
    let singular = SectionKind::ALL.into_iter().find(|section| section.what() == one);
    let other = match one.as_str() {
        "budget" | "budgets" => Some(SectionKind::RetryBudgets),
        "function" | "functions" => Some(SectionKind::Sites),
        _ => None,
    };
    let nearest = || suggest::nearest(name, SectionKind::ALL.map(SectionKind::name)).and_then(SectionKind::named);
    singular.or(other).or_else(nearest)
}

/// What stands where a section should.
pub(super) fn no_section(section: SectionKind, value: &Value) -> Finding {
    let message = format!("`{}` is a section, found {}", section.name(), value.what());
    let help = format!("write its entries as in `[{}.{}]`", section.name(), section.example());
    Finding::new(value.range(), message).with_help(help)
}

/// What stands where an entry should: most often a key whose entry has no name.
pub(super) fn no_entry(section: SectionKind, name: &Source, value: &Value) -> Finding {
    if section.keys().contains(&name.text.as_str()) || name.text == "policy" && section == SectionKind::Sites {
        let message = format!("`{}` stands beside no {}'s name", name.text, section.what());
        let help = format!("write it under a name, as in `[{}.{}]`", section.name(), section.example());
        return Finding::new(name.whole.clone(), message).with_help(help);
    }
    let message = format!("a {} is a table of keys, found {}", section.what(), value.what());
    Finding::new(value.range(), message)
        .with_help(format!("write its keys under `{}`", section.header(&name.text)))
}
