//! Names that are used twice.

use super::names::Named;
use super::{CheckFinding, CheckedSite, FindingKind};
use crate::Site;

/// Sites of one name, which is what logs, metrics and overrides know them by. They have to be sorted by name.
pub(super) fn same_site_name(sites: &[&'static Site]) -> Vec<CheckFinding> {
    let groups = sites.chunk_by(|one, other| one.name() == other.name());
    groups.filter(|group| group.len() > 1).map(one_name).collect()
}

fn one_name(sites: &[&'static Site]) -> CheckFinding {
    let name = sites.first().map_or("", |site| site.name());
    let whose = match of_several(sites.iter().copied()) {
        Some(crates) => format!("sites of the crates {crates}"),
        None => format!("{} sites", sites.len()),
    };
    CheckFinding {
        kind: FindingKind::SameSiteName,
        message: format!("{whose} have one name, `{name}`"),
        sites: sites.iter().map(|site| CheckedSite::of(site)).collect(),
        help: "give each a name of its own, as in `name = \"shop::orders\"`".to_owned(),
    }
}

/// Something that two crates share because they happen to use one name.
pub(super) fn across_crates(named: &Named<'_>) -> Option<CheckFinding> {
    let crates = of_several(named.uses.iter().map(|it| it.site))?;
    let Named { kind, name, .. } = named;
    Some(CheckFinding {
        kind: FindingKind::AcrossCrates,
        message: format!("the {kind} `{name}` is shared by the crates {crates}"),
        sites: named.sites(),
        help: format!("if they are not to share it, give one of them another {kind}, or a `registry` of its own"),
    })
}

/// The crates of these sites, where there is more than one. Where a site made by hand stands nobody knows.
fn of_several(sites: impl Iterator<Item = &'static Site>) -> Option<String> {
    let mut crates: Vec<&str> = sites.filter_map(krate).collect();
    crates.sort_unstable();
    crates.dedup();
    let (last, others) = crates.split_last()?;
    let others: Vec<String> = others.iter().map(|krate| format!("`{krate}`")).collect();
    (!others.is_empty()).then(|| format!("{} and `{last}`", others.join(", ")))
}

/// The crate of a site of the attribute.
pub(super) fn krate(site: &Site) -> Option<&'static str> {
    Some(of_path(site.module()?))
}

/// The crate that a path begins with.
pub(super) fn of_path(path: &str) -> &str {
    path.split_once("::").map_or(path, |(krate, _)| krate)
}
