//! Reading a file.

mod entry_name;
mod names;
mod syntax;
mod text;

use super::{
    Document, SectionKind, Usage,
    assembled::{Assembled, Source},
    missing::Reference,
    value::{Pair, Value},
    wording,
};
use crate::Finding;

impl Document {
    /// Reads a file. This never fails: it reads what it can and reports every mistake at once, in the order of the file.
    /// Ranges are bytes of `text`, on character boundaries; [`located`](crate::located) draws them.
    ///
    /// An entry may be any part of a policy or of settings: what depends on the rest is judged when all of it is put
    /// together, by [`judge`](crate::judge). For [`Usage::Compiled`] the names in the file's own policies and sites are
    /// looked up in it.
    ///
    /// ```
    /// use resilin_policy::{Document, Usage, located};
    ///
    /// let text = "[breakers.api]\nopen = \"30\"\n";
    /// let (_, findings) = Document::read(text, Usage::Compiled);
    /// assert_eq!(located("resilience.toml", text, &findings[0]), "\
    /// `30` has no unit
    ///   --> resilience.toml:2:9
    ///   open = \"30\"
    ///           ^^
    ///   help: write `30s` or `30ms`");
    /// ```
    pub fn read(text: &str, usage: Usage) -> (Self, Vec<Finding>) {
        let (pairs, wrong) = syntax::pairs(text);
        let mut reader = Reader { document: Self::default(), usage, findings: Vec::new(), references: Vec::new() };
        for pair in &pairs {
            reader.section(pair);
        }
        if usage == Usage::Compiled && wrong.is_empty() {
            reader.look_up();
        }
        let mut findings = syntax::without_what_follows(text, &wrong, reader.findings);
        findings.extend(wrong);
        findings.sort_by_key(|finding| finding.range.start);
        (reader.document, findings)
    }
}

struct Reader {
    document: Document,
    usage: Usage,
    findings: Vec<Finding>,
    references: Vec<Reference>,
}

impl Reader {
    fn section(&mut self, Pair { key, value, .. }: &Pair) {
        let section = match SectionKind::named(&key.text) {
            Some(section) => section,
            None => {
                let (meant, finding) = names::unknown_section(key);
                self.findings.push(finding);
                // What is in it is read all the same.
                let Some(section) = meant else { return };
                section
            }
        };
        match value {
            Value::Table { pairs, .. } => pairs.iter().for_each(|pair| self.entry(section, pair)),
            other => self.findings.push(names::no_section(section, other)),
        }
    }

    fn entry(&mut self, section: SectionKind, Pair { key, value, .. }: &Pair) {
        let wrong = entry_name::wrong(section, key);
        let pairs = match value {
            // No entry goes by that name: its own key would be taken for one.
            Value::Table { .. } if key.text == "on" && section.keys().contains(&"on") => {
                return self.findings.push(names::no_entry(section, key, value));
            }
            Value::Table { pairs, .. } => pairs.as_slice(),
            other => {
                self.findings.push(names::no_entry(section, key, other));
                &[]
            }
        };
        self.findings.extend(wrong);
        let references = self.document.put(section, key, pairs, self.usage, &mut self.findings);
        self.references.extend(references);
    }

    fn look_up(&mut self) {
        let missing = self.references.iter().filter_map(|reference| self.document.missing(reference));
        self.findings.extend(missing);
    }
}
