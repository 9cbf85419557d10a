//! Spans and events of the `tracing` crate. No argument and no error text is logged: both may hold secrets.

use std::time::Duration;

use resilin_policy::Class;
use tracing::level_filters::LevelFilter;
use tracing::{Level, debug, error, field, info, info_span, warn};

pub(crate) use tracing::span::Entered;

use super::Gate;
use crate::kernel::{GiveUp, ResetKind, Transition};
use crate::{BreakerState, Rejected, Site};

/// What subscribers filter on; a module's path would be nobody's to rely on.
const TARGET: &str = "resilin";

/// The span of a call that somebody watches.
#[derive(Debug)]
pub(crate) struct Span(tracing::Span);

impl Span {
    /// Whether anybody may want a call's span: one relaxed load.
    #[inline]
    pub(crate) fn is_wanted() -> bool {
        LevelFilter::current() >= Level::INFO
    }

    pub(crate) fn open(site: &Site) -> Option<Self> {
        let site = site.name();
        let span = info_span!(target: TARGET, "resilient", site, attempts = field::Empty, outcome = field::Empty);
        (!span.is_disabled()).then_some(Self(span))
    }

    pub(crate) fn enter(&self) -> Entered<'_> {
        self.0.enter()
    }

    pub(crate) fn end(&self, attempts: u32, outcome: &'static str) {
        self.0.record("attempts", attempts).record("outcome", outcome);
    }
}

pub(crate) fn retried(site: &Site, attempt: u32, class: Class, delay: Duration) {
    info!(target: TARGET, site = site.name(), attempt, class = class.name(), delay_ms = millis(delay), "retrying");
}

pub(crate) fn gave_up(site: &Site, attempt: u32, class: Class, why: GiveUp) {
    debug!(target: TARGET, site = site.name(), attempt, class = class.name(), reason = why.name(), "giving up");
}

/// The refusals of a breaker, of a quota and for want of credentials are at debug: those have told what happened to them,
/// and under load there is a refusal for every call.
pub(crate) fn rejected(site: &Site, attempt: u32, rejected: &Rejected) {
    let site = site.name();
    // In words only where somebody reads them: what is behind an open breaker is refused often.
    let (class, reason) = (|| rejected.fault().class().name(), || rejected.reason());
    match rejected {
        Rejected::CircuitOpen { breaker, .. } => {
            debug!(target: TARGET, site, attempt, class = class(), reason = reason(), breaker = &**breaker, "rejected");
        }
        Rejected::QuotaExhausted { quota, .. } => {
            debug!(target: TARGET, site, attempt, class = class(), reason = reason(), quota = &**quota, "rejected");
        }
        Rejected::NoCredentials { .. } => {
            debug!(target: TARGET, site, attempt, class = class(), reason = reason(), "rejected");
        }
        _ => warn!(target: TARGET, site, attempt, class = class(), reason = reason(), "rejected"),
    }
}

/// Open and forced open are what somebody may have to be woken for.
pub(crate) fn breaker_moved(breaker: &str, moved: &Transition) {
    let (from, state, reason) = (moved.from.name(), moved.to.name(), moved.cause.name());
    let open_ms = moved.open_for.map(millis);
    match moved.to {
        BreakerState::Open | BreakerState::ForcedOpen => {
            warn!(target: TARGET, breaker, state, from, reason, open_ms, "breaker moved");
        }
        _ => info!(target: TARGET, breaker, state, from, reason, "breaker moved"),
    }
}

/// A closed quota is what somebody may have to be woken for.
pub(crate) fn quota_closed(quota: &str, resets_in: Duration, reason: ResetKind) {
    let (state, resets_in_ms, reason) = ("closed", millis(resets_in), reason.name());
    warn!(target: TARGET, quota, state, reason, resets_in_ms, "quota closed");
}

pub(crate) fn quota_open(quota: &str, over: Duration) {
    info!(target: TARGET, quota, state = "open", ramp_ms = millis(over), "quota opened");
}

