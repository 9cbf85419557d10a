//! Entries of files that fit no function.

use std::collections::BTreeSet;

use resilin_policy::nearest;

use super::crates::{krate, of_path};
use super::{CheckFinding, CheckedSite, FindingKind};
use crate::Site;
use crate::site::entries;

/// Entries under `[sites]` of a crate's file whose function is not there. The file serves all targets of a package, of
/// which this binary may hold one: an entry that seems to be about another is left alone.
pub(super) fn found(sites: &[&'static Site]) -> Vec<CheckFinding> {
    let entries: BTreeSet<(&str, &str)> =
        entries().iter().flat_map(|file| file.names.iter().map(|name| (of_path(file.module), *name))).collect();
    entries.into_iter().filter_map(|(of, entry)| left_over(of, entry, sites)).collect()
}

fn left_over(of: &str, entry: &str, sites: &[&'static Site]) -> Option<CheckFinding> {
    let functions: Vec<&'static Site> = sites.iter().copied().filter(|site| krate(site) == Some(of)).collect();
    if functions.iter().any(|function| function.name() == entry) {
        return None;
    }
    let meant = meant(entry, &functions);
    if meant.is_none() && of_path(entry) != of {
        return None;
    }
    let help = meant.map_or_else(
        || "write the function's name as `resilin::sites()` gives it, or leave the entry out".to_owned(),
        |meant| format!("did you mean `{}`?", meant.name()),
    );
    Some(CheckFinding {
        kind: FindingKind::NoSuchFunction,
        message: format!("the entry `[sites.{entry:?}]` in the resilience.toml of `{of}` fits no function"),
        sites: meant.map(CheckedSite::of).into_iter().collect(),
        help,
    })
}

/// The function that is probably meant: one whose name is nearly the entry's, or ends with it. A function of the same
/// path in another crate is another function, unless the crate's name is nearly the same.
fn meant(entry: &str, functions: &[&'static Site]) -> Option<&'static Site> {
    let near = |name: &&str| !entry.contains("::") || nearest(of_path(entry), [of_path(name)]).is_some();
    let names = || functions.iter().map(|function| function.name());
    let ends = |name: &&str| name.strip_suffix(entry).is_some_and(|before| before.ends_with("::"));
    let meant = names().find(ends).or_else(|| nearest(entry, names().filter(near)))?;
    functions.iter().copied().find(|function| function.name() == meant)
}
