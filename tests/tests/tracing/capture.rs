//! A layer that keeps what it is told.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use resilin::{Class, Classify, Fault};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

/// A span or an event.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) level: Level,
    pub(crate) fields: Fields,
    /// The span around it.
    pub(crate) parent: Option<Id>,
    /// Its own id, for a span.
    pub(crate) id: Option<Id>,
}

impl Told {
    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.0.get(name).map_or("", String::as_str)
    }

    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.fields.0.contains_key(*name))
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(BTreeMap<&'static str, String>);

impl Fields {
    /// A field that is recorded again shows every value, so that no test takes the last one for the only one.
    fn add(&mut self, field: &Field, value: String) {
        let shown = match self.0.remove(field.name()) {
            Some(former) => format!("{former}, then {value}"),
            None => value,
        };
        self.0.insert(field.name(), shown);
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.add(field, format!("{value:?}"));
    }
}

/// What this thread was told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Capture {
    spans: Arc<Mutex<Vec<Told>>>,
    events: Arc<Mutex<Vec<Told>>>,
}

impl Capture {
    /// Listens on this thread until the guard is dropped.
    pub(crate) fn start() -> (Self, DefaultGuard) {
        let capture = Self::default();
        let guard = set_default(Registry::default().with(capture.clone()));
        (capture, guard)
    }

    /// Listens to nothing that is more detailed than this.
    pub(crate) fn start_at(level: LevelFilter) -> (Self, DefaultGuard) {
        let capture = Self::default();
        let guard = set_default(Registry::default().with(level).with(capture.clone()));
        (capture, guard)
    }

    /// The spans of calls at this site.
    pub(crate) fn spans_of(&self, site: &str) -> Vec<Told> {
        of(&self.spans, |told| told.field("site") == site)
    }

    /// The events that have these fields, `site` among them.
    pub(crate) fn events_of(&self, site: &str, fields: &[&str]) -> Vec<Told> {
        of(&self.events, |told| told.field("site") == site && told.has(fields))
    }

    pub(crate) fn everything(&self) -> Vec<Told> {
        [of(&self.spans, |_| true), of(&self.events, |_| true)].concat()
    }
}

fn of(list: &Mutex<Vec<Told>>, wanted: impl Fn(&Told) -> bool) -> Vec<Told> {
    list.lock().expect("no panic under the lock").iter().filter(|told| wanted(told)).cloned().collect()
}

impl<S: Subscriber + for<'l> LookupSpan<'l>> Layer<S> for Capture {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let parent = context.span(id).and_then(|span| span.parent()).map(|span| span.id());
        let told = Told { level: *attributes.metadata().level(), fields, parent, id: Some(id.clone()) };
        self.spans.lock().expect("no panic under the lock").push(told);
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut spans = self.spans.lock().expect("no panic under the lock");
        let span = spans.iter_mut().rev().find(|span| span.id.as_ref() == Some(id));
        values.record(&mut span.expect("a span of this layer").fields);
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let parent = context.event_span(event).map(|span| span.id());
        let told = Told { level: *event.metadata().level(), fields, parent, id: None };
        self.events.lock().expect("no panic under the lock").push(told);
    }
}

/// An error that holds a secret, and prints it.
#[derive(Debug, PartialEq, ::thiserror::Error)]
#[error("{secret}")]
pub(crate) struct Secretive {
    pub(crate) fault: Fault,
    pub(crate) secret: String,
}

impl Classify for Secretive {
    fn classify(&self) -> Fault {
        self.fault
    }
}

pub(crate) fn secretive(class: Class) -> Secretive {
    Secretive { fault: Fault::new(class), secret: SECRET.to_owned() }
}

/// What must never be seen.
pub(crate) const SECRET: &str = "hunter2";
