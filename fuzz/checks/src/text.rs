//! Inputs that are text, and what holds for every finding in one.

use std::str::from_utf8;

use resilin_policy::Finding;

/// As much of the bytes as is text.
pub(crate) fn of(bytes: &[u8]) -> &str {
    match from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    }
}

/// Every finding has a place in the text, says something, and offers a way out; they stand in the order of the text.
#[track_caller]
pub(crate) fn holds(text: &str, findings: &[Finding]) {
    for finding in findings {
        let place = text.get(finding.range.clone());
        assert!(place.is_some(), "not a place in the text: {finding:?}");
        assert!(!finding.message.trim().is_empty(), "says nothing: {finding:?}");
        assert!(has_way_out(finding), "has no way out: {finding:?}");
    }
    assert!(findings.is_sorted_by_key(|finding| finding.range.start), "out of order: {findings:?}");
}

/// A parser of TOML says in the message itself what it would have taken.
fn has_way_out(finding: &Finding) -> bool {
    let help = finding.help.as_deref();
    let expects = finding.message.contains(", expected ") && !finding.message.ends_with("expected nothing");
    help.map_or(expects, |help| !help.trim().is_empty())
}
