//! What overrides make of a site's policy.

use resilin_policy::{Compiled, Finding, Judged, Layers, SectionKind, Settings, Target, judge, refine};

use super::compiled_for;
use super::finding::ConfigFinding;
use super::reading::Given;
use super::text::Place;
use super::values;
use crate::Site;

/// A site's policy under overrides, and where each key that they give to it stands.
#[derive(Debug)]
pub(super) struct Overridden {
    pub(super) site: &'static Site,
    pub(super) settings: Settings,
    pub(super) keys: Vec<(String, Place)>,
}

impl Overridden {
    /// The policy of a site as overrides have it: its own, where they say nothing of it.
    pub(super) fn of(site: &'static Site, given: &Given) -> Self {
        let own = Layers::of(site.policy().written().clone());
        let layers = layers(site, site.layers().unwrap_or(&own), given);
        let is_said = layers.iter().any(|layer| layer.place.is_some());
        let mut settings = if is_said { merged(&layers, None) } else { site.policy().written().clone() };
        with_what_is_known(&mut settings, site);
        wait_as_overridden(&mut settings, site, given);
        let keys = if is_said { placed(&settings, &layers) } else { Vec::new() };
        Self { site, settings, keys }
    }

    /// What cannot work in it that does in the policy as it was declared, and what the function was not compiled for.
    pub(super) fn findings(&self, given: &Given) -> Vec<ConfigFinding> {
        if self.keys.is_empty() || self.is_wrong(given) {
            return Vec::new();
        }
        let before = judge(self.site.policy().written(), self.site.compiled().context());
        let is_new = |judged: &Judged| !is_among(judged, &before);
        let together = judge(&self.settings, self.site.compiled().context()).into_iter().filter(is_new);
        let together =
            together.map(|judged| ConfigFinding::in_policy(self.to_blame(given, &judged), judged, self.site));
        let compiled = compiled_for::findings(self.site, &self.settings).into_iter();
        together.chain(compiled.filter_map(|(key, finding)| self.not_compiled_for(key, finding))).collect()
    }

    fn not_compiled_for(&self, key: &str, finding: Finding) -> Option<ConfigFinding> {
        let (_, place) = self.keys.iter().find(|(known, _)| known == key)?;
        Some(ConfigFinding::not_compiled_for(place.clone(), finding, self.site))
    }

    /// Whether something of what makes it up cannot be read.
    fn is_wrong(&self, given: &Given) -> bool {
        let policy = self.site.layers().and_then(|layers| layers.policy.as_ref());
        given.is_wrong(SectionKind::Sites, self.site.name())
            || policy.is_some_and(|policy| given.is_wrong(SectionKind::Policies, &policy.name))
    }

    /// The key of an override under which the mistake is, else one without which there would be none.
    fn to_blame(&self, given: &Given, judged: &Judged) -> Place {
        let own = Layers::of(self.site.policy().written().clone());
        let layers = layers(self.site, self.site.layers().unwrap_or(&own), given);
        let is_gone = |key: &str| {
            let rest = judge(&merged(&layers, Some(key)), self.site.compiled().context());
            !is_among(judged, &rest)
        };
        let is_named = |(key, _): &&(String, Place)| key.split('.').next() == Some(judged.key);
        let named = self.keys.iter().find(is_named);
        let to_blame = named.or_else(|| self.keys.iter().find(|(key, _)| is_gone(key)));
        to_blame.unwrap_or(&self.keys[0]).1.clone()
    }
}

fn is_among(judged: &Judged, others: &[Judged]) -> bool {
    others.iter().any(|other| other.key == judged.key && other.finding.message == judged.finding.message)
}

/// Where a key stands.
type PlaceOf<'g> = Box<dyn Fn(&str) -> Place + 'g>;

