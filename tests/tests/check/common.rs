//! Sites of several crates, and the findings about them.

use resilin::check::FindingKind;
use resilin::{CheckFinding, Policy, Site};
use resilin_policy::Compiled;

/// An async function that can do everything but renew.
pub(crate) const ASYNC: Compiled = Compiled::ASYNC.and(Compiled::LOOP).and(Compiled::GATED).and(Compiled::CUT);

pub(crate) fn policy(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A site as the attribute makes it, in `src/lib.rs` of the crate that its name begins with; listed.
pub(crate) fn site(name: &'static str, line: u32, text: &str) -> &'static Site {
    compiled(name, line, text, ASYNC)
}

pub(crate) fn compiled(name: &'static str, line: u32, text: &str, compiled: Compiled) -> &'static Site {
    list(Site::declared(name, policy(text), compiled, (name, "src/lib.rs", line)))
}

/// A site made by hand, listed.
pub(crate) fn by_hand(name: &'static str, text: &str) -> &'static Site {
    list(Site::new(name, policy(text)))
}

pub(crate) fn list(site: Site) -> &'static Site {
    let site: &Site = Box::leak(Box::new(site));
    site.list();
    site
}

/// The findings of a kind whose message holds this.
pub(crate) fn found(kind: FindingKind, about: &str) -> Vec<CheckFinding> {
    let findings = resilin::check().err().unwrap_or_default();
    findings.into_iter().filter(|finding| finding.kind == kind && finding.message.contains(about)).collect()
}

/// The same, as it is printed.
pub(crate) fn told(kind: FindingKind, about: &str) -> String {
    found(kind, about).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
