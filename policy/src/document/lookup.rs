//! What a document has for one site.

use super::{Document, Section, missing};
use crate::{
    BreakerRef, BreakerSettings, Finding, Layers, NamedPolicy, QuotaRef, QuotaSettings, Reading, RetryBudgetRef,
    RetryBudgetSettings, Target,
};
use std::borrow::Cow;

impl Document {
    /// The layers of a policy that was read, with what this document says of the site of this name, of the policy that
    /// the site starts from, and of the gates and the table that it comes to name.
    ///
    /// A name in the text that the document does not have is a finding, in bytes of that text and in its order; names in
    /// the document itself were looked up when it was read.
    #[cfg_attr(
        feature = "toml",
        doc = "
```
use resilin_policy::{Context, Document, Layer, Target, Usage, read};

let file = \"[policies.reads]\\nattempts = 6\\n[breakers.api]\\nopen = '30s'\";
let (document, _) = Document::read(file, Usage::Compiled);

let context = Context::from(Target::AsyncFn).with_named_policies();
let (layers, findings) = document.layers(&read(r#\"policy = \"reads\", breaker = \"api\"\"#, context), None);
assert_eq!(findings, []);
assert_eq!(layers.origin(\"attempts\"), Some(Layer::Policy));
assert_eq!(layers.settings(Target::AsyncFn).breaker.unwrap().settings().to_string(), \"open = 30s\");

let (_, findings) = document.layers(&read(r#\"breaker = \"apii\"\"#, context), None);
assert_eq!(findings[0].message, \"`resilience.toml` has no breaker `apii`\");
assert_eq!(findings[0].help.as_deref(), Some(\"did you mean `api`?\"));
```
"
    )]
    pub fn layers(&self, reading: &Reading, site: Option<&str>) -> (Layers, Vec<Finding>) {
        let references = missing::references(reading, |range| range);
        let mut findings: Vec<Finding> =
            references.iter().filter_map(|reference| self.missing(reference)).collect();
        findings.sort_by_key(|finding| finding.range.start);
        let site = site.and_then(|name| self.sites.get(name)).map(|entry| &entry.values);
        let base = reading.base.as_ref().or_else(|| site?.base.as_ref());
        let policy = base.and_then(|base| self.policies.get(&base.name));
        let mut layers = Layers::of(reading.settings.clone());
        layers.site = site.map(|site| site.settings.clone());
        layers.policy = policy
            .map(|entry| NamedPolicy { name: Cow::Owned(entry.name.clone()), settings: entry.values.clone() });
        self.define(&mut layers);
        (layers, findings)
    }

    /// What the document says of the things that the layers come to name.
    fn define(&self, layers: &mut Layers) {
        let named = layers.named(Target::AsyncFn);
        let breaker = named.breaker.as_ref().map(BreakerRef::parent);
        let quota = named.quota.as_ref().map(QuotaRef::name);
        let budget = named.retry_budget.as_ref().map(RetryBudgetRef::name);
        layers.breaker = said(&self.breakers, breaker, &BreakerSettings::NONE);
        layers.quota = said(&self.quotas, quota, &QuotaSettings::NONE);
        layers.retry_budget = said(&self.retry_budgets, budget, &RetryBudgetSettings::NONE);
        let table = named.table.as_ref().and_then(|table| self.tables.get(table.name()));
        layers.table = table.map(|entry| entry.values.clone());
    }

    /// The sites of the document that end with these segments: a function's name, or a type's and a method's.
    #[cfg_attr(
        feature = "toml",
        doc = "
```
use resilin_policy::{Document, Usage};

let file = \"[sites.'shop::client::ticker']\\n[sites.'shop::my_ticker']\\n[sites.ticker]\";
let (document, _) = Document::read(file, Usage::Compiled);
assert_eq!(document.candidates(\"ticker\"), [\"shop::client::ticker\", \"ticker\"]);
```
"
    )]
    pub fn candidates(&self, suffix: &str) -> Vec<&str> {
        let ends = |name: &&str| {
            let before = name.strip_suffix(suffix);
            before.is_some_and(|before| before.is_empty() || before.ends_with("::"))
        };
        self.sites.names().filter(ends).collect()
    }
}

/// The settings of this name, if they say anything.
fn said<T: Copy + PartialEq>(section: &Section<T>, name: Option<&str>, none: &T) -> Option<T> {
    section.get(name?).map(|entry| entry.values).filter(|values| values != none)
}
