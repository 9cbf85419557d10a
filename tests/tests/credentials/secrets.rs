//! Secrets are nowhere to be seen.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use resilin::credentials::{Grant, KeyRing, LeaseSource};
use resilin::testing::stop_wall_clock;
use resilin::{Class, Fault, Rejected};
use tokio::time::advance;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

use crate::login::{SECRET, Step, credentials, hours, minutes, seconds, settle};

/// Everything that is logged, fields and all.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl<S: Subscriber> Layer<S> for Log {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        // tokio tells of its tasks at trace level; what is asked here is what resilin tells.
        if event.metadata().target() == "resilin" {
            let mut line = Line(event.metadata().level().to_string());
            event.record(&mut line);
            self.0.lock().unwrap().push(line.0);
        }
    }
}

impl Log {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

fn keys() -> KeyRing<String> {
    KeyRing::new([("primary", format!("{SECRET}-1")), ("spare", format!("{SECRET}-2"))]).unwrap()
}

fn assert_hidden(shown: &[String]) {
    for text in shown {
        assert!(!text.contains(SECRET), "a secret is shown: {text}");
        assert!(!text.is_empty());
    }
}

/// Red when: `Grant`'s `Debug` asks for `S: Debug` and shows it. `Lease`'s cannot: `Token` has none.
#[tokio::test(start_paused = true)]
async fn no_debug_shows_a_secret() {
    let _wall = stop_wall_clock();
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let lease = credentials.get().await.unwrap();
    assert!(lease.0.starts_with(SECRET), "the lease itself has it");
    assert_eq!(format!("{lease:?}"), "Lease { epoch: 1, expires_in: Some(3600s), .. }");
    let grant = Grant::new(SECRET.to_owned()).ttl(hours(1));
    let mut shown = vec![format!("{grant:?}"), format!("{credentials:#?}"), format!("{:?}", credentials.epochs())];
    shown.push(format!("{:?}", credentials.snapshot()));
    credentials.reject(&lease);
    script.always(Step::Fail("the server is down"));
    let error = credentials.get().await.unwrap_err();
    shown.extend([format!("{error:?}"), error.to_string(), format!("{:?}", Rejected::from(error))]);
    shown.push(format!("{credentials:?}"));
    assert_hidden(&shown);
}

/// Red when: `KeyLease`'s `Debug` asks for `S: Debug` and shows it.
#[test]
fn no_debug_of_a_ring_shows_a_secret() {
    let keys = keys();
    let key = keys.get().unwrap();
    let mut shown = vec![format!("{keys:#?}"), format!("{key:?}"), format!("{:?}", keys.states())];
    keys.failed(&key, &Fault::new(Class::AUTH), true);
    keys.failed(&keys.get().unwrap(), &Fault::new(Class::QUOTA), true);
    let none = keys.get().unwrap_err();
    shown.extend([format!("{none:?}"), none.to_string(), format!("{:?}", Rejected::from(none))]);
    assert_hidden(&shown);
    let repeated = KeyRing::new([("a", SECRET), ("a", SECRET)]).unwrap_err();
    assert_hidden(&[format!("{repeated:?}"), repeated.to_string()]);
}

/// What a provider's error says is for callers, not for logs.
///
/// Red when: an event of those below is left out. A text of an error's is no `&'static str`, which is what events take.
#[tokio::test(start_paused = true)]
async fn events_name_epochs_and_times_and_no_secret_and_no_errors_text() {
    let log = Log::default();
    let _default = tracing::subscriber::set_default(tracing_subscriber::registry().with(log.clone()));
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    credentials.get().await.unwrap();
    script.always(Step::Fail(SECRET));
    advance(minutes(56)).await;
    credentials.get().await.unwrap();
    settle().await;
    script.always(Step::Grant);
    advance(seconds(5)).await;
    credentials.get().await.unwrap();
    settle().await;
    let provider = "provider=\"credentials::login::Login\"";
    let expected = [
        format!("INFO message=credentials renewed {provider} epoch=1 ttl_ms=3600000"),
        format!("WARN message=credentials not renewed {provider} epoch=1 reason=\"provider\" failures=1"),
        format!("INFO message=credentials renewed {provider} epoch=2"),
    ];
    let lines: Vec<String> = log.lines().iter().map(|line| line.trim_start().to_owned()).collect();
    assert_eq!(lines, expected);
    assert_hidden(&lines);
}

/// Red when: an event of those below is left out.
#[tokio::test(start_paused = true)]
async fn events_name_keys_and_times_and_no_secret() {
    let log = Log::default();
    let _default = tracing::subscriber::set_default(tracing_subscriber::registry().with(log.clone()));
    let keys = keys();
    let key = keys.get().unwrap();
    keys.failed(&key, &Fault::new(Class::AUTH), true);
    keys.failed(&key, &Fault::new(Class::AUTH), true);
    keys.failed(&keys.get().unwrap(), &Fault::new(Class::QUOTA), false);
    assert!(keys.get().is_err());
    advance(minutes(5)).await;
    keys.get().unwrap();
    keys.get().unwrap();
    keys.restore("spare");
    let expected = [
        "WARN message=key out key=\"primary\" reason=\"auth\" pause_ms=300000",
        "WARN message=key out key=\"spare\" reason=\"quota\" pause_ms=900000",
        "INFO message=key back key=\"primary\"",
        "INFO message=key back key=\"spare\"",
    ];
    assert_eq!(log.lines(), expected);
}
