//! The explanation of all sites.
//!
//! Red when: `explain` does not sort, or explains the declared site where another is current.

use std::io;

use resilin::{Explanation, explain, resilient};

use super::common::by_hand;

/// Nobody calls it.
#[resilient(attempts = 7, timeout = 2s)]
async fn never_called() -> io::Result<()> {
    Ok(())
}

fn names(explanation: &Explanation) -> Vec<&str> {
    explanation.sites.iter().map(|site| site.name).collect()
}

#[test]
fn every_listed_site_is_explained_by_name() {
    let _ = never_called;
    by_hand("zzz listed", "attempts = 4").list();
    by_hand("aaa listed", "attempts = 4").list();
    let explanation = explain();
    let names = names(&explanation);
    assert!(names.is_sorted(), "{names:?}");
    assert!(["aaa listed", "explain::listed::never_called", "zzz listed"].iter().all(|name| names.contains(name)));
    assert_eq!(explanation.site("nobody"), None);
}

#[test]
fn a_site_of_the_attribute_tells_its_place_and_its_values() {
    let explanation = explain();
    let site = explanation.site("explain::listed::never_called").expect("the linker lists it");
    let at = site.declared_at.expect("it is the attribute's");
    assert!(at.file.ends_with("listed.rs") && at.line == 12, "{at:?}");
    assert_eq!(site.setting("attempts").unwrap().source.to_string(), "attribute");
    assert!(!site.overridden);
}
