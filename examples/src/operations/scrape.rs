//! What was scraped: Prometheus' text format, read.

use std::collections::BTreeMap;

/// The samples, without their help.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scrape(Vec<Sample>);

/// One line of them.
#[derive(Clone, Debug, PartialEq)]
struct Sample {
    line: String,
    name: String,
    labels: BTreeMap<String, String>,
    value: f64,
}

impl Scrape {
    /// Reads it. Lines that are no sample are left out.
    pub fn of(text: &str) -> Self {
        Self(text.lines().filter(|line| !line.starts_with('#')).filter_map(Sample::of).collect())
    }

    /// The samples of this name that have these labels among theirs, added up.
    pub fn sum(&self, name: &str, labels: &[(&str, &str)]) -> f64 {
        self.of_name(name, labels).iter().fold(0.0, |sum, sample| sum + sample.value)
    }

    /// The lines of this name that have these labels among theirs, as they were scraped.
    pub fn lines(&self, name: &str, labels: &[(&str, &str)]) -> Vec<&str> {
        self.of_name(name, labels).iter().map(|sample| sample.line.as_str()).collect()
    }

    fn of_name(&self, name: &str, labels: &[(&str, &str)]) -> Vec<&Sample> {
        self.0.iter().filter(|sample| sample.name == name && sample.has(labels)).collect()
    }
}

impl Sample {
    fn of(line: &str) -> Option<Self> {
        let (what, value) = line.rsplit_once(' ')?;
        let (name, labels) = what.split_once('{').unwrap_or((what, ""));
        // No value here holds a comma.
        let labels = labels.trim_end_matches('}').split(',').filter_map(|label| {
            let (name, value) = label.split_once('=')?;
            Some((name.to_owned(), value.trim_matches('"').to_owned()))
        });
        Some(Self {
            line: line.to_owned(),
            name: name.to_owned(),
            labels: labels.collect(),
            value: value.parse().ok()?,
        })
    }

    fn has(&self, labels: &[(&str, &str)]) -> bool {
        labels.iter().all(|(name, value)| self.labels.get(*name).is_some_and(|known| known == value))
    }
}
