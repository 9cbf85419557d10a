//! What a site comes to, with a file behind it.

use resilin_policy::{Context, Document, Layers, Policy, Settings, Table, Target, judge, read, refine};

/// Lays the site's own text over what the file says, as each of the sites in the file and as one that is not in it.
pub(super) fn check(file: &str, document: &Document) {
    let own: String = file.lines().filter_map(|line| line.strip_prefix("#!")).collect();
    for target in [Target::Text, Target::AsyncFn, Target::BlockingFn] {
        let context = Context::from(target).with_named_policies().partial();
        let reading = read(&own, context);
        for site in document.sites.names().map(Some).chain([None]) {
            let (layers, missing) = document.layers(&reading, site);
            crate::text::holds(&own, &missing);
            let settings = layers.settings(target);
            every_key_comes_from_a_layer(&settings, &layers);
            nothing_got_lost(&settings, &layers);
            holds(&settings, target);
        }
    }
}

/// What holds was said somewhere.
fn every_key_comes_from_a_layer(settings: &Settings, layers: &Layers) {
    for key in settings.keys() {
        assert!(layers.origin(key).is_some(), "{key} comes from nowhere");
    }
    let rules = settings.on.iter().flat_map(Table::rules);
    for rule in rules {
        assert!(layers.origin_of_class(rule.class()).is_some(), "{rule} comes from nowhere");
    }
}

/// What the site says itself holds, and of the gates that it comes to name whatever the file adds: to lay both over or
/// under it once more changes nothing.
fn nothing_got_lost(settings: &Settings, layers: &Layers) {
    // A timeout that a blocking function is given by its own section is judged, not left out.
    assert_eq!(refine(&layers.own, settings, Target::AsyncFn), *settings);
    if let (Some(near), Some(far)) = (&settings.breaker, &layers.breaker) {
        assert_eq!(near.settings().over(far), *near.settings());
    }
    if let (Some(near), Some(far)) = (&settings.quota, &layers.quota) {
        assert_eq!(near.settings().over(far), *near.settings());
    }
    if let (Some(near), Some(far)) = (&settings.retry_budget, &layers.retry_budget) {
        assert_eq!(near.settings().over(far), *near.settings());
    }
}

/// It is judged without a panic; what is right by itself is a policy that a text can say.
fn holds(settings: &Settings, target: Target) {
    let judged = judge(settings, target);
    for judged in &judged {
        let place = judged.text.get(judged.finding.range.clone());
        assert!(place.is_some_and(|place| !place.is_empty()), "{judged:?}");
        assert!(settings.keys().any(|key| key == judged.key), "{judged:?}");
    }
    let printed = Policy::from_checked(settings.clone()).to_string();
    let again = read(&printed, target);
    let expected: Vec<_> = judged.into_iter().map(|judged| judged.finding).collect();
    assert_eq!(again.findings, expected, "of `{printed}`");
}
