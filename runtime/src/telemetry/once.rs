//! What is told of a site only once.

use super::log;
use crate::Site;
use crate::events::{self, Event, Notice, tell};

/// What a site names besides its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gate {
    Breaker,
    Quota,
    RetryBudget,
}

impl Gate {
    const fn kind(self) -> &'static str {
        match self {
            Self::Breaker => "breaker",
            Self::Quota => "quota",
            Self::RetryBudget => "retry_budget",
        }
    }
}

pub(crate) fn settings_differ(site: &Site, gate: Gate, name: &str) {
    tell(&Event::Noticed(Notice::SettingsDiffer { site: site.name(), kind: gate.kind(), name }));
    log::settings_differ(site, gate, name);
}

pub(crate) fn no_table(site: &Site, table: &str) {
    tell(&Event::Noticed(Notice::TableMissing { site: site.name(), table }));
    log::no_table(site, table);
}

pub(crate) fn no_timer(site: &Site) {
    tell(&Event::Noticed(Notice::NoTimer { site: site.name() }));
    log::no_timer(site);
}

pub(crate) fn no_timeout(site: &Site) {
    tell(&Event::Noticed(Notice::NoTimeout { site: site.name() }));
    log::no_timeout(site);
}

/// Whether anybody hears what is told once at debug level; what nobody hears is not used up.
pub(crate) fn is_debugged() -> bool {
    events::are_there() || log::is_debugged()
}

/// Whether anybody may want to hear of something at debug level: two relaxed loads.
#[inline]
pub(crate) fn may_be_debugged() -> bool {
    events::are_there() || log::may_be_debugged()
}

pub(crate) fn nested(site: &Site) {
    tell(&Event::Noticed(Notice::Nested { site: site.name() }));
    log::nested(site);
}

pub(crate) fn unknown(site: &Site, error_type: &'static str) {
    tell(&Event::Noticed(Notice::Unclassified { site: site.name(), error_type }));
    log::unknown(site, error_type);
}
