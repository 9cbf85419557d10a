//! Files of vectors, and the account that is given of them: each is run, or it says why it does not apply.
//!
//! A vector is what a file has one of: a case of a list, an entry of a table. Two things may be said of one, beside it
//! or in the file by its name: `not_applicable`, the reason; and `differs`, where this crate does otherwise on
//! purpose, with `theirs`, `ours` and `why`.

use serde_json::Value;

/// One vector of a file.
pub(crate) struct Vector<'f> {
    /// `group/name`.
    pub(crate) name: String,
    pub(crate) value: &'f Value,
    differs: Option<&'f Value>,
    not_applicable: Option<&'f Value>,
}

/// What runs the vectors of that name, or of that group.
pub(crate) type Run = (&'static str, fn(&Vector<'_>));

/// What a file says of itself, not of a behaviour.
const ABOUT: [&str; 6] = ["source", "sources", "checked", "note", "not_applicable", "differs"];

pub(crate) fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

/// Runs each vector by the one entry of the table that is for it.
pub(crate) fn run_all(file: &Value, groups: &[&str], table: &[Run]) {
    let all = vectors(file, groups);
    for (name, _) in table {
        assert!(all.iter().any(|vector| vector.applies() && vector.is_of(name)), "{name} runs nothing");
    }
    let (mut run, mut not_applicable) = (0, 0);
    for vector in &all {
        if vector.applies() {
            vector.run(table);
            run += 1;
        } else {
            not_applicable += 1;
        }
    }
    assert_eq!(run + not_applicable, all.len());
}

/// Every vector of a file: the members of `groups`, and what else it has.
pub(crate) fn vectors<'f>(file: &'f Value, groups: &[&str]) -> Vec<Vector<'f>> {
    let entries = file.as_object().expect("a table").iter().filter(|(name, _)| !ABOUT.contains(&name.as_str()));
    let all: Vec<_> =
        entries.flat_map(|(name, value)| members(name, value, groups.contains(&name.as_str()))).collect();
    assert_every_note_is_of_one(file, &all);
    assert_no_two_have_one_name(&all);
    all.into_iter().map(|(name, value)| Vector::new(file, name, value)).collect()
}

fn members<'f>(name: &str, value: &'f Value, is_group: bool) -> Vec<(String, &'f Value)> {
    if !is_group {
        return vec![(name.to_owned(), value)];
    }
    let value = value.get("cases").unwrap_or(value);
    match value {
        Value::Object(entries) => entries.iter().map(|(key, value)| (format!("{name}/{key}"), value)).collect(),
        _ => list(value)
            .iter()
            .enumerate()
            .map(|(n, value)| (format!("{name}/{}", title(n, value)), value))
            .collect(),
    }
}

fn title(n: usize, value: &Value) -> String {
    value["name"].as_str().or(value.as_str()).map_or_else(|| n.to_string(), str::to_owned)
}

/// A note of a vector that is no longer there would go unnoticed.
fn assert_every_note_is_of_one(file: &Value, all: &[(String, &Value)]) {
    for notes in ["not_applicable", "differs"] {
        for name in file[notes].as_object().into_iter().flat_map(serde_json::Map::keys) {
            assert!(all.iter().any(|(known, _)| known == name), "{notes} names {name}, which is no vector");
        }
    }
}

/// A name is what a red test is found by, and budgets and breakers are made of it.
fn assert_no_two_have_one_name(all: &[(String, &Value)]) {
    for (n, (name, _)) in all.iter().enumerate() {
        assert!(all[..n].iter().all(|(other, _)| other != name), "two are called {name}");
    }
}

impl<'f> Vector<'f> {
    fn new(file: &'f Value, name: String, value: &'f Value) -> Self {
        let note = |of: &str| value.get(of).or_else(|| file.get(of)?.get(&name));
        let (differs, not_applicable) = (note("differs"), note("not_applicable"));
        let vector = Self { name, value, differs, not_applicable };
        vector.assert_its_notes_say_something();
        vector
    }

    fn assert_its_notes_say_something(&self) {
        let name = &self.name;
        assert!(self.not_applicable.is_none_or(|reason| !text(reason).is_empty()), "{name}: why not?");
        if let Some(differs) = self.differs {
            assert!(self.applies(), "{name}: what is not run cannot differ");
            assert_ne!(differs["theirs"], differs["ours"], "{name} does not differ");
            assert!(!text(&differs["why"]).is_empty(), "{name}: why?");
        }
    }

    pub(crate) fn applies(&self) -> bool {
        self.not_applicable.is_none()
    }

    /// What this crate does instead, where it differs.
    pub(crate) fn ours(&self) -> Option<&'f Value> {
        self.differs.map(|differs| &differs["ours"])
    }

    fn is_of(&self, name: &str) -> bool {
        self.name == name || self.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
    }

    fn run(&self, table: &[Run]) {
        let mut mine = table.iter().filter(|(name, _)| self.is_of(name));
        let (Some((_, run)), None) = (mine.next(), mine.next()) else {
            panic!("{} is run by none or by many, and is not said not to apply", self.name);
        };
        // Shown where the assertion that follows fails.
        println!("{}", self.name);
        run(self);
    }
}

pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

pub(crate) fn number(value: &Value) -> u32 {
    let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
    number.unwrap_or_else(|| panic!("no small whole number: {value}"))
}

pub(crate) fn numbers(value: &Value) -> Vec<u32> {
    list(value).iter().map(number).collect()
}

/// In thousandths, as tokens are counted.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of thousandths")]
pub(crate) fn thousandths(value: &Value) -> u32 {
    (value.as_f64().unwrap_or_else(|| panic!("no number: {value}")) * 1000.0).round() as u32
}
