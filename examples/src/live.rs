//! Shows what resilin does, as it happens: a layer of `tracing-subscriber` that prints resilin's events.

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use crate::style::Style;

/// Prints a line for each attempt that failed, with what follows.
#[derive(Debug)]
pub struct Live {
    started: Instant,
    style: Style,
    retries: Retries,
}

impl Live {
    /// Counts time from `started`.
    pub fn new(started: Instant, style: Style) -> Self {
        Self { started, style, retries: Retries::default() }
    }

    /// The retries that are shown, for who wants to count them.
    pub fn retries(&self) -> Retries {
        self.retries.clone()
    }

    fn line(&self, told: &Told) -> String {
        let Told { site, class, .. } = told;
        let time = self.style.faint(format_args!("{:>7.3}", self.started.elapsed().as_secs_f64()));
        let failed = told.attempt.map(|attempt| format!("attempt {attempt}: {class:<9}  ")).unwrap_or_default();
        format!("{time}  {site:<8}  {failed}{}", told.next(self.style))
    }
}

impl<S: Subscriber> Layer<S> for Live {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let target = event.metadata().target();
        if target != "resilin" && !target.starts_with("resilin::") {
            return;
        }
        let mut told = Told::default();
        event.record(&mut told);
        println!("{}", self.line(&told));
        if let (Some(attempt), Some(delay)) = (told.attempt, told.delay) {
            self.retries.add(Retry { site: told.site, attempt, delay });
        }
    }
}

/// An attempt that failed and was followed by another one.
#[derive(Clone, Debug)]
pub struct Retry {
    /// The site's name.
    pub site: String,
    /// The attempt that failed; the first is 1.
    pub attempt: u64,
    /// The wait before the next one, in whole milliseconds.
    pub delay: Duration,
}

/// All retries so far. Clones are the same list.
#[derive(Clone, Debug, Default)]
pub struct Retries(Arc<Mutex<Vec<Retry>>>);

impl Retries {
    /// Those of one site, in order.
    pub fn of(&self, site: &str) -> Vec<Retry> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter(|retry| retry.site == site).cloned().collect()
    }

    fn add(&self, retry: Retry) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(retry);
    }
}

/// The fields of an event. A retry has a delay, the end of a call a reason.
#[derive(Debug, Default)]
struct Told {
    site: String,
    attempt: Option<u64>,
    class: String,
    message: String,
    delay: Option<Duration>,
    reason: Option<String>,
}

impl Told {
    fn next(&self, style: Style) -> String {
        match self {
            Self { delay: Some(delay), .. } => style.again(format_args!("again in {} ms", delay.as_millis())),
            Self { reason: Some(reason), message, .. } if message == "rejected" => {
                style.bad(format_args!("ended by the policy ({reason})"))
            }
            Self { reason: Some(reason), .. } => style.bad(format_args!("no more attempts ({})", words(reason))),
            Self { message, .. } => message.clone(),
        }
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        let value = value.to_owned();
        match field.name() {
            "site" => self.site = value,
            "class" => self.class = value,
            "reason" => self.reason = Some(value),
            _ => {}
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "attempt" => self.attempt = Some(value),
            "delay_ms" => self.delay = Some(Duration::from_millis(value)),
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        }
    }
}

fn words(reason: &str) -> &str {
    match reason {
        "rule" => "trying again cannot help",
        "not_idempotent" => "it may have been processed",
        "attempts" => "all were used",
        "hint_too_long" => "the server wants too long a wait",
        "deadline" => "the next one would come too late",
        other => other,
    }
}
