//! Policies as data: what a file or a variable of the environment says of policies, gates, tables and sites.

mod assembled;
mod draft;
mod entry;
#[cfg(feature = "toml")]
mod file;
mod gates;
mod lookup;
mod missing;
mod rules;
mod section;
mod value;
mod wording;

pub use section::{Entry, Section, SectionKind};

use crate::{Base, BreakerSettings, Finding, QuotaSettings, RetryBudgetSettings, Settings, Table};
use assembled::Source;
use missing::Reference;
use value::{Pair, Value};

/// What a file says, or a variable of the environment: any part of it may be missing.
///
/// The entries have the keys that the attribute has, in the same words; a name of a gate stands alone, and its settings
/// in a section of their own.
#[cfg_attr(
    feature = "toml",
    doc = "
```
use resilin_policy::{Document, Usage};

let (document, findings) = Document::read(r#\"
[policies.reads]
attempts = 6
backoff = \"exp(200ms, 2, 10s)\"
breaker = \"api\"
on = { throttled = \"retry(attempts = 8)\", client = { rule = \"fail\", counts = true } }

[breakers.api]
open = \"30s\"
\"#, Usage::Compiled);
assert_eq!(findings, []);
let reads = document.policies.get(\"reads\").unwrap();
assert!(reads.values.keys().eq([\"backoff\", \"attempts\", \"breaker\", \"on\"]));
```
"
)]
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Document {
    /// `[policies.reads]`.
    pub policies: Section<Settings>,
    /// `[breakers.api]`.
    pub breakers: Section<BreakerSettings>,
    /// `[tables.http]`.
    pub tables: Section<Table>,
    /// `[quotas.llm]`.
    pub quotas: Section<QuotaSettings>,
    /// `[retry_budgets.api]`.
    pub retry_budgets: Section<RetryBudgetSettings>,
    /// `[sites."shop::client::ticker"]`.
    pub sites: Section<SiteSettings>,
}

/// What a document says of one site.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SiteSettings {
    /// The policy that it starts from, where it says so. Its range is where the name stands in the document.
    pub base: Option<Base>,
    /// The keys that refine it.
    pub settings: Settings,
}

/// What a document is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Usage {
    /// It is compiled in: a site may start from a policy of it, and names are looked up in it.
    Compiled,
    /// It overrides what was compiled in, key by key.
    Override,
}

impl Document {
    /// One value, as a variable of the environment gives it: of this section, the thing of this name, and this key. The
    /// key of a rule is `on`, beside its class; in a table it is the class.
    ///
    /// The document holds that entry alone. Ranges of findings are of `value`; keys and names are not judged, as far as
    /// [`Variable::parse`](crate::Variable::parse) has done that.
    ///
    /// ```
    /// use resilin_policy::{Document, SectionKind};
    ///
    /// let (document, findings) = Document::of_value(SectionKind::Breakers, "api", "open", None, "10s");
    /// assert_eq!((document.breakers.get("api").unwrap().values.to_string(), findings), ("open = 10s".into(), vec![]));
    ///
    /// let (_, findings) = Document::of_value(SectionKind::Sites, "ticker", "on", Some("client"), "retry(fixed(1))");
    /// assert_eq!((findings[0].range.clone(), findings[0].message.as_str()), (12..13, "`1` has no unit"));
    /// ```
    pub fn of_value(
        section: SectionKind,
        name: &str,
        key: &str,
        class: Option<&str>,
        value: &str,
    ) -> (Self, Vec<Finding>) {
        let whole = 0..value.len();
        let source = Source { text: value.to_owned(), whole: whole.clone(), start: Some(0), is_bare: false };
        // There is nothing to quote a name with: what is not built in is somebody's own.
        let pair = |key: &str, value: Value| Pair {
            key: Source { text: key.to_owned(), whole: whole.clone(), start: None, is_bare: false },
            is_own: true,
            value,
        };
        let value = Value::Word(source);
        let value = match class {
            Some(class) => Value::Table { pairs: vec![pair(class, value)], range: whole.clone() },
            None => value,
        };
        let (mut document, mut findings) = (Self::default(), Vec::new());
        let name = Source { text: name.to_owned(), whole: whole.clone(), start: None, is_bare: false };
        document.put(section, &name, &[pair(key, value)], Usage::Override, &mut findings);
        (document, findings)
    }

    /// Reads an entry into its section. Answers which names it gives to other things, with their places.
    fn put(
        &mut self,
        section: SectionKind,
        name: &Source,
        pairs: &[Pair],
        usage: Usage,
        findings: &mut Vec<Finding>,
    ) -> Vec<Reference> {
        match section {
            SectionKind::Policies => {
                let (entry, references) = entry::policy(name, pairs, (section, usage), findings);
                self.policies.push(entry.map(|site| site.settings));
                return references;
            }
            SectionKind::Sites => {
                let (entry, references) = entry::policy(name, pairs, (section, usage), findings);
                self.sites.push(entry);
                return references;
            }
            SectionKind::Tables => self.tables.push(rules::table(name, pairs, findings)),
            SectionKind::Breakers => self.breakers.push(gates::breaker(name, pairs, findings)),
            SectionKind::Quotas => self.quotas.push(gates::quota(name, pairs, findings)),
            SectionKind::RetryBudgets => self.retry_budgets.push(gates::retry_budget(name, pairs, findings)),
        }
        Vec::new()
    }
}
