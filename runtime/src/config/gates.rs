//! What overrides make of the settings of breakers, quotas and retry budgets.

use std::collections::{BTreeMap, HashMap};

use resilin_policy::{Document, Judged, Section, SectionKind};

use super::finding::ConfigFinding;
use super::reading::Given;
use super::text::Place;
use super::values;
use crate::Site;
use crate::registry::{Held, Layered, Written};

/// A kind of named things with settings.
pub(super) trait Kind {
    type Settings: Layered;

    const SECTION: SectionKind;

    fn section(document: &Document) -> &Section<Self::Settings>;

    fn judge(settings: &Self::Settings) -> Vec<Judged>;

    /// Settings that may be a part of others.
    fn read(text: &str) -> Self::Settings;

    /// What was said of each that is there.
    fn held() -> HashMap<String, Held<Self::Settings>>;

    /// Which of them a site names, and what it says of it.
    fn written(site: &Site) -> Option<(&str, Written<Self::Settings>)>;

    /// Puts the settings that overrides give to each name in force.
    fn override_by(settings: HashMap<String, Self::Settings>);
}

/// The overrides of one thing, and where each setting stands.
#[derive(Debug)]
pub(super) struct Gate<S> {
    pub(super) settings: S,
    pub(super) keys: Vec<(String, Place)>,
}

/// All overrides of one kind, by name.
pub(super) type Gates<S> = BTreeMap<String, Gate<S>>;

/// What all texts say, put together name by name.
pub(super) fn merged<K: Kind>(given: &Given) -> Gates<K::Settings> {
    let mut gates = Gates::new();
    for said in &given.0 {
        for entry in K::section(&said.document) {
            let gate = gates
                .entry(entry.name.clone())
                .or_insert_with(|| Gate { settings: K::Settings::default(), keys: Vec::new() });
            gate.settings = gate.settings.over(&entry.values);
            let in_force = values::of_gate(&gate.settings.to_string());
            for (key, _) in values::of_gate(&entry.values.to_string()) {
                let is_new = gate.keys.iter().all(|(known, _)| *known != key);
                if is_new && in_force.iter().any(|(known, _)| *known == key) {
                    let place = said.place(entry, &key);
                    gate.keys.push((key, place));
                }
            }
        }
    }
    gates
}

/// What goes wrong between overrides and the settings behind them.
pub(super) fn findings<K: Kind>(
    gates: &Gates<K::Settings>,
    bases: &Bases<K::Settings>,
    given: &Given,
) -> Vec<ConfigFinding> {
    let readable = gates.iter().filter(|(name, _)| !given.is_wrong(K::SECTION, name));
    readable.flat_map(|(name, gate)| gate.findings::<K>(name, bases)).collect()
}

impl<S: Layered> Gate<S> {
    fn findings<K: Kind<Settings = S>>(&self, name: &str, bases: &Bases<S>) -> Vec<ConfigFinding> {
        let mut findings: Vec<ConfigFinding> = Vec::new();
        for base in bases.all(name) {
            let before = K::judge(&base);
            for judged in K::judge(&self.settings.over(&base)) {
                // Two sites may write settings that differ: the same mistake is told once. One that was there before is
                // none of the overrides'.
                let is_same = |other: &str| other == judged.finding.message;
                let is_known = findings.iter().any(|known| is_same(known.message()))
                    || before.iter().any(|known| is_same(&known.finding.message));
                if let Some(place) = self.to_blame::<K>(&base, &judged).filter(|_| !is_known) {
                    findings.push(ConfigFinding::in_settings(place, judged, K::SECTION.what(), name));
                }
            }
        }
        findings
    }

    /// The setting of an override under which the mistake is, else one without which there would be none.
    fn to_blame<K: Kind<Settings = S>>(&self, base: &S, judged: &Judged) -> Option<Place> {
        let is_gone = |key: &str| {
            let rest = K::judge(&self.without::<K>(key).over(base));
            rest.iter().all(|other| other.finding.message != judged.finding.message)
        };
        let named = self.keys.iter().find(|(key, _)| key == judged.key);
        let to_blame = named.or_else(|| self.keys.iter().find(|(key, _)| is_gone(key)));
        to_blame.or_else(|| self.keys.first()).map(|(_, place)| place.clone())
    }

    fn without<K: Kind<Settings = S>>(&self, key: &str) -> S {
        let left = values::of_gate(&self.settings.to_string()).into_iter().filter(|(known, _)| known != key);
        let left: Vec<String> = left.map(|(key, value)| format!("{key} = {value}")).collect();
        K::read(&left.join(", "))
    }
}

/// What holds for each name where there are no overrides.
#[derive(Debug)]
pub(super) struct Bases<S> {
    held: HashMap<String, Held<S>>,
    /// What sites write. It may not have come to the registry yet.
    written: Vec<(String, Written<S>)>,
}

impl<S: Layered> Bases<S> {
    pub(super) fn of<K: Kind<Settings = S>>(sites: &[&'static Site]) -> Self {
        let global = sites.iter().filter(|site| !site.is_scoped());
        let written = global.filter_map(|site| K::written(site));
        Self { held: K::held(), written: written.map(|(name, written)| (name.to_owned(), written)).collect() }
    }

    /// What holds, or will hold when the first site is called that names it.
    pub(super) fn now(&self, name: &str) -> S {
        self.all(name).first().copied().unwrap_or_default()
    }

    /// Whether code has chosen a setting, whether a site has written it, and whether a `resilience.toml` has it.
    pub(super) fn has(&self, name: &str, has: impl Fn(&S) -> bool) -> (bool, bool, bool) {
        let chosen = self.held.get(name).and_then(Held::chosen).is_some_and(&has);
        let of_sites = || self.written.iter().filter(|(known, _)| known == name).map(|(_, written)| written);
        let inline = of_sites().any(|written| has(&written.inline));
        let compiled = of_sites().any(|written| written.compiled.as_ref().is_some_and(&has));
        (chosen, inline, compiled)
    }

    /// Everything that may hold. Whose site is called first is not known; what was chosen is.
    fn all(&self, name: &str) -> Vec<S> {
        let held = self.held.get(name);
        if let Some(held) = held.filter(|held| held.chosen().is_some()) {
            return vec![held.base()];
        }
        let mut all = Vec::new();
        for (_, written) in self.written.iter().filter(|(known, _)| known == name) {
            let base = written.inline.over(&written.compiled.unwrap_or_default());
            if !all.contains(&base) {
                all.push(base);
            }
        }
        // A site that says nothing leaves it to the others.
        if all.len() > 1 {
            all.retain(|base| *base != S::default());
        }
        if all.is_empty() { vec![held.map_or_else(S::default, Held::base)] } else { all }
    }
}
