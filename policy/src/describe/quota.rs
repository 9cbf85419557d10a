//! A policy's quota in words.

use crate::{Policy, QuotaRef, QuotaSettings, Rule, known::known, suggest::enumerate, units::Canonical};
use std::time::Duration;

/// What the quota does, and what closes it. Only settings written beside its name are told: others may be given to it
/// elsewhere.
pub(super) fn quota(policy: &Policy, quota: &QuotaRef) -> String {
    let closed = format!("While the quota `{}` is closed, {}.", quota.name(), while_closed(quota.settings()));
    closings(policy).map_or_else(|| closed.clone(), |by| format!("{closed} It is closed by {by}."))
}

fn while_closed(settings: &QuotaSettings) -> String {
    if *settings == QuotaSettings::NONE {
        return "a call is refused, at once or after the wait that the quota was given".to_owned();
    }
    let refused = match settings.wait_up_to() {
        Duration::ZERO => "a call is refused at once".to_owned(),
        wait => format!("a call waits up to {} for it, else it is refused", Canonical(wait)),
    };
    let others = match settings.ramp() {
        Duration::ZERO => "at once".to_owned(),
        ramp => format!("over {}", Canonical(ramp)),
    };
    format!("{refused}; after the reset one call probes, and the others come back {others}")
}

fn closings(policy: &Policy) -> Option<String> {
    let closings = known(policy).filter_map(|class| {
        let Rule::Cooldown { default, max } = class.rule else { return None };
        let time = cooldown(default, max);
        Some(format!("{} ({time} where the server names no reset)", super::rules::plain(class.name)))
    });
    let closings: Vec<String> = closings.collect();
    (!closings.is_empty()).then(|| enumerate(closings))
}

fn cooldown(default: Duration, max: Duration) -> String {
    if default == max {
        Canonical(max).to_string()
    } else {
        format!("{} at first and up to {}", Canonical(default), Canonical(max))
    }
}
