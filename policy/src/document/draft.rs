//! An entry of a document while it is read.

use super::{
    SectionKind,
    assembled::{Assembled, Source},
    value::Value,
    wording,
};
use crate::{Finding, read::unknown_key_of};
use std::ops::Range;

/// An entry in the making: a text of the policy language, and what is wrong besides.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) assembled: Assembled,
    pub(super) findings: Vec<Finding>,
    pub(super) keys: Vec<(String, Range<usize>)>,
}

impl Draft {
    /// `key = value`.
    pub(super) fn entry(&mut self, key: &Source, value: &Source) {
        self.separate();
        self.assembled.bare(key);
        self.value(value);
    }

    pub(super) fn separate(&mut self) {
        if !(self.assembled.text.is_empty() || self.assembled.text.ends_with('(')) {
            self.assembled.glue(", ");
        }
    }

    pub(super) fn value(&mut self, value: &Source) {
        self.assembled.glue(" = ");
        if value.is_bare { self.assembled.bare(value) } else { self.assembled.quoted(value) }
    }

    /// Whether a value that is no name may be right; a quote in one would be taken for its end.
    pub(super) fn is_plain(&mut self, value: &Source) -> bool {
        let Some((at, mark)) = value.text.match_indices(['"', '\\']).next() else { return true };
        let message = format!("unexpected `{mark}`: no value holds a quote or a backslash");
        self.wrong(value.place(at..at + 1), message, "leave it out");
        false
    }

    /// What is wrong with the text, in the document.
    pub(super) fn found(&mut self, findings: Vec<Finding>) {
        let found = findings.into_iter().map(|finding| wording::placed(finding, &self.assembled));
        self.findings.extend(found);
    }

    pub(super) fn wrong(&mut self, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.findings.push(Finding::new(range, message).with_help(help));
    }

    /// A key that the entry cannot have.
    pub(super) fn unknown(&mut self, section: SectionKind, key: &Source) {
        let finding = unknown_key_of(section, &key.text);
        self.findings.push(wording::of_a_document(Finding { range: key.whole.clone(), ..finding }, false));
    }

    pub(super) fn wrong_kind(&mut self, value: &Value, expected: &str, help: &str) {
        let message = format!("expected {expected}, found {}", value.what());
        self.findings.push(wording::of_a_document(Finding::new(value.range(), message).with_help(help), false));
    }
}
