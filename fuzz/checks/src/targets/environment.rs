//! Variables of the environment: `NAME=value`, as the environment has them.

use arbitrary::{Arbitrary, Unstructured};
use resilin_policy::{Document, SectionKind, Variable, env_name};

use crate::text;

/// A variable.
#[derive(Debug)]
pub struct Input<'a> {
    name: &'a str,
    value: &'a str,
}

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let text = bytes.bytes(bytes.len()).map(text::of)?;
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        Ok(Self { name, value })
    }
}

impl Input<'_> {
    /// Reads the name both ways, and the value by either.
    ///
    /// # Panics
    ///
    /// A promise is broken.
    pub fn check(&self) {
        assert_eq!(Variable::parse(self.name).is_some(), self.name.starts_with("RESILIENCE__"));
        match Variable::parse(self.name) {
            None => {}
            Some(Err(finding)) => text::holds(self.name, &[finding]),
            Some(Ok(variable)) => {
                let both = [variable.other(), Some(variable)];
                both.iter().flatten().for_each(|variable| self.means(variable));
            }
        }
    }

    /// The value is of one thing and one key alone, and what is wrong with it has its place there.
    fn means(&self, variable: &Variable) {
        self.spells(variable);
        let Variable { section, name_part, key, class, .. } = variable;
        let (document, findings) = Document::of_value(*section, name_part, key, class.as_deref(), self.value);
        text::holds(self.value, &findings);
        assert_eq!(names(&document), [(*section, name_part.as_str())]);
    }

    /// The name comes back from what it means.
    fn spells(&self, Variable { section, name_part, key, class, .. }: &Variable) {
        let start = format!("RESILIENCE__{}__{name_part}__", env_name(section.name()));
        let rest = self.name.strip_prefix(&start).expect("it begins with the section and the name");
        let (last, meant) = match class {
            Some(class) => (rest.strip_prefix("ON__").expect("it is about a rule"), class),
            None => (rest, key),
        };
        assert_eq!(last.to_ascii_lowercase(), *meant);
    }
}

/// The names in all sections.
fn names(document: &Document) -> Vec<(SectionKind, &str)> {
    let all: [(SectionKind, Vec<&str>); 6] = [
        (SectionKind::Policies, document.policies.names().collect()),
        (SectionKind::Breakers, document.breakers.names().collect()),
        (SectionKind::Tables, document.tables.names().collect()),
        (SectionKind::Quotas, document.quotas.names().collect()),
        (SectionKind::RetryBudgets, document.retry_budgets.names().collect()),
        (SectionKind::Sites, document.sites.names().collect()),
    ];
    all.into_iter().flat_map(|(section, names)| names.into_iter().map(move |name| (section, name))).collect()
}
