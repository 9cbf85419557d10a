//! Which entry of the file says something.

use resilin_policy::{Layer, Layers, SectionKind};

use super::source::NAME;

/// The entry that a key comes from, be it in part, as a message names it; `None` where the site says it itself.
pub(crate) fn entry_of(key: &str, layers: &Layers, site: Option<&str>) -> Option<String> {
    let entry = match layers.origin(key)? {
        Layer::Site => SectionKind::Sites.header(site?),
        Layer::Policy => policy(layers)?,
        _ => gate(key, layers)?,
    };
    Some(of_file(&entry))
}

/// All that the file adds.
pub(super) fn entries(layers: &Layers, site: Option<&str>) -> String {
    let site = site.filter(|_| layers.site.is_some()).map(|site| SectionKind::Sites.header(site));
    let gates = ["breaker", "quota", "retry_budget"].into_iter().filter_map(|key| gate(key, layers));
    let entries: Vec<String> = site.into_iter().chain(policy(layers)).chain(gates).collect();
    of_file(&entries.join("` and `"))
}

fn of_file(entry: &str) -> String {
    format!("`{entry}` of {NAME}")
}

fn policy(layers: &Layers) -> Option<String> {
    layers.policy.as_ref().map(|policy| SectionKind::Policies.header(&policy.name))
}

/// Where the file has settings for a gate that the site names itself.
fn gate(key: &str, layers: &Layers) -> Option<String> {
    let own = &layers.own;
    match key {
        "breaker" => layers.breaker.and(own.breaker.as_ref()).map(|it| SectionKind::Breakers.header(it.parent())),
        "quota" => layers.quota.and(own.quota.as_ref()).map(|it| SectionKind::Quotas.header(it.name())),
        "retry_budget" => layers
            .retry_budget
            .and(own.retry_budget.as_ref())
            .map(|it| SectionKind::RetryBudgets.header(it.name())),
        _ => None,
    }
}
