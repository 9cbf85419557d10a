//! What sites go by.

use super::gates::GateExplanation;
use super::rules::RuleExplanation;
use super::schedules::Schedule;
use super::settings::Setting;
use super::worst_case::WorstCase;
use super::{gates, in_force, rules, schedules, settings, worst_case};
use crate::{Location, NamedKind, Site, sites};

/// What every listed site goes by at this moment, by name.
///
/// [`Display`](std::fmt::Display) draws a table for a terminal.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Explanation {
    /// The sites, sorted by name.
    pub sites: Vec<SiteExplanation>,
}

/// What one site goes by.
///
/// [`Display`](std::fmt::Display) draws a table for a terminal.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct SiteExplanation {
    /// Its name.
    pub name: &'static str,
    /// Where its attribute stands; `None` for a site made by hand.
    pub declared_at: Option<Location>,
    /// Whether an override is in force.
    pub overridden: bool,
    /// Every key of its policy.
    pub settings: Vec<Setting>,
    /// The breaker, the quota and the retry budget that it names.
    pub gates: Vec<GateExplanation>,
    /// What each class of failure gets: the built-in ones, and those that have a rule here. Any other gets what `unknown`
    /// gets.
    pub rules: Vec<RuleExplanation>,
    /// The delays: one for each group of classes that have the same. None where nothing is retried.
    pub schedules: Vec<Schedule>,
    /// The longest that a call can take.
    pub worst_case: WorstCase,
    /// What a server gets that asks for a longer wait, in words. `None` where nothing is retried.
    pub hints: Option<String>,
}

/// What every listed site goes by at this moment: see [`sites`] for which those are.
///
/// ```
/// use resilin::{Site, policy};
///
/// static READS: Site = Site::new("reads", policy!("attempts = 5, timeout = 2s, breaker = \"store\""));
/// READS.list();
///
/// let explanation = resilin::explain();
/// let reads = explanation.site("reads").expect("it is listed");
/// assert_eq!(reads.setting("attempts").unwrap().value.as_deref(), Some("5"));
/// assert_eq!(reads.gate(resilin::NamedKind::Breaker).unwrap().setting("open").unwrap().value.as_deref(), Some("60s"));
/// println!("{explanation}");
/// ```
pub fn explain() -> Explanation {
    let mut sites: Vec<SiteExplanation> = sites().map(Site::explain).collect();
    sites.sort_by_key(|site| (site.name, site.declared_at.map(|at| (at.file, at.line))));
    Explanation { sites }
}

impl Explanation {
    /// The site of this name; the first, if there are more.
    pub fn site(&self, name: &str) -> Option<&SiteExplanation> {
        self.sites.iter().find(|site| site.name == name)
    }
}

impl SiteExplanation {
    /// The key of this name.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().find(|setting| setting.key == key)
    }

    /// The gate of this kind.
    pub fn gate(&self, kind: NamedKind) -> Option<&GateExplanation> {
        self.gates.iter().find(|gate| gate.kind == kind)
    }

    /// What the class of this name gets.
    pub fn rule(&self, class: &str) -> Option<&RuleExplanation> {
        self.rules.iter().find(|rule| rule.class == class)
    }

    /// The delays of the class of this name, if it is retried.
    pub fn schedule(&self, class: &str) -> Option<&Schedule> {
        self.schedules.iter().find(|schedule| schedule.classes.iter().any(|known| known == class))
    }
}

impl Site {
    /// What new calls go by, and where each value comes from.
    pub fn explain(&self) -> SiteExplanation {
        let site = self.current();
        let ruled = rules::of(site, &in_force::table(site).unwrap_or_default());
        SiteExplanation {
            name: site.name(),
            declared_at: site.declared_at(),
            overridden: site.is_varied(),
            settings: settings::of_policy(site),
            gates: gates::of(site),
            schedules: schedules::of(site.policy(), &ruled),
            worst_case: worst_case::of(site),
            hints: worst_case::hints(site.policy(), &ruled),
            rules: ruled.into_iter().map(|ruled| ruled.explained).collect(),
        }
    }
}
