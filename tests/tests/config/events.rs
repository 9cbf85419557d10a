//! What is told of overrides.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use resilin::Breaker;
use resilin_policy::Layers;
use tracing::field::{Field, Visit};
use tracing::subscriber::set_default;
use tracing::{Event, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use crate::common::{alone, applied, file, layered, named, part};
use crate::observed::site;

/// The events of the test's thread, a line for each.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

impl<S: Subscriber> Layer<S> for Told {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(event.metadata().level().to_string());
        event.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = format!("{value:?}");
        let label = if field.name() == "message" { String::new() } else { format!("{field}=") };
        let _ = write!(self.0, " {label}{value}");
    }
}

impl Told {
    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[test]
fn overrides_are_told_when_they_are_applied_and_when_they_are_refused() {
    let _alone = alone();
    site("told", "attempts = 3");
    let told = Told::default();
    let _guard = set_default(Registry::default().with(told.clone()));
    let overrides = file("[sites.told]\nattempts = 5\njitter = 0.5\n");
    let _ = overrides.check();
    assert_eq!(told.lines(), [""; 0]);
    let _ = applied(&overrides);
    assert_eq!(told.lines(), ["INFO overrides applied changes=2"]);
    assert!(file("[sites.told]\nattempts = 0\n[x]\n").apply().is_err());
    assert_eq!(told.lines(), ["WARN overrides refused: nothing has changed findings=2"]);
}

#[test]
fn what_comes_later_and_does_not_go_with_them_is_told() {
    let _alone = alone();
    let policy = || named("of-the-told", "attempts = 4");
    layered(
        "told in time",
        Layers { policy: Some(policy()), ..Layers::of(part(r#"breaker("told", failure_rate = 50%)"#)) },
    );
    let _ = applied(&file("[policies.of-the-told]\ndeadline = '2s'\n[breakers.told]\nmin_calls = 50\n"));
    let told = Told::default();
    let _guard = set_default(Registry::default().with(told.clone()));
    Breaker::define("told", "failure_rate = 50%, calls = 10").unwrap();
    assert_eq!(
        told.lines(),
        [
            "ERROR the override is not used: it does not go with the settings that were defined after it breaker=\"told\""
        ]
    );
    let late = layered("told too late", Layers { policy: Some(policy()), ..Layers::of(part("timeout = 3s")) });
    late.list();
    let lines = told.lines();
    let [line] = &lines[..] else { panic!("{lines:?}") };
    assert!(line.starts_with("ERROR this site goes by what was declared: an override is not for it"), "{line}");
    assert!(line.contains("told too late") && line.contains("`timeout` is not shorter than `deadline`"), "{line}");
}
