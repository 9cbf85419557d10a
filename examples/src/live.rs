//! Shows what resilin does, as it happens: a layer of `tracing-subscriber` that prints resilin's events.

mod record;
mod told;

use std::time::Instant;

use resilin::BreakerState;
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

pub use record::{Move, Record, Rejection, Retry};

use crate::style::Style;
use told::Told;

/// Prints a line for each attempt that failed, with what follows, and for each move of a breaker.
#[derive(Debug)]
pub struct Live {
    started: Instant,
    style: Style,
    quiet: Option<&'static str>,
    record: Record,
}

impl Live {
    /// Counts time from `started`.
    pub fn new(started: Instant, style: Style) -> Self {
        Self { started, style, quiet: None, record: Record::default() }
    }

    /// Keeps what is told of the attempts at one site, and does not print it: there are too many of them.
    #[must_use]
    pub fn quiet_about(mut self, site: &'static str) -> Self {
        self.quiet = Some(site);
        self
    }

    /// What was told, printed or not.
    pub fn record(&self) -> Record {
        self.record.clone()
    }

    fn line(&self, name: &str, text: &str) {
        println!("{}", self.style.line(self.started, &format!("{name:<8}"), text));
    }

    fn tell(&self, told: &Told) {
        let class = &told.class;
        let failed = told.attempt.map(|attempt| format!("attempt {attempt}: {class:<9}  ")).unwrap_or_default();
        self.line(&told.site, &format!("{failed}{}", next(told, self.style)));
    }

    fn tell_move(&self, moved: &Move, reason: &str) {
        let state = match moved.state {
            BreakerState::Closed | BreakerState::Disabled => self.style.good(moved.state),
            BreakerState::HalfOpen => self.style.again("half-open"),
            _ => self.style.bad(moved.state),
        };
        let time = moved.open_for.map(|time| format!(" for {} ms", time.as_millis())).unwrap_or_default();
        let refused = match moved.refused_meanwhile {
            0 => String::new(),
            count => self.style.faint(format_args!("; {count} refused meanwhile")),
        };
        self.line(&moved.breaker, &format!("breaker {state}{time}: {}{refused}", words(reason)));
    }
}

impl<S: Subscriber> Layer<S> for Live {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let now = Instant::now();
        let target = event.metadata().target();
        if target != "resilin" && !target.starts_with("resilin::") {
            return;
        }
        let told = Told::by(event);
        if let Some(moved) = told.moved(now) {
            return self.tell_move(&self.record.add_move(moved), told.reason.as_deref().unwrap_or_default());
        }
        if let Some(retry) = told.retry() {
            self.record.add_retry(retry);
        }
        if let Some(rejection) = told.rejection() {
            self.record.add_rejection(rejection);
        }
        if self.quiet != Some(told.site.as_str()) {
            self.tell(&told);
        }
    }
}

fn next(told: &Told, style: Style) -> String {
    match told {
        Told { delay: Some(delay), .. } => style.again(format_args!("again in {} ms", delay.as_millis())),
        Told { reason: Some(reason), message, .. } if message == "rejected" => {
            style.bad(format_args!("ended by the policy ({reason})"))
        }
        Told { reason: Some(reason), .. } => style.bad(format_args!("no more attempts ({})", words(reason))),
        Told { message, .. } => message.clone(),
    }
}

fn words(reason: &str) -> &str {
    match reason {
        "rule" => "trying again cannot help",
        "not_idempotent" => "it may have been processed",
        "attempts" => "all were used",
        "hint_too_long" => "the server wants too long a wait",
        "deadline" => "the next one would come too late",
        "failures_in_row" => "too many failures in a row",
        "open_time_over" => "its time is over, a call is let through as a probe",
        "probe_failed" => "the probe failed",
        "probes_succeeded" => "the probe succeeded",
        other => other,
    }
}
