//! The fields of one of resilin's events.

use std::fmt::Debug;
use std::time::{Duration, Instant};

use resilin::BreakerState;
use tracing::Event;
use tracing::field::{Field, Visit};

use super::record::{Move, Rejection, Retry};

/// The fields of an event. A retry has a delay, the end of a call a reason, a breaker that moves a state.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) site: String,
    pub(super) attempt: Option<u64>,
    pub(super) class: String,
    pub(super) message: String,
    pub(super) delay: Option<Duration>,
    pub(super) reason: Option<String>,
    breaker: String,
    from: Option<BreakerState>,
    state: Option<BreakerState>,
    open_for: Option<Duration>,
}

impl Told {
    pub(super) fn by(event: &Event<'_>) -> Self {
        let mut told = Self::default();
        event.record(&mut told);
        told
    }

    pub(super) fn retry(&self) -> Option<Retry> {
        Some(Retry { site: self.site.clone(), attempt: self.attempt?, delay: self.delay? })
    }

    pub(super) fn rejection(&self) -> Option<Rejection> {
        let attempt = self.attempt.filter(|_| self.message == "rejected")?;
        Some(Rejection { site: self.site.clone(), attempt, reason: self.reason.clone()? })
    }

    pub(super) fn moved(&self, at: Instant) -> Option<Move> {
        let (from, state) = (self.from?, self.state?);
        Some(Move {
            breaker: self.breaker.clone(),
            from,
            state,
            open_for: self.open_for,
            refused_meanwhile: 0,
            at,
        })
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "site" => value.clone_into(&mut self.site),
            "class" => value.clone_into(&mut self.class),
            "reason" => self.reason = Some(value.to_owned()),
            "breaker" => value.clone_into(&mut self.breaker),
            "from" => self.from = state(value),
            "state" => self.state = state(value),
            _ => {}
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "attempt" => self.attempt = Some(value),
            "delay_ms" => self.delay = Some(Duration::from_millis(value)),
            "open_ms" => self.open_for = Some(Duration::from_millis(value)),
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        }
    }
}

fn state(name: &str) -> Option<BreakerState> {
    use BreakerState::{Closed, Disabled, ForcedOpen, HalfOpen, Open};
    [Closed, Open, HalfOpen, ForcedOpen, Disabled].into_iter().find(|state| state.name() == name)
}