/// One layer of a site's policy.
struct Layer<'g> {
    settings: &'g Settings,
    /// Where a key of it stands, if it is an override's.
    place: Option<PlaceOf<'g>>,
    /// What it was written for: of what is for other sites, too, that is left out which has no meaning here.
    target: Target,
}

/// All layers, the nearest first.
fn layers<'g>(site: &Site, compiled: &'g Layers, given: &'g Given) -> Vec<Layer<'g>> {
    let of_site = given.0.iter().filter_map(|said| {
        let entry = said.document.sites.get(site.name())?;
        let place: PlaceOf<'g> = Box::new(move |key| said.place(entry, key));
        Some(Layer { settings: &entry.values.settings, place: Some(place), target: Target::AsyncFn })
    });
    let own = [Some(&compiled.own), compiled.site.as_ref()].into_iter().flatten();
    let own = own.map(|settings| Layer { settings, place: None, target: Target::AsyncFn });
    let is_async = site.compiled().has(Compiled::ASYNC);
    let target = if is_async { Target::AsyncFn } else { Target::BlockingFn };
    let of_policy = compiled.policy.iter().flat_map(|policy| {
        let said = given.0.iter().filter_map(|said| {
            let entry = said.document.policies.get(&policy.name)?;
            let place: PlaceOf<'g> = Box::new(move |key| said.place(entry, key));
            Some(Layer { settings: &entry.values, place: Some(place), target })
        });
        said.chain([Layer { settings: &policy.settings, place: None, target }])
    });
    of_site.chain(own).chain(of_policy).collect()
}

/// All layers put together, but for a key of the overrides that is left out.
fn merged(layers: &[Layer<'_>], left_out: Option<&str>) -> Settings {
    layers.iter().fold(Settings::NONE, |near, layer| match left_out.filter(|_| layer.place.is_some()) {
        Some(key) => refine(&near, &values::without(layer.settings, key), layer.target),
        None => refine(&near, layer.settings, layer.target),
    })
}

/// What the site knows of the things that it names still: what stands beside their names, and in `resilience.toml`.
fn with_what_is_known(settings: &mut Settings, site: &Site) {
    let declared = site.policy().written();
    if same(settings.breaker.as_ref(), declared.breaker.as_ref(), |it| it.name()) {
        settings.breaker.clone_from(&declared.breaker);
    }
    if same(settings.quota.as_ref(), declared.quota.as_ref(), |it| it.name()) {
        settings.quota.clone_from(&declared.quota);
    }
    if same(settings.retry_budget.as_ref(), declared.retry_budget.as_ref(), |it| it.name()) {
        settings.retry_budget.clone_from(&declared.retry_budget);
    }
    if same(settings.table.as_ref(), declared.table.as_ref(), |it| it.name()) {
        settings.table.clone_from(&declared.table);
    }
}

fn same<T>(one: Option<&T>, other: Option<&T>, name: impl Fn(&T) -> &str) -> bool {
    one.zip(other).is_some_and(|(one, other)| name(one) == name(other))
}

/// How long a site waits for a quota is written beside the name; an override of the quota is nearer.
fn wait_as_overridden(settings: &mut Settings, site: &Site, given: &Given) {
    let Some(quota) = settings.quota.as_mut().filter(|quota| quota.settings.wait_up_to.is_some()) else {
        return;
    };
    let mut said = given.0.iter().filter_map(|said| said.document.quotas.get(&quota.name));
    let wait = said.find_map(|entry| entry.values.wait_up_to);
    quota.settings.wait_up_to = wait.filter(|_| !site.is_scoped()).or(quota.settings.wait_up_to);
}

/// Where each key stands that comes from an override.
fn placed(settings: &Settings, layers: &[Layer<'_>]) -> Vec<(String, Place)> {
    let place = |key: String| {
        let nearest = layers.iter().find(|layer| values::keys(layer.settings).contains(&key))?;
        let place = nearest.place.as_ref()?(&key);
        Some((key, place))
    };
    values::keys(settings).into_iter().filter_map(place).collect()
}
