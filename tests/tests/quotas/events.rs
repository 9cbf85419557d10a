//! What a subscriber hears.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::common::{HOUR, SECOND};

#[derive(Clone, Debug, Default)]
struct Heard(Arc<Mutex<Vec<(Level, Fields)>>>);

#[derive(Clone, Debug, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl<S: Subscriber> Layer<S> for Heard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.0.lock().expect("nobody panics here").push((*event.metadata().level(), fields));
    }
}

impl Heard {
    /// Level, and the values of these fields, of every event.
    fn all(&self, names: [&str; 4]) -> Vec<(Level, [String; 4])> {
        let heard = self.0.lock().expect("nobody panics here");
        let value = |fields: &Fields, name: &str| fields.0.get(name).cloned().unwrap_or_default();
        heard.iter().map(|(level, fields)| (*level, names.map(|name| value(fields, name)))).collect()
    }
}

// Red when: `tell` of handle.rs tells nothing of an opening; or a change of the reset as a closing.
#[test]
fn one_event_for_a_closing_and_one_for_an_opening() {
    let heard = Heard::default();
    let _guard = tracing::subscriber::set_default(Registry::default().with(heard.clone()));
    let quota = resilin::quota("heard of");
    quota.open();
    quota.close_for(SECOND);
    quota.close_for(2 * SECOND);
    quota.open();
    quota.observe(429, [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "3600")]);
    assert_eq!(quota.snapshot().resets_in.map(|left| left <= HOUR), Some(true));
    let row = |level, values: [&str; 4]| (level, values.map(str::to_owned));
    let expected = [
        row(Level::WARN, ["heard of", "closed", "manual", "1000"]),
        row(Level::INFO, ["heard of", "open", "", ""]),
        row(Level::WARN, ["heard of", "closed", "known", "3600000"]),
    ];
    assert_eq!(heard.all(["quota", "state", "reason", "resets_in_ms"]), expected);
}
