//! Names that nobody defined.

use resilin_policy::nearest;

use super::names::Named;
use super::{CheckFinding, FindingKind};
use crate::NamedKind;

/// Tables without rules, and gates that have only the defaults.
pub(super) fn found(named: &[Named<'_>]) -> Vec<CheckFinding> {
    let undefined = named.iter().filter(|it| !it.is_defined());
    undefined.map(|it| finding(it, meant(it, named))).collect()
}

/// The defined one that was probably meant.
fn meant<'n>(undefined: &Named<'_>, named: &[Named<'n>]) -> Option<&'n str> {
    let defined = named.iter().filter(|it| it.kind == undefined.kind && it.is_defined());
    nearest(undefined.name, defined.map(|it| it.name))
}

fn finding(undefined: &Named<'_>, meant: Option<&str>) -> CheckFinding {
    let Named { kind, name, .. } = undefined;
    let (finding, lacks, way) = match kind {
        NamedKind::Table => {
            (FindingKind::UndefinedTable, "has no rules: the standard table serves", "`resilin::define_table`")
        }
        NamedKind::Breaker => (FindingKind::OnlyDefaults, "has only the defaults", "`Breaker::define`"),
        NamedKind::Quota => (FindingKind::OnlyDefaults, "has only the defaults", "`Quota::define`"),
        NamedKind::RetryBudget => (FindingKind::OnlyDefaults, "has only the defaults", "`RetryBudget::define`"),
    };
    let help = meant.map_or_else(
        || format!("define it in `resilience.toml` under `{}`, or by {way}", kind.section().header(name)),
        |meant| format!("did you mean `{meant}`?"),
    );
    CheckFinding { kind: finding, message: format!("the {kind} `{name}` {lacks}"), sites: undefined.sites(), help }
}
