//! All checks.

use super::names::{self, Use};
use super::{CheckFinding, beyond_deadline, crates, no_such_function, settings_differ, undefined};
use crate::{Site, sites};

/// Looks for what is wrong with the program as a whole: what no single attribute can know. Meant for the start of a
/// program, or for a test; it changes nothing.
///
/// It sees the listed sites ([`sites`]), as they are at this moment, overrides included. With the feature `link-time`
/// those are all sites of the attribute in the whole binary. Without it, and on WebAssembly, a site is missing until its
/// first call, and so are the findings about it; a site made by hand is missing everywhere until
/// [`Site::list`](crate::Site::list). What code defines has to be defined before. What a site with a registry of its own
/// names is nobody else's: only its policy and its name are looked at.
///
/// A `resilience.toml` serves every target of its package, of which a binary may hold one. So an entry under `[sites]` that
/// no function of the binary takes is told if it begins with the name of a crate that is there, or is nearly the name, or the
/// end of the name, of a function there that has no entry. What a feature or a `cfg` leaves out is not there: its entry is
/// told. So is that of a program's function in a test of the library of the same name.
///
/// ```
/// use resilin::check::FindingKind;
/// use resilin::{Site, policy};
///
/// static SLOW: Site = Site::new("slow", policy!("timeout = 10s, attempts = 4, deadline = 30s"));
/// SLOW.list();
///
/// let findings = resilin::check().expect_err("four attempts of 10s each");
/// assert!(findings.iter().any(|finding| finding.kind == FindingKind::BeyondDeadline));
/// println!("{}", findings[0]);
/// ```
///
/// # Errors
///
/// Everything that was found, by kind and then by name. Not all of it has to be a mistake in every program: a test that
/// wants no more than some of it looks at [`CheckFinding::kind`].
pub fn check() -> Result<(), Vec<CheckFinding>> {
    let mut sites: Vec<&Site> = sites().map(Site::current).collect();
    sites.sort_by_key(|site| (site.name(), site.declared_at().map(|at| (at.file, at.line))));
    let findings = all(&sites);
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn all(sites: &[&'static Site]) -> Vec<CheckFinding> {
    let shared: Vec<Use> =
        sites.iter().filter(|site| !site.is_scoped()).flat_map(|site| names::of(site)).collect();
    let named = names::by_name(&shared);
    let mut findings: Vec<CheckFinding> = named.iter().filter_map(settings_differ::found).collect();
    findings.extend(undefined::found(&named));
    findings.extend(sites.iter().filter_map(|site| beyond_deadline::found(site)));
    findings.extend(crates::same_site_name(sites));
    findings.extend(named.iter().filter_map(crates::across_crates));
    findings.extend(no_such_function::found(sites));
    // The sort is stable: names stay in order.
    findings.sort_by_key(|finding| finding.kind);
    findings
}
