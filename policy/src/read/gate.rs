//! Gates: breakers, quotas, retry budgets. A policy names them, and each has settings in a language of its own.

mod reference;
mod share;

pub(super) use reference::{Together, reference};
pub(super) use share::{Share, share_above_zero};

use super::{
    Findings,
    entries::{Entries, Places},
    language::{Key, Written},
    lex::Token,
};
use crate::{
    Finding, KeyKind, PolicyError,
    gate::{GateSetting, Home, homes},
    key_kind, suggest,
};

/// The language of one kind of gate: of its settings, and of the name before them.
pub(super) trait Gate: GateSetting {
    type Settings: Default;

    /// How it is written with settings of its own.
    const FORM: &'static str;
    /// How it is written without.
    const NAMED: &'static str;
    /// A setting that is right.
    const SETTING: &'static str;
    /// What to say where a comma should be.
    const SEPARATED: &'static str;

    /// What is wrong with a name in a policy, in bytes of the name.
    fn wrong_name(name: &str) -> Vec<Finding>;

    /// What is wrong with a value that is known for something else than a name.
    fn mistaken(_value: &[Token<'_>]) -> Option<Finding> {
        None
    }

    /// What to do instead of a setting that other libraries have and this language has not.
    fn instead_of(_setting: &str) -> Option<&'static str> {
        None
    }

    /// Reads a value into its place.
    fn read(self, value: &[Token<'_>], settings: &mut Self::Settings, findings: &mut Findings);

    /// What is wrong with settings that are each right; of a part of them, what is wrong whatever the rest says.
    fn together(settings: &Self::Settings, places: &Places<Self>, is_partial: bool) -> Vec<Finding>;
}

/// Reads settings that stand alone, all of them or a part, and what is wrong with them.
pub(super) fn settings<G: Gate>(text: &str, is_partial: bool) -> (G::Settings, Vec<Finding>) {
    let (entries, findings) = entries::<G>(text, is_partial);
    (entries.values, findings.sorted())
}

pub(super) fn entries<G: Gate>(text: &str, is_partial: bool) -> (Entries<G>, Findings) {
    let mut findings = Findings::default();
    let entries: Entries<G> = Entries::read(text, &mut findings);
    findings.extend(G::together(&entries.values, &entries.places, is_partial));
    (entries, findings)
}

/// The settings, if nothing is wrong with them.
pub(super) fn checked<S>(text: &str, (settings, findings): (S, Vec<Finding>)) -> Result<S, PolicyError> {
    if findings.is_empty() { Ok(settings) } else { Err(PolicyError::new(text, findings)) }
}

impl<G: Gate> Key for G {
    type Values = G::Settings;

    const WORD: &'static str = "setting";
    const COMMAS: &'static str = G::SEPARATED;
    const ENTRY: &'static str = G::SETTING;

    fn named(key: &Token<'_>) -> Option<Self> {
        Self::by_name(key.text)
    }

    fn example(&self) -> &'static str {
        self.entry()
    }

    fn unknown(key: &Token<'_>) -> Finding {
        let wrong = |message: String, help: String| Finding::new(key.range(), message).with_help(help);
        let (gate, name) = (G::GATE, key.text);
        if key_kind(name) != KeyKind::Unknown {
            let message = format!("`{name}` is a key of a policy, not a setting of a {gate}");
            return wrong(
                message,
                format!("write it beside `{}(…)`, in the policy that names the {gate}", G::KEY),
            );
        }
        let own = || G::elsewhere(name).map(|setting| suggest::did_you_mean(setting.name()));
        let nearest = || G::nearest(name).map(|setting| suggest::did_you_mean(setting.name()));
        if let Some(help) = own().or_else(|| G::instead_of(name).map(str::to_owned)) {
            return wrong(format!("unknown setting `{name}`"), help);
        }
        if let Some(Home { gate: other, written }) = homes(name).into_iter().next() {
            let message = format!("`{name}` is a setting of a {other}, not of a {gate}");
            return wrong(message, format!("write {written}"));
        }
        let help = nearest().unwrap_or_else(|| format!("the settings are {}", suggest::list(G::names())));
        wrong(format!("unknown setting `{name}`"), help)
    }

    fn set(self, written: Written<'_, '_>, settings: &mut G::Settings, findings: &mut Findings) {
        self.read(written.tokens(), settings, findings);
    }
}
