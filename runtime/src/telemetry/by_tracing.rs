//! Spans and events of the `tracing` crate. No argument and no error text is logged: both may hold secrets.

use std::time::Duration;

use resilin_policy::Class;
use tracing::span::{Entered, Span};
use tracing::{debug, error, field, info, info_span, warn};

use crate::kernel::GiveUp;
use crate::{Rejected, Site};

/// The call's span; one null pointer where nobody listens.
#[derive(Debug)]
pub(crate) struct CallSpan(Option<Box<Span>>);

impl CallSpan {
    #[inline]
    pub(crate) fn begin(site: &Site) -> Self {
        if tracing::level_filters::LevelFilter::current() < tracing::Level::INFO {
            return Self(None);
        }
        Self::open(site)
    }

    #[cold]
    fn open(site: &Site) -> Self {
        let span = info_span!("resilient", site = site.name(), attempts = field::Empty, outcome = field::Empty);
        Self((!span.is_disabled()).then(|| Box::new(span)))
    }

    #[inline]
    pub(crate) fn enter(&self) -> Option<Entered<'_>> {
        self.0.as_deref().map(Span::enter)
    }

    #[inline]
    pub(crate) fn end(&self, attempts: u32, outcome: &'static str) {
        if let Some(span) = &self.0 {
            span.record("attempts", attempts).record("outcome", outcome);
        }
    }
}

pub(crate) fn retried(site: &Site, attempt: u32, class: Class, delay: Duration) {
    info!(site = site.name(), attempt, class = class.name(), delay_ms = millis(delay), "retrying");
}

pub(crate) fn gave_up(site: &Site, attempt: u32, class: Class, why: GiveUp) {
    debug!(site = site.name(), attempt, class = class.name(), why = words(why), "giving up");
}

pub(crate) fn rejected(site: &Site, attempt: u32, rejected: &Rejected) {
    let class = rejected.fault().class();
    warn!(site = site.name(), attempt, class = class.name(), reason = rejected.reason(), "rejected");
}

pub(crate) fn no_timer(site: &Site) {
    error!(
        site = site.name(),
        "cannot wait for a retry: no tokio runtime with a time driver is entered; the call ends with its last error"
    );
}

pub(crate) fn no_timeout(site: &Site) {
    error!(
        site = site.name(),
        "cannot limit an attempt's time: no tokio runtime with a time driver is entered, or the call is blocking"
    );
}

pub(crate) fn unknown(site: &Site, error_type: &'static str) {
    debug!(
        site = site.name(),
        error_type,
        "a failure of unknown class: derive `resilin::Classify` for the type, or name a function by `classify = path`"
    );
}

fn words(why: GiveUp) -> &'static str {
    match why {
        GiveUp::Rule => "rule",
        GiveUp::NotIdempotent => "not_idempotent",
        GiveUp::Attempts => "attempts",
        GiveUp::HintTooLong => "hint_too_long",
        GiveUp::Deadline => "deadline",
    }
}

fn millis(delay: Duration) -> u64 {
    u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)
}
