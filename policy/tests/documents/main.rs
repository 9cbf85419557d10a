//! Files: every mistake as it is drawn, what is read of good ones, and what a site gets of them.
//!
//! Each case holds all findings of its text, so that a finding too many fails as well.

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "shared with tests that draw whole policies")]
mod common;

mod entries;
mod gates;
mod lookup;
mod names;
mod overrides;
mod places;
mod policies;
mod reading;
mod references;
mod robust;
mod rules;
mod sections;
mod syntax;

use resilin_policy::{Document, FileError, Usage};

/// Files, and all that is wrong with each of them; both begin behind a line break, for the eye.
#[track_caller]
fn refused(cases: &[(&str, &str)]) {
    judged(cases, Usage::Compiled);
}

#[track_caller]
fn refused_as_an_override(cases: &[(&str, &str)]) {
    judged(cases, Usage::Override);
}

#[track_caller]
fn judged(cases: &[(&str, &str)], usage: Usage) {
    for (text, expected) in cases {
        let text = text.trim_start_matches('\n');
        let (_, findings) = Document::read(text, usage);
        let drawn = FileError::new("resilience.toml", text, findings).to_string();
        assert_eq!(drawn, expected.trim_matches('\n'), "in {text}");
    }
}
