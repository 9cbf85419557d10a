//! A site whose table nobody has defined says so, once.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use resilin::{Class, Site, policy};
use tracing::field::{Field, Visit};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Registry;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

use super::common::{always, define, waits, waits_async};

/// The warnings of this thread: target and fields.
#[derive(Clone, Debug, Default)]
struct Warnings(Arc<Mutex<Vec<(String, String)>>>);

impl Warnings {
    fn listen() -> (Self, DefaultGuard) {
        let warnings = Self::default();
        let guard = set_default(Registry::default().with(warnings.clone()));
        (warnings, guard)
    }

    fn taken(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.0.lock().expect("no panic under the lock"))
    }
}

impl<S: Subscriber> Layer<S> for Warnings {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() <= Level::WARN {
            let mut fields = Fields::default();
            event.record(&mut fields);
            let told = (event.metadata().target().to_owned(), fields.0.join(", "));
            self.0.lock().expect("no panic under the lock").push(told);
        }
    }
}

#[derive(Default)]
struct Fields(Vec<String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push(format!("{field} = {value:?}"));
    }
}

fn warning(site: &str, table: &str) -> (String, String) {
    let message = "this site's table is not defined: the standard one serves; `resilin::define_table` defines it";
    ("resilin".to_owned(), format!("message = {message}, site = \"{site}\", table = \"{table}\""))
}

// Red when: `table` of runtime/src/site.rs does not ask `told` (every failure), or asks it of the table (one site).
#[tokio::test(start_paused = true)]
async fn each_site_tells_once_and_the_standard_table_serves() {
    static ONE: Site = Site::new("undefined.one", policy!(r#"jitter = none, table = "undefined""#));
    static OTHER: Site = Site::new("undefined.other", policy!(r#"jitter = none, table = "undefined""#));
    let (warnings, _listening) = Warnings::listen();
    assert_eq!(waits(&ONE, &[]).await, [0; 0]);
    assert_eq!(warnings.taken(), [], "nothing was to be decided");
    assert_eq!(waits(&ONE, &always(Class::SERVER)).await, [200, 400]);
    assert_eq!(waits(&ONE, &always(Class::THROTTLED)).await, [1_000, 2_000]);
    assert_eq!(waits(&ONE, &always(Class::CLIENT)).await, [0; 0]);
    assert_eq!(warnings.taken(), [warning("undefined.one", "undefined")]);
    assert_eq!(waits(&OTHER, &always(Class::SERVER)).await, [200, 400]);
    assert_eq!(warnings.taken(), [warning("undefined.other", "undefined")]);
}

#[tokio::test(start_paused = true)]
async fn what_the_site_says_itself_holds_all_the_same() {
    static SITE: Site =
        Site::new("undefined.on", policy!(r#"jitter = none, table = "undefined-on", on(server = fail)"#));
    let (warnings, _listening) = Warnings::listen();
    assert_eq!(waits(&SITE, &always(Class::SERVER)).await, [0; 0]);
    assert_eq!(waits(&SITE, &always(Class::NETWORK)).await, [200, 400]);
    assert_eq!(warnings.taken().len(), 1);
}

// Red when: `table` of runtime/src/site.rs looks `standard` up, too.
#[tokio::test(start_paused = true)]
async fn nothing_is_told_of_tables_that_are_there() {
    static DEFINED: Site = Site::new("undefined.not", policy!(r#"jitter = none, table = "undefined-not""#));
    static STANDARD: Site = Site::new("undefined.standard", policy!(r#"jitter = none, table = "standard""#));
    static NONE: Site = Site::new("undefined.none", policy!("jitter = none, on(server = retry)"));
    define("undefined-not", "");
    let (warnings, _listening) = Warnings::listen();
    for site in [&DEFINED, &STANDARD, &NONE] {
        assert_eq!(waits(site, &always(Class::SERVER)).await, [200, 400]);
    }
    assert_eq!(warnings.taken(), []);
}

/// Defines the table that it hears of, in the middle of the call that misses it.
struct Definer;

impl<S: Subscriber> Layer<S> for Definer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        if *event.metadata().level() == Level::WARN {
            define("undefined-heard", "server = retry(fixed(9s))");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn who_listens_may_define_it() {
    static SITE: Site = Site::new("undefined.heard", policy!(r#"jitter = none, table = "undefined-heard""#));
    let _listening = set_default(Registry::default().with(Definer));
    assert_eq!(waits_async(&SITE, &always(Class::SERVER)).await, [200, 9_000], "from the next failure on");
    assert_eq!(waits(&SITE, &always(Class::SERVER)).await, [9_000, 9_000]);
}
