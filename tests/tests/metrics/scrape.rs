//! What was scraped: Prometheus' text format, read.

use std::collections::BTreeMap;

#[derive(Debug)]
pub(crate) struct Scrape {
    text: String,
    kinds: BTreeMap<String, String>,
    helps: BTreeMap<String, String>,
    samples: Vec<Sample>,
}

#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// The name and the labels in the order of their names, as `name{a="b",c="d"}`.
    pub(crate) line: String,
    pub(crate) name: String,
    pub(crate) labels: BTreeMap<String, String>,
    value: f64,
}

impl Scrape {
    pub(crate) fn parse(text: &str) -> Self {
        let mut scrape =
            Self { text: text.to_owned(), kinds: BTreeMap::new(), helps: BTreeMap::new(), samples: Vec::new() };
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Some(kind) = line.strip_prefix("# TYPE ") {
                scrape.kinds.extend(pair(kind));
            } else if let Some(help) = line.strip_prefix("# HELP ") {
                scrape.helps.extend(pair(help));
            } else {
                scrape.samples.push(Sample::parse(line));
            }
        }
        scrape
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The kind that each metric is declared to be.
    pub(crate) fn kinds(&self) -> &BTreeMap<String, String> {
        &self.kinds
    }

    pub(crate) fn help(&self, name: &str) -> Option<&str> {
        self.helps.get(name).map(String::as_str)
    }

    pub(crate) fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// The value of the one sample that reads so.
    pub(crate) fn value(&self, line: &str) -> Option<f64> {
        let mut found = self.samples.iter().filter(|sample| sample.line == line);
        let value = found.next().map(|sample| sample.value);
        assert!(found.next().is_none(), "{line} is there twice");
        value
    }
}

fn pair(line: &str) -> Option<(String, String)> {
    line.split_once(' ').map(|(name, rest)| (name.to_owned(), rest.to_owned()))
}

impl Sample {
    fn parse(line: &str) -> Self {
        let (what, value) = line.rsplit_once(' ').expect("a sample and its value");
        let (name, labels) = match what.split_once('{') {
            Some((name, labels)) => (name, labels.strip_suffix('}').expect("the end of the labels")),
            None => (what, ""),
        };
        let label = |label: &str| {
            let (key, value) = label.split_once('=').expect("a label and its value");
            (key.to_owned(), value.trim_matches('"').to_owned())
        };
        // No value of these tests holds a comma.
        let labels: BTreeMap<_, _> = labels.split(',').filter(|part| !part.is_empty()).map(label).collect();
        let written: Vec<_> = labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
        Self {
            line: format!("{name}{{{}}}", written.join(",")),
            name: name.to_owned(),
            labels,
            value: value.parse().expect("a number"),
        }
    }
}
