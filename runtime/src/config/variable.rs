//! What a variable of the environment is about.

use std::ffi::OsStr;
use std::ops::Range;

use resilin_policy::{Finding, SectionKind, Variable, env_name};

use super::known::Known;

/// The key of a thing, by the names that the program has for both.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) section: SectionKind,
    pub(super) name: String,
    pub(super) key: String,
    pub(super) class: Option<String>,
}

/// Finds what a variable is about; ranges are of its name.
pub(super) fn target(name: &OsStr, known: &Known) -> Result<Target, Finding> {
    let lossy = name.to_string_lossy();
    let Some(text) = name.to_str() else {
        let finding = Finding::new(0..lossy.len(), "the name of the variable is no UTF-8");
        return Err(finding.with_help("use capitals, digits and `_`"));
    };
    let variable = Variable::parse(text).unwrap_or_else(|| Err(Finding::new(0..text.len(), "no override")))?;
    let range = place(&variable);
    let mut targets = targets(&variable, known);
    targets.extend(variable.other().iter().flat_map(|other| self::targets(other, known)));
    match (targets.pop(), targets.is_empty()) {
        (Some(target), true) => target.with_class(text, known),
        (None, _) => Err(known.unknown(variable.section, &variable.name_part, range, env_name)),
        (Some(last), false) => {
            targets.push(last);
            Err(ambiguous(range, variable.section.what(), targets.iter().map(Target::thing)))
        }
    }
}

/// Where the name of the thing stands in that of the variable.
fn place(variable: &Variable) -> Range<usize> {
    let start = "RESILIENCE__".len() + variable.section.name().len() + "__".len();
    start..start + variable.name_part.len()
}

fn targets(variable: &Variable, known: &Known) -> Vec<Target> {
    let names = known.in_variable(variable.section, &variable.name_part);
    let target = |name: &str| Target {
        section: variable.section,
        name: name.to_owned(),
        key: variable.key.clone(),
        class: variable.class.clone(),
    };
    names.into_iter().map(target).collect()
}

impl Target {
    /// What the variable could be about, in words.
    fn thing(&self) -> String {
        match &self.class {
            Some(class) => format!("`{}` (on {class})", self.name),
            None => format!("`{}` ({})", self.name, self.key),
        }
    }

    /// With the class as policies write it: a variable has only capitals for it.
    fn with_class(mut self, variable: &str, known: &Known) -> Result<Self, Finding> {
        let is_class = self.section == SectionKind::Tables;
        let Some(class) = (if is_class { Some(&mut self.key) } else { self.class.as_mut() }) else {
            return Ok(self);
        };
        let known = known.classes_in_variable(class);
        match known.as_slice() {
            [] => {}
            [only] => *class = (*only).to_owned(),
            several => {
                let range = variable.len() - class.len()..variable.len();
                return Err(ambiguous(range, "class", several.iter().map(|class| format!("`{class}`"))));
            }
        }
        Ok(self)
    }
}

fn ambiguous(range: Range<usize>, what: &str, things: impl Iterator<Item = String>) -> Finding {
    let things: Vec<String> = things.collect();
    let message = format!("the variable fits more than one {what}: {}", things.join(" and "));
    Finding::new(range, message).with_help("write it in a file, where names are spelt in full")
}
