//! Tables: what each class of failure gets.

mod reference;

pub use reference::TableRef;

use crate::{
    Class, Delays, Finding, PolicyError, Retry, Rule,
    names::{self, Plain},
};
use std::borrow::Cow;

/// Which class of failure gets which rule. A class that is not in it gets what the standard table says.
///
/// Tables are read from text, what a policy has in its `on(…)`, and print as text that reads the same again.
///
/// ```
/// use resilin_policy::{Class, Rule, Table};
///
/// let table: Table = r#"client = fail(counts = true), "conflict" = retry(attempts = 2)"#.parse()?;
/// assert_eq!(table.get(Class::CLIENT).map(|found| found.rule()), Some(Rule::Fail));
/// assert_eq!(table.get(Class::CLIENT).and_then(|found| found.counts()), Some(true));
/// assert!(table.get(Class::custom("conflict")).is_some() && table.get(Class::SERVER).is_none());
/// assert_eq!(table.to_string(), r#"client = fail(counts = true), "conflict" = retry(attempts = 2)"#);
///
/// assert_eq!("".parse(), Ok(Table::EMPTY));
/// assert!("client = explode".parse::<Table>().is_err());
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Table(#[doc(hidden)] pub Cow<'static, [ClassRule]>);

/// What one class of failure gets.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassRule {
    #[doc(hidden)]
    pub class: Cow<'static, str>,
    #[doc(hidden)]
    pub rule: Rule,
    #[doc(hidden)]
    pub counts: Option<bool>,
}

impl Table {
    /// Nothing in it: the standard table decides.
    pub const EMPTY: Self = Self(Cow::Borrowed(&[]));

    /// The name of the table that holds where none is named: `table = "standard"` takes back another name.
    pub const STANDARD: &str = "standard";

    /// What was written, in that order.
    #[inline]
    pub fn rules(&self) -> &[ClassRule] {
        &self.0
    }

    /// Whether a rule has delays of its own that a jitter spreads.
    pub(crate) fn takes_jitter(&self) -> bool {
        self.0.iter().any(|class| match class.rule {
            Rule::Retry(Retry { delays: Delays::Own(shape), .. }) => shape.takes_jitter(),
            _ => false,
        })
    }

    /// What a class gets here, if anything was written.
    pub fn get(&self, class: Class) -> Option<&ClassRule> {
        self.0.iter().find(|rule| rule.class == class.name())
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl ClassRule {
    /// The name of the class.
    pub fn class(&self) -> &str {
        &self.class
    }

    /// What the class gets.
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Whether a breaker counts the class as a failure of the server, where that was written.
    pub const fn counts(&self) -> Option<bool> {
        self.counts
    }

    /// Whether it is a class that somebody made, not one of the built-in ones.
    pub(crate) fn is_custom(&self) -> bool {
        Class::BUILT_IN.iter().all(|class| class.name() != self.class)
    }
}

/// Checks a name for a table that is about to be defined.
///
/// ```
/// use resilin_policy::check_table_name;
///
/// assert!(check_table_name("http").is_ok());
/// assert_eq!(check_table_name("standard").unwrap_err().to_string(), "\
/// `standard` is built in: it cannot be defined
///   standard
///   ^^^^^^^^
///   help: choose another name, as in `http`");
/// ```
///
/// # Errors
///
/// Everything that is wrong with the name, with its place and a way out.
pub fn check_table_name(name: &str) -> Result<(), PolicyError> {
    let built_in = (name == Table::STANDARD).then(|| {
        Finding::new(0..name.len(), "`standard` is built in: it cannot be defined")
            .with_help("choose another name, as in `http`")
    });
    names::checked(name, built_in.or_else(|| wrong_name(name)))
}

/// What is wrong with the name of a table, in bytes of the name.
pub(crate) fn wrong_name(name: &str) -> Option<Finding> {
    names::wrong(name, &TABLE)
}

const TABLE: Plain = Plain {
    what: "table",
    example: "http",
    none: "leave `table` out where there is none, or name the `standard` one",
    slashes: true,
};
