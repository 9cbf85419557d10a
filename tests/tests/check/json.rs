//! What machines read of a finding: feature `serde`.
//!
//! Red when: a field is renamed, or a kind is written as Rust has it.

use resilin::check::FindingKind;
use serde_json::{json, to_value};

use super::common::{found, site};

#[test]
fn a_finding() {
    site("json::one", 4, "breaker(\"json-differ\", failures = 3)");
    site("json::two", 8, "breaker(\"json-differ\", failures = 4)");
    let finding = &found(FindingKind::SettingsDiffer, "`json-differ`")[0];
    let site = |name, line, says| json!({ "name": name, "declared_at": { "file": "src/lib.rs", "line": line }, "says": says });
    assert_eq!(
        to_value(finding).unwrap(),
        json!({
            "kind": "settings_differ",
            "message": "the breaker `json-differ` is given different settings",
            "sites": [site("json::one", 4, "failures = 3"), site("json::two", 8, "failures = 4")],
            "help": "write its settings in one place, or give one of the breakers another name",
        })
    );
}