pub(crate) fn settings_differ(site: &Site, gate: Gate, name: &str) {
    let site = site.name();
    match gate {
        Gate::Breaker => warn!(
            target: TARGET,
            site,
            breaker = name,
            "this site's settings for the breaker are not used: the breaker was given others before"
        ),
        Gate::Quota => warn!(
            target: TARGET,
            site,
            quota = name,
            "this site's settings for the quota are not used: the quota was given others before"
        ),
        Gate::RetryBudget => warn!(
            target: TARGET,
            site,
            retry_budget = name,
            "this site's settings for the retry budget are not used: the budget was given others before"
        ),
    }
}

/// A definition has come that an override does not go with.
pub(crate) fn override_unused(gate: Gate, name: &str) {
    let message = "the override is not used: it does not go with the settings that were defined after it";
    match gate {
        Gate::Breaker => error!(target: TARGET, breaker = name, "{message}"),
        Gate::Quota => error!(target: TARGET, quota = name, "{message}"),
        Gate::RetryBudget => error!(target: TARGET, retry_budget = name, "{message}"),
    }
}

#[cfg(feature = "config")]
pub(crate) fn overrides_applied(changes: usize) {
    info!(target: TARGET, changes, "overrides applied");
}

#[cfg(feature = "config")]
pub(crate) fn overrides_refused(findings: usize) {
    warn!(target: TARGET, findings, "overrides refused: nothing has changed");
}

/// The site was listed after the overrides were applied.
#[cfg(feature = "config")]
pub(crate) fn site_not_overridden(site: &Site, finding: &str) {
    error!(target: TARGET, site = site.name(), finding, "this site goes by what was declared: an override is not for it");
}

pub(crate) fn no_table(site: &Site, table: &str) {
    warn!(
        target: TARGET,
        site = site.name(),
        table,
        "this site's table is not defined: the standard one serves; `resilin::define_table` defines it"
    );
}

pub(crate) fn no_timer(site: &Site) {
    error!(
        target: TARGET,
        site = site.name(),
        "cannot wait for a retry: no tokio runtime with a time driver is entered; the call ends with its last error"
    );
}

pub(crate) fn no_timeout(site: &Site) {
    error!(
        target: TARGET,
        site = site.name(),
        "cannot limit an attempt's time: no tokio runtime with a time driver is entered, or the call is blocking"
    );
}

/// A lease has come. `provider` is a type's name.
#[cfg(feature = "tokio")]
pub(crate) fn renewed(provider: &'static str, epoch: u64, ttl: Option<Duration>) {
    info!(target: TARGET, provider, epoch, ttl_ms = ttl.map(millis), "credentials renewed");
}

/// The epoch is that of the last lease that came.
#[cfg(feature = "tokio")]
pub(crate) fn renewal_failed(provider: &'static str, epoch: u64, reason: &'static str, failures: u32) {
    warn!(target: TARGET, provider, epoch, reason, failures, "credentials not renewed");
}

pub(crate) fn key_out(key: &str, reason: &'static str, pause: Duration) {
    warn!(target: TARGET, key, reason, pause_ms = millis(pause), "key out");
}

pub(crate) fn key_back(key: &str) {
    info!(target: TARGET, key, "key back");
}

/// Whether anybody hears what is told once at debug level; what nobody hears is not used up.
pub(crate) fn is_debugged() -> bool {
    tracing::enabled!(target: TARGET, Level::DEBUG)
}

/// Whether anybody may want to hear of something at debug level: one relaxed load.
#[inline]
pub(crate) fn may_be_debugged() -> bool {
    LevelFilter::current() >= Level::DEBUG
}

pub(crate) fn nested(site: &Site) {
    debug!(
        target: TARGET,
        site = site.name(),
        "nested retries multiply: a call around this one is retrying too; a deadline bounds them both"
    );
}

pub(crate) fn unknown(site: &Site, error_type: &'static str) {
    debug!(
        target: TARGET,
        site = site.name(),
        error_type,
        "a failure of class `unknown`; if more is known of it, say so: derive `resilin::Classify` for the type, or name a \
         function by `classify = path`"
    );
}

fn millis(delay: Duration) -> u64 {
    u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)
}
