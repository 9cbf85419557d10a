//! What happens, as it happens: lines of the program's own, and resilin's events.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use crate::style::Style;

/// Prints lines, with the time since the beginning.
#[derive(Clone, Copy, Debug)]
pub struct Telling {
    started: Instant,
    /// How they are painted.
    pub style: Style,
}

/// Counts the retries of each site; as a layer of `tracing-subscriber` it prints what resilin tells of them, of quotas,
/// breakers and credentials. Clones are the same count.
#[derive(Clone, Debug)]
pub struct Retries {
    telling: Telling,
    of_site: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Telling {
    /// Counts time from `started`.
    pub fn new(started: Instant, style: Style) -> Self {
        Self { started, style }
    }

    /// A line of what somebody does.
    pub fn line(&self, who: &str, text: &str) {
        println!("{}", self.style.line(self.started, &format!("{who:<8}"), text));
    }

    /// The first line of a scene.
    pub fn begin(&self, scene: &str, story: &str) {
        println!("{}", self.style.line(self.started, &self.style.strong(format_args!("{scene:<8}")), story));
    }
}

impl Retries {
    /// None yet.
    pub fn new(telling: Telling) -> Self {
        Self { telling, of_site: Arc::default() }
    }

    /// How often calls at this site were tried again.
    pub fn of(&self, site: &str) -> usize {
        self.counts().get(site).copied().unwrap_or_default()
    }

    fn counts(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        self.of_site.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, told: &Told) {
        let style = self.telling.style;
        let (who, text) = match told.message.as_str() {
            "retrying" => (told.get("site"), style.again(format_args!("again in {} ms", told.get("delay_ms")))),
            "giving up" => {
                (told.get("site"), style.bad(format_args!("no more attempts ({})", words(told.get("reason")))))
            }
            "breaker moved" => (told.get("breaker"), format!("breaker {}", told.get("state"))),
            "quota closed" => {
                (told.get("quota"), style.bad(format_args!("quota closed for {} ms", told.get("resets_in_ms"))))
            }
            "quota opened" => (told.get("quota"), style.good("quota open again")),
            "credentials not renewed" => {
                ("login", style.again(format_args!("the renewal failed: session {} serves on", told.get("epoch"))))
            }
            // The exchange tells of its sessions itself; and of each refusal by a closed quota nobody wants to read.
            _ => return,
        };
        let class = told.fields.get("class").map(|class| format!("{class}: ")).unwrap_or_default();
        self.telling.line(who, &format!("{class}{text}"));
    }
}

impl<S: Subscriber> Layer<S> for Retries {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "resilin" {
            return;
        }
        let mut told = Told::default();
        event.record(&mut told);
        self.tell(&told);
        if told.message == "retrying" {
            *self.counts().entry(told.get("site").to_owned()).or_default() += 1;
        }
    }
}

fn words(reason: &str) -> &str {
    match reason {
        "rule" => "trying again cannot help",
        "not_idempotent" => "it may have been processed",
        "attempts" => "all were used",
        other => other,
    }
}

/// The fields of an event.
#[derive(Default)]
struct Told {
    message: String,
    fields: BTreeMap<&'static str, String>,
}

impl Told {
    fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = format!("{value:?}");
        if field.name() == "message" {
            self.message = value;
        } else {
            self.fields.insert(field.name(), value);
        }
    }
}
