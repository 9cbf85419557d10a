//! The table in the module's documentation, which is what users rely on.

use std::collections::BTreeSet;

use super::scrape::{Sample, Scrape};

const DOCUMENTATION: &str = include_str!("../../../runtime/src/metrics/mod.rs");

/// One line of the table.
#[derive(Debug)]
struct Row {
    name: &'static str,
    kind: &'static str,
    labels: BTreeSet<&'static str>,
}

fn rows() -> Vec<Row> {
    let rows: Vec<_> = DOCUMENTATION.lines().filter_map(row).collect();
    assert_eq!(rows.len(), DOCUMENTATION.matches("//! | `resilience_").count());
    rows
}

fn row(line: &'static str) -> Option<Row> {
    let cells: Vec<_> = line.strip_prefix("//! |")?.split('|').map(str::trim).collect();
    let [name, kind, _unit, labels, meaning, ""] = cells[..] else {
        return None;
    };
    let name = name.strip_prefix('`')?.strip_suffix('`').filter(|name| name.starts_with("resilience_"))?;
    assert!(!meaning.is_empty(), "{name}");
    Some(Row { name, kind, labels: labels.split(", ").map(|label| label.trim_matches('`')).collect() })
}

/// Every metric of the table is there, with its kind, its labels and a word of help; and none that it lacks.
pub(crate) fn assert_described_by(scrape: &Scrape) {
    let rows = rows();
    for row in &rows {
        let samples: Vec<_> = scrape.samples().iter().filter(|sample| row.is_of(sample)).collect();
        assert!(!samples.is_empty(), "{} is not scraped", row.name);
        assert_eq!(scrape.kinds().get(row.name).map(String::as_str), Some(row.kind), "{}", row.name);
        assert!(scrape.help(row.name).is_some_and(|help| !help.is_empty()), "{} has no help", row.name);
        for sample in samples {
            let labels = sample.labels.keys().map(String::as_str).filter(|label| *label != "le");
            assert_eq!(labels.collect::<BTreeSet<_>>(), row.labels, "{}", sample.line);
        }
    }
    for sample in scrape.samples() {
        assert!(rows.iter().any(|row| row.is_of(sample)), "the table lacks {}", sample.name);
    }
    for name in scrape.kinds().keys() {
        assert!(rows.iter().any(|row| row.name == name), "the table lacks {name}");
    }
}

impl Row {
    fn is_of(&self, sample: &Sample) -> bool {
        let parts: &[&str] = if self.kind == "histogram" { &["_bucket", "_sum", "_count"] } else { &[""] };
        sample.name.strip_prefix(self.name).is_some_and(|rest| parts.contains(&rest))
    }
}
