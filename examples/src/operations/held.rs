//! What holds, in a form to compare: the states of the gates change all the time, and are left out.

use std::collections::BTreeMap;

use resilin::SiteExplanation;

use super::SITES;

/// What the sites of the shop's client go by: `shop.quote: attempts` is `3, from resilience.toml [policies.reads]`.
pub type Held = BTreeMap<String, String>;

/// What holds now.
pub fn held() -> Held {
    explained().iter().flat_map(of_site).collect()
}

/// What `explain` says of the sites of the shop's client. The library has those of the other examples, too.
pub fn explained() -> Vec<SiteExplanation> {
    resilin::explain().sites.into_iter().filter(|site| SITES.contains(&site.name)).collect()
}

fn of_site(site: &SiteExplanation) -> Vec<(String, String)> {
    let own = site.settings.iter().map(|setting| (setting.key.to_owned(), setting));
    let of_gates = site.gates.iter().flat_map(|gate| {
        gate.settings.iter().map(move |setting| (format!("{} {} {}", gate.kind, gate.name, setting.key), setting))
    });
    let settings = own.chain(of_gates).filter_map(|(key, setting)| {
        let value = setting.value.as_ref()?;
        Some((key, format!("{value}, from {}", setting.source)))
    });
    let rules = site
        .rules
        .iter()
        .map(|rule| (format!("on {}", rule.class), format!("{}, from {}", rule.rule, rule.source)));
    settings.chain(rules).map(|(key, value)| (format!("{}: {key}", site.name), value)).collect()
}
