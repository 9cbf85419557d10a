//! One name with two settings.

use super::names::{Named, Use};
use super::{CheckFinding, CheckedSite, FindingKind};
use crate::NamedKind;

/// What two sites say of one name, or a site and code.
pub(super) fn found(named: &Named<'_>) -> Option<CheckFinding> {
    let saying: Vec<&Use> = named.uses.iter().copied().filter(|it| !it.says.is_empty()).collect();
    let first = &saying.first()?.says;
    let code = defined(named).filter(|chosen| saying.iter().any(|it| it.says != *chosen));
    if code.is_none() && saying.iter().all(|it| it.says == *first) {
        return None;
    }
    let what = if named.kind == NamedKind::Table { "rules" } else { "settings" };
    let by_code = code.map_or_else(String::new, |code| format!("; code gives it `{code}`"));
    let message = format!("the {} `{}` is given different {what}{by_code}", named.kind, named.name);
    let sites = saying.iter().map(|it| CheckedSite::of(it.site).saying(&it.says)).collect();
    Some(CheckFinding { kind: FindingKind::SettingsDiffer, message, sites, help: help(named.kind) })
}

/// What code has given it: what holds, and no site says. The rules of a table that code defines come before those of
/// `resilience.toml`, so there is nothing to differ.
fn defined<'n>(named: &'n Named<'_>) -> Option<&'n str> {
    let chosen = named.chosen.as_deref().filter(|_| named.kind != NamedKind::Table)?;
    named.uses.iter().all(|it| it.says != chosen).then_some(chosen)
}

fn help(kind: NamedKind) -> String {
    match kind {
        NamedKind::Table => "give one of the tables another name, or both the same rules".to_owned(),
        kind => format!("write its settings in one place, or give one of the {kind}s another name"),
    }
}
