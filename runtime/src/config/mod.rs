//! Overrides at run time: what operators change without a rebuild.
//!
//! A file of the shape of `resilience.toml`, and variables of the environment, say what is to hold in place of what was
//! compiled in. The keys, the grammar and the messages are those of the attribute.
//!
//! ```
//! use resilin::config::Overrides;
//! use resilin::{Site, policy};
//!
//! static TICKER: Site = Site::new("shop::ticker", policy!("attempts = 5, breaker = \"api\""));
//! # TICKER.list();
//!
//! # let directory = std::env::temp_dir().join(format!("resilin-{}", std::process::id()));
//! # std::fs::create_dir_all(&directory)?;
//! # let path = directory.join("ops.toml");
//! # std::fs::write(&path, "[sites.\"shop::ticker\"]\nattempts = 2\n[breakers.api]\nopen = \"10s\"\n")?;
//! // ops.toml:
//! // [sites."shop::ticker"]
//! // attempts = 2
//! // [breakers.api]
//! // open = "10s"
//! let changes = Overrides::new().file(&path)?.env()?.apply()?;
//! assert_eq!(changes.len(), 2);
//! println!("{changes}"); // site shop::ticker: attempts 5 -> 2 (ops.toml:2) …
//! assert_eq!(TICKER.current().policy().to_string(), "attempts = 2, breaker = \"api\"");
//! # std::fs::remove_dir_all(&directory)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The environment
//!
//! `RESILIENCE__<SECTION>__<NAME>__<KEY>=value`. The section is one of `POLICIES`, `BREAKERS`, `TABLES`, `QUOTAS`,
//! `RETRY_BUDGETS` and `SITES`. The name stands in capitals, with `_` for whatever is no ASCII letter or digit; where that
//! fits two names, a file has to say it. The key of a rule is `ON__<CLASS>`; in a table it is the class.
//!
//! ```
//! use resilin::config::Overrides;
//! use resilin::{Site, policy};
//!
//! static TICKER: Site = Site::new("shop::ticker", policy!("attempts = 5, breaker = \"api\""));
//! # TICKER.list();
//!
//! // As `env()`, with variables that do not depend on the process.
//! let variables = [
//!     ("RESILIENCE__SITES__SHOP__TICKER__ATTEMPTS", "2"),
//!     ("RESILIENCE__SITES__SHOP__TICKER__ON__THROTTLED", "fail"),
//!     ("RESILIENCE__BREAKERS__API__OPEN", "10"),
//! ];
//! let error = Overrides::new().variables(variables).apply().unwrap_err();
//! assert_eq!(error.to_string(), "\
//! `10` has no unit
//!   --> RESILIENCE__BREAKERS__API__OPEN
//!   10
//!   ^^
//!   help: write `10s` or `10ms`");
//! // One mistake, and nothing at all has changed.
//! assert_eq!(TICKER.current().policy(), TICKER.policy());
//! ```
//!
//! # At any time, again and again
//!
//! [`apply`](Overrides::apply) puts overrides in the place of all that were applied before; what is no longer said goes
//! back to what was compiled. It is all or nothing: every mistake is reported at once, with its line or its variable, and
//! then nothing has changed. Calls under way finish on the values that they began with, their table's rules among them.
//! Breakers keep their state and their counts, retry budgets what is in them, quotas their resets.
//!
//! A service that reads its file again when it is told to:
//!
//! ```no_run
//! # #[cfg(unix)]
//! # async fn serve() -> Result<(), Box<dyn std::error::Error>> {
//! use resilin::config::{Changes, ConfigError, Overrides};
//! use tokio::signal::unix::{SignalKind, signal};
//!
//! fn reload() -> Result<Changes, ConfigError> {
//!     Overrides::new().optional_file("/etc/shop/resilience.toml")?.env()?.apply()
//! }
//!
//! // A mistake at the start ends the program; one in a running service does not.
//! println!("{}", reload()?);
//! let mut hangups = signal(SignalKind::hangup())?;
//! tokio::spawn(async move {
//!     while hangups.recv().await.is_some() {
//!         match reload() {
//!             Ok(changes) => println!("{changes}"),
//!             Err(error) => eprintln!("everything stays as it was:\n{error}"),
//!         }
//!     }
//! });
//! # Ok(())
//! # }
//! ```
//!
//! Reading a file blocks the thread for that long, and so does [`apply`](Overrides::apply): a fraction of a millisecond for
//! a hundred sites. A call pays one load for it, whether there are overrides or not.
//!
//! # What can be overridden
//!
//! | | can be overridden | cannot |
//! | --- | --- | --- |
//! | `[sites."shop::ticker"]` | every key of the policy, and which breaker, table, quota or retry budget it names | keys that are code: `classify`, `validate`, `fallback`, `credentials`, `clone`, `attempt`, `registry`, `name`; `policy` |
//! | `[policies.reads]` | the same, for all sites that were compiled with `policy = "reads"` | a name that no site starts from |
//! | `[breakers.api]`, `[quotas.api]`, `[retry_budgets.api]` | every setting; of a breaker with keys all those that have none of their own | a name that nothing in the program has; one key, as in `api/eu`; things of a registry of its own |
//! | `[tables.http]` | the rule of every class | the standard table: a site's `on` does that |
//!
//! What a function was not compiled for is refused, by its site:
//!
//! | key | needs |
//! | --- | --- |
//! | `attempts` of 2 or more | a function that was declared with as many: there is no loop around a single attempt |
//! | `timeout` | a `timeout` or a `deadline` in the declaration; a blocking function takes none |
//! | `deadline` | a `deadline` in the declaration, or a `timeout` beside a breaker, a quota, credentials or `attempts = 1`; a blocking function takes one always |
//! | `breaker`, `quota` | one of the two, or credentials, in the declaration: else its error type cannot carry a refusal |
//! | another `breaker` | a breaker whose name is not made from arguments |
//! | `refresh` in a rule | credentials |
//!
//! # Which value holds
//!
//! The nearest: the environment, the start-up file (of several the later one), what the attribute says or code
//! defines, `resilience.toml`, the default. That goes key by key, rule by rule, and setting by setting; what was said of
//! the site comes before what was said of the policy that it starts from. Of settings that exclude each other, as `within`
//! and `calls`, the nearer displaces the other.
//!
//! A `define` after an override changes what is behind it; the override still wins. Where the two do not go together, the
//! override is left out until they do, and an event at error level says so.
//!
//! # Which sites there are
//!
//! All that [`sites`](crate::sites) lists. This feature brings `link-time`, so the functions of the whole binary are among
//! them; on WebAssembly a function is from its first call on. A site made by hand has to be [listed](crate::Site::list). One
//! that is listed after an override gets it then; where it cannot have it, it stays as it was declared, and an event at
//! error level says so.
//!
//! So list the sites that are made by hand, and define the breakers that nothing else names, before the first override:
//! what nobody has heard of yet is refused as unknown.
//!
//! # What it keeps
//!
//! What was once made of a site or a table is used again. Each new set of values takes about 800 bytes a site, for good. A
//! breaker whose window becomes one of another kind begins it empty, and a retry budget that was made smaller has lost what
//! did not fit.
//!
//! A site with a registry of its own has its policy overridden as any other; the breakers, tables, quotas and retry
//! budgets of that registry are not touched.

mod changes;
mod compiled_for;
mod difference;
mod error;
mod finding;
mod gates;
mod kinds;
mod known;
mod overrides;
mod plan;
mod reading;
mod sites;
mod state;
mod text;
mod values;
mod variable;

pub use changes::{Change, Changes};
pub use error::ConfigError;
pub use finding::ConfigFinding;
pub use overrides::Overrides;
pub use state::clear;
pub(crate) use state::{listed, source_of_key};
#[doc(hidden)]
pub use state::{settings_of, source_of_setting};
