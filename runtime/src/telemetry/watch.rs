//! Who watches a call.

use super::heard::Heard;
use super::log::{Entered, Span};
use crate::Site;
use crate::clock::Clock;
use crate::events::{self, AttemptOutcome, CallOutcome, Event};

/// A call that is watched: by a span, by those who listen, or by both. Only a call that is watched has one.
#[derive(Debug)]
pub(crate) struct Watch {
    /// Before the span, so that an end that only its drop tells is told while the span is there.
    heard: Option<Heard>,
    span: Option<Span>,
}

/// Whether anybody may want to watch a call: two relaxed loads.
#[inline]
pub(crate) fn is_wanted() -> bool {
    Span::is_wanted() || events::are_there()
}

impl Watch {
    /// `None` where it turns out that nobody does.
    pub(crate) fn open(site: &Site, clock: Clock) -> Option<Self> {
        let (heard, span) = (Heard::begin(site.name(), clock), Span::open(site));
        (heard.is_some() || span.is_some()).then_some(Self { heard, span })
    }

    pub(crate) fn enter(&self) -> Option<Entered<'_>> {
        self.span.as_ref().map(Span::enter)
    }

    /// The user's code runs from here on, in an attempt.
    pub(crate) fn enter_body(&mut self) {
        if let Some(heard) = &mut self.heard {
            heard.enter_body();
        }
    }

    /// The user's code runs from here on, for an attempt.
    pub(crate) fn enter_lease(&mut self) {
        if let Some(heard) = &mut self.heard {
            heard.enter_lease();
        }
    }

    /// The user's code does not run any more: what is dropped now was cancelled.
    pub(crate) fn leave(&mut self) {
        if let Some(heard) = &mut self.heard {
            heard.leave();
        }
    }

    pub(crate) fn attempt_ended(&mut self, outcome: AttemptOutcome) {
        let _entered = self.span.as_ref().map(Span::enter);
        if let Some(heard) = &mut self.heard {
            heard.attempt_ended(outcome);
        }
    }

    pub(crate) fn ended(&mut self, attempts: u32, outcome: CallOutcome) {
        if let Some(heard) = &mut self.heard {
            let _entered = self.span.as_ref().map(Span::enter);
            heard.ended(outcome);
        }
        if let Some(span) = &self.span {
            span.end(attempts, outcome.name());
        }
    }

    /// Tells those who listened when the call began.
    pub(super) fn tell(&self, event: &Event<'_>) {
        if let Some(heard) = &self.heard {
            heard.tell(event);
        }
    }
}
