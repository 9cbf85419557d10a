//! What sites name, and what they say of it.

use resilin_policy::{QuotaSettings, Table};

use super::CheckedSite;
use crate::registry::Registry;
use crate::{NamedKind, Site};

/// A site that names something.
#[derive(Clone, Debug)]
pub(super) struct Use {
    kind: NamedKind,
    name: String,
    pub(super) site: &'static Site,
    /// Its settings or rules, as the policy language writes them; empty where it leaves them to others.
    pub(super) says: String,
}

/// Something named, and the sites that name it.
#[derive(Debug)]
pub(super) struct Named<'u> {
    pub(super) kind: NamedKind,
    pub(super) name: &'u str,
    pub(super) uses: Vec<&'u Use>,
    /// What was chosen for it, whoever chose it: `None` where nobody has.
    pub(super) chosen: Option<String>,
}

/// Everything that a site names.
pub(super) fn of(site: &'static Site) -> Vec<Use> {
    let policy = site.policy();
    let it = |kind, name: &str, says: String| Use { kind, name: name.to_owned(), site, says };
    let breaker =
        policy.breaker().map(|named| it(NamedKind::Breaker, named.parent(), named.settings().to_string()));
    let quota = policy.quota().map(|named| it(NamedKind::Quota, named.name(), shared(*named.settings())));
    let budget =
        policy.retry_budget().map(|named| it(NamedKind::RetryBudget, named.name(), named.settings().to_string()));
    let rules = policy.table_rules().map(Table::to_string);
    let table = policy.table().filter(|name| *name != Table::STANDARD);
    let table = table.map(|name| it(NamedKind::Table, name, rules.unwrap_or_default()));
    [breaker, quota, budget, table].into_iter().flatten().collect()
}

/// How long a site waits is its own affair.
fn shared(settings: QuotaSettings) -> String {
    QuotaSettings { wait_up_to: None, ..settings }.to_string()
}

/// Sorted by kind and name; the sites of each in the order in which they came.
pub(super) fn by_name(uses: &[Use]) -> Vec<Named<'_>> {
    let mut sorted: Vec<&Use> = uses.iter().collect();
    sorted.sort_by_key(|it| (it.kind, &it.name));
    let same_name = |one: &&Use, other: &&Use| one.kind == other.kind && one.name == other.name;
    let named = sorted.chunk_by(same_name).filter_map(|uses| {
        let first = uses.first()?;
        let (kind, name) = (first.kind, first.name.as_str());
        Some(Named { kind, name, uses: uses.to_vec(), chosen: chosen(kind, name) })
    });
    named.collect()
}

fn chosen(kind: NamedKind, name: &str) -> Option<String> {
    let registry = Registry::global();
    match kind {
        NamedKind::Breaker => {
            registry.breaker_shelf().held_of(name).base_if_any().map(|settings| settings.to_string())
        }
        NamedKind::Quota => registry.quota_shelf().held_of(name).base_if_any().map(shared),
        NamedKind::RetryBudget => {
            registry.budget_shelf().held_of(name).base_if_any().map(|settings| settings.to_string())
        }
        NamedKind::Table => registry.tables().defined(name).map(|rules| rules.to_string()),
    }
}

impl Named<'_> {
    /// Whether somebody has given it settings or rules: code, or a site.
    pub(super) fn is_defined(&self) -> bool {
        self.chosen.is_some() || self.uses.iter().any(|it| !it.says.is_empty())
    }

    /// The sites that name it.
    pub(super) fn sites(&self) -> Vec<CheckedSite> {
        self.uses.iter().map(|it| CheckedSite::of(it.site)).collect()
    }
}
