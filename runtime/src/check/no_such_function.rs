//! Entries of files that fit no function.

use std::collections::BTreeSet;

use resilin_policy::{SectionKind, nearest};

use super::crates::{krate, of_path};
use super::{CheckFinding, CheckedSite, FindingKind};
use crate::Site;
use crate::site::entries;

/// Entries under `[sites]` of a crate's file whose function is not there. The file serves all targets of a package, of
/// which this binary may hold one: an entry that may be about another is left alone.
pub(super) fn found(sites: &[&'static Site]) -> Vec<CheckFinding> {
    let functions: Vec<&'static Site> = sites.iter().copied().filter(|site| krate(site).is_some()).collect();
    let entries: BTreeSet<(&str, &str)> =
        entries().iter().flat_map(|file| file.names.iter().map(|name| (of_path(file.module), *name))).collect();
    let is_taken = |entry: &str| functions.iter().any(|function| function.name() == entry);
    let left_over = entries.iter().filter(|(_, entry)| !is_taken(entry));
    left_over.filter_map(|(of, entry)| finding(of, entry, &meant_for(of, &functions, &entries))).collect()
}

/// The functions of a crate that something left over may be meant for, and whether each has an entry already.
fn meant_for<'f>(
    of: &str,
    functions: &'f [&'static Site],
    entries: &BTreeSet<(&str, &str)>,
) -> Vec<(&'f Site, bool)> {
    let own = functions.iter().copied().filter(|function| krate(function) == Some(of));
    own.map(|function| (function, entries.contains(&(of, function.name())))).collect()
}

/// What begins with the crate's name is about a function of the crate. Anything else may be about another target, whose
/// functions may have nearly the same names: it is told only where it is probably meant for one that has no entry.
fn finding(of: &str, entry: &str, functions: &[(&Site, bool)]) -> Option<CheckFinding> {
    let is_own = entry.split_once("::").is_some_and(|(first, _)| first == of);
    let candidates = functions.iter().filter(|(_, has_entry)| is_own || !has_entry).map(|(function, _)| *function);
    let meant = meant(entry, &candidates.collect::<Vec<_>>());
    if meant.is_none() && !is_own {
        return None;
    }
    let help = meant.map_or_else(
        || {
            "write the name as `resilin::sites()` gives it; if no build has the function, leave the entry out"
                .to_owned()
        },
        |meant| format!("did you mean `{}`?", meant.name()),
    );
    Some(CheckFinding {
        kind: FindingKind::NoSuchFunction,
        message: format!(
            "the entry `{}` in the resilience.toml of `{of}` fits no function",
            SectionKind::Sites.header(entry)
        ),
        sites: meant.map(CheckedSite::of).into_iter().collect(),
        help,
    })
}

/// The function that is probably meant: one whose name is nearly the entry's, or ends with it. A function of the same
/// path in another crate is another function, unless the crate's name is nearly the same.
fn meant<'f>(entry: &str, functions: &[&'f Site]) -> Option<&'f Site> {
    let may_be = |name: &&str| match (entry.split_once("::"), name.split_once("::")) {
        (Some((krate, path)), Some((of, own))) => of == krate || own == path && nearest(krate, [of]).is_some(),
        (None, _) => true,
        (Some(_), None) => false,
    };
    let names = || functions.iter().map(|function| function.name());
    let ends = |name: &&str| name.strip_suffix(entry).is_some_and(|before| before.ends_with("::"));
    let meant = names().find(ends).or_else(|| nearest(entry, names().filter(may_be)))?;
    functions.iter().copied().find(|function| function.name() == meant)
}
