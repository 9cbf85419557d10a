//! Shows what resilin does, as it happens: a layer of `tracing-subscriber` that prints resilin's events.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Instant;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use crate::style::Style;

/// Prints a line for each attempt that failed, with what follows, and for each key and quota that comes or goes.
#[derive(Debug)]
pub struct Live {
    started: Instant,
    style: Style,
    quiet: &'static [&'static str],
}

impl Live {
    /// Counts time from `started`; does not tell of sites where too much happens.
    pub fn new(started: Instant, style: Style, quiet: &'static [&'static str]) -> Self {
        Self { started, style, quiet }
    }

    fn tell(&self, told: &Told) {
        let style = self.style;
        let (name, text) = match told.message.as_str() {
            "key out" => (
                told.of("key"),
                style.bad(format_args!("key out for {} ({})", told.time("pause_ms"), told.of("reason"))),
            ),
            "key back" => (told.of("key"), style.good("key back")),
            "quota closed" => {
                (told.of("quota"), style.bad(format_args!("quota closed for {}", told.time("resets_in_ms"))))
            }
            "quota opened" => {
                (told.of("quota"), style.good(format_args!("quota open, over {}", told.time("ramp_ms"))))
            }
            "retrying" => {
                (told.of("site"), told.attempt(&style.again(format_args!("again in {}", told.time("delay_ms")))))
            }
            "rejected" | "giving up" => (told.of("site"), told.attempt(&style.bad(words(told.of("reason"))))),
            other => (told.of("site"), other.to_owned()),
        };
        println!("{}", style.line(self.started, &format!("{name:<11}"), &text));
    }
}

impl<S: Subscriber> Layer<S> for Live {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() != "resilin" {
            return;
        }
        let told = Told::by(event);
        if !self.quiet.contains(&told.of("site")) {
            self.tell(&told);
        }
    }
}

/// An event's message and its fields.
#[derive(Debug, Default)]
struct Told {
    message: String,
    fields: BTreeMap<&'static str, String>,
}

impl Told {
    fn by(event: &Event<'_>) -> Self {
        let mut told = Self::default();
        event.record(&mut told);
        told
    }

    fn of(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    fn time(&self, field: &str) -> String {
        match self.of(field).parse::<u64>() {
            Ok(millis) if millis >= 10_000 => format!("{} s", millis / 1000),
            _ => format!("{} ms", self.of(field)),
        }
    }

    fn attempt(&self, next: &str) -> String {
        format!("attempt {}: {:<9}  {next}", self.of("attempt"), self.of("class"))
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = format!("{value:?}");
        match field.name() {
            "message" => self.message = value,
            name => _ = self.fields.insert(name, value),
        }
    }
}

fn words(reason: &str) -> &str {
    match reason {
        "rule" => "asking again cannot help",
        "attempts" => "no more attempts",
        "quota_exhausted" => "refused: the quota is closed",
        "no_credentials" => "refused: every key is out",
        other => other,
    }
}
