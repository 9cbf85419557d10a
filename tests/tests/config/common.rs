//! What the tests share: the process's overrides to themselves, and a picture of everything that overrides change.

use std::sync::{Mutex, MutexGuard, PoisonError};

use resilin::config::{self, Changes, Overrides};
use resilin::{Policy, Site, sites};
use resilin_policy::{LayerTexts, Layers, NamedPolicy, SectionKind, Settings, Target, read};

/// The overrides of the process, which are one test's at a time. They are taken back before and after it.
pub(crate) struct Alone {
    _turn: MutexGuard<'static, ()>,
}

pub(crate) fn alone() -> Alone {
    static TURN: Mutex<()> = Mutex::new(());
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = config::clear();
    Alone { _turn: turn }
}

impl Drop for Alone {
    fn drop(&mut self) {
        let _ = config::clear();
    }
}

/// A site with layers of `resilience.toml` behind it, as the attribute makes it.
#[allow(clippy::needless_pass_by_value, reason = "they are made where this is called")]
pub(crate) fn layered(name: &str, layers: Layers) -> &'static Site {
    let policy = Policy::from_checked(layers.settings(Target::AsyncFn));
    let site: &'static Site = Box::leak(Box::new(Site::new(leaked(name), policy).written(texts(&layers))));
    site.list();
    site
}

/// The texts of layers, as an expansion of the attribute has them.
pub(crate) fn texts(layers: &Layers) -> &'static LayerTexts {
    let (texts, table) = layers.texts();
    let [own, site, name, policy, breaker, quota, retry_budget] = texts.map(|text| leaked(&text));
    let table = table.map(|text| leaked(&text));
    Box::leak(Box::new(LayerTexts { own, site, policy: (name, policy), breaker, quota, retry_budget, table }))
}

pub(crate) fn part(text: &str) -> Settings {
    let reading = read(text, resilin_policy::Context::from(Target::AsyncFn).partial());
    assert_eq!(reading.findings, [], "{text}");
    reading.settings
}

pub(crate) fn named(name: &str, text: &str) -> NamedPolicy {
    NamedPolicy { name: name.to_owned().into(), settings: part(text) }
}

pub(crate) fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

pub(crate) fn file(content: &str) -> Overrides {
    Overrides::new().text("ops.toml", content)
}

pub(crate) fn applied(overrides: &Overrides) -> Changes {
    overrides.apply().unwrap_or_else(|error| panic!("{error}"))
}

/// The settings of a named thing that hold.
pub(crate) fn settings_of(section: SectionKind, name: &str) -> String {
    config::settings_of(section, name).unwrap_or_else(|| "nothing".to_owned())
}

/// Everything that an override could have changed: what every site goes by, and the settings and contents of all that
/// sites name.
pub(crate) fn picture() -> Vec<String> {
    let mut picture: Vec<String> = sites().flat_map(of_site).collect();
    for name in sites().filter_map(|site| Some(site.policy().breaker()?.parent())) {
        let snapshot =
            resilin::config::settings_of(SectionKind::Breakers, name).map(|_| resilin::breaker(name).state());
        picture.push(format!("breaker {name}: {} {snapshot:?}", settings_of(SectionKind::Breakers, name)));
    }
    for name in sites().filter_map(|site| Some(site.policy().quota()?.name())) {
        picture.push(format!("quota {name}: {}", settings_of(SectionKind::Quotas, name)));
    }
    for name in sites().filter_map(|site| Some(site.policy().retry_budget()?.name())) {
        picture.push(format!("budget {name}: {}", settings_of(SectionKind::RetryBudgets, name)));
    }
    for name in sites().filter_map(|site| site.policy().table()) {
        picture.push(format!("table {name}: {}", settings_of(SectionKind::Tables, name)));
    }
    picture
}

fn of_site(site: &'static Site) -> Vec<String> {
    let current = site.current();
    let mut lines = vec![format!("{} {current:p} {}", site.name(), current.policy())];
    for key in SectionKind::Sites.keys() {
        lines.extend(site.overridden(key).map(|source| format!("{} {key}: {source}", site.name())));
    }
    lines
}

pub(crate) fn variables(variables: &[(&str, &str)]) -> Overrides {
    Overrides::new().variables(variables.iter().copied())
}
