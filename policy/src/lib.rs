//! The policy language of `resilin`: what should happen when a call fails, as data.
//!
//! A [`Policy`] says how often a call is attempted, how long it waits in between and when it gives up. It is
//! written as text, in the same words in an attribute, in a file and in the environment:
//!
//! ```
//! use resilin_policy::{Attempts, Backoff, Jitter, Policy};
//! use std::time::Duration;
//!
//! let policy: Policy = "backoff = exp(1s, 2, 60s), jitter = 25%, attempts = 5".parse()?;
//!
//! assert_eq!(policy.jitter(), Jitter::Proportional(0.25));
//! assert!(policy.attempts().allows(5) && !policy.attempts().allows(6));
//! assert_eq!(policy.backoff().delay(0), Duration::from_secs(1));
//! assert_eq!(policy.backoff().delay(9), Duration::from_secs(60));
//!
//! // Printing gives the canonical text, and reading that gives the same policy again.
//! assert_eq!(policy.to_string(), "backoff = exp(1s, 2, 60s), jitter = 0.25, attempts = 5");
//! # Ok::<(), resilin_policy::PolicyError>(())
//! ```
//!
//! What cannot work is refused when it is read, with the place and a way out, and all mistakes of one text at once:
//!
//! ```
//! let mistake = "backoff = exp(1s, 0.5, 60s), attemps = 3".parse::<resilin_policy::Policy>().unwrap_err();
//! assert_eq!(mistake.to_string(), "\
//! `factor` is below 1: delays would shrink
//!   backoff = exp(1s, 0.5, 60s), attemps = 3
//!                     ^^^
//!   help: write 1 or more, as in `exp(1s, 2, 60s)`
//! unknown key `attemps`
//!   backoff = exp(1s, 0.5, 60s), attemps = 3
//!                                ^^^^^^^
//!   help: did you mean `attempts`?");
//! ```
//!
//! # The keys
//!
//! | key | forms | meaning | left out |
//! | --- | --- | --- | --- |
//! | `policy` | `"reads"` | a named policy of `resilience.toml` that the other keys refine; only where that is at hand: when the program is compiled | none |
//! | `backoff` | `exp(first, factor, cap)`, `linear(first, step, cap)`, `fib(first, cap)`, `fixed(delay)`, `decorrelated(base, cap)`, `none` | delay before the 2nd, 3rd … attempt | `exp(200ms, 2, 20s)` |
//! | `jitter` | `0.25`, `25%`, `full`, `equal`, `none` | how delays are spread at random | `full` |
//! | `attempts` | `5`, `unlimited` | runs of the body, the first included; `unlimited` needs a `deadline` or a `breaker` | 3 |
//! | `timeout` | duration | for each attempt | none |
//! | `deadline` | duration | for the whole call, waits included | none |
//! | `breaker` | `"api"`, `"api/{host}"`, `breaker("api", failures = 3, open = 30s)` | a named breaker that every attempt has to pass; one for each value of the arguments between braces, with the settings of `api`; settings written beside the name | none |
//! | `quota` | `"llm"`, `quota("llm", wait_up_to = 30s)` | a named quota that every attempt needs; settings written beside the name | none |
//! | `retry_budget` | `"api"`, `retry_budget("api", ratio = 20%, min = 10/s)` | a named budget that retries are paid from; settings written beside the name | none: a budget is about a server, and one for each site would bound little |
//! | `table` | `"http"`, `standard` | a named table: what each class of failure gets | `standard` |
//! | `on(class = rule, …)` | see below | what classes of failure get here, whatever the table says | |
//! | `max_wait` | duration | a server's hint longer than this ends the call | five times the longest delay |
//! | `idempotent` | `true`, `false` | whether a call may be run twice | `true` |
//!
//! # The settings of a breaker
//!
//! They stand in the parentheses of a policy's `breaker("api", …)`, and alone where a breaker is defined:
//!
//! ```
//! use resilin_policy::{Backoff, BreakerSettings};
//! use std::time::Duration;
//!
//! let settings: BreakerSettings = "failures = 3, open = fixed(30s)".parse()?;
//! assert_eq!(settings.failures_in_row(), Some(3));
//! assert_eq!(settings.open(), Backoff::Fixed(Duration::from_secs(30)));
//! assert_eq!(settings.probes(), 1);
//! assert_eq!(settings.to_string(), "failures = 3, open = 30s");
//! # Ok::<(), resilin_policy::PolicyError>(())
//! ```
//!
//! | setting | forms | meaning | left out |
//! | --- | --- | --- | --- |
//! | `failures` | `5` | so many failures open it: in a row, or at all `within` a time; beside `calls`, too, they are counted in a row | 5, where no rate is written |
//! | `within` | duration | how long a result counts, for `failures` and for rates | no limit |
//! | `failure_rate` | `50%`, `0.5` | this share of failures opens it | none |
//! | `calls` | `100` | rates are taken of the last so many results; not beside `within` | 100 |
//! | `min_calls` | `20` | from how many results on a rate is judged | a whole window of `calls`, 20 `within` a time |
//! | `slow_call` | duration | a call that takes this long or longer is slow | none |
//! | `slow_call_rate` | `50%`, `0.5` | this share of slow calls opens it | 50% |
//! | `open` | duration, `exp(30s, 2, 10m)`, `linear(..)`, `fib(..)`, `fixed(..)` | how long it stays open; of a shape, the n-th opening since it was last closed lasts as long as the n-th delay | 60s |
//! | `probes` | `1` | how many calls are let through at once to find out whether it may close | 1 |
//! | `successes` | `1` | so many successful probes in a row close it | 1 |
//! | `probe_timeout` | duration | after this a probe that has not ended gives its place to another | the time for which it was open |
//! | `keys` | `10_000` | how many keys of a name with placeholders are kept | 10,000 |
//!
//! # The settings of a quota
//!
//! A quota is closed by whoever finds it used up, for everyone who names it. They stand in the parentheses of a policy's
//! `quota("llm", …)`, and alone where a quota is defined, as [`QuotaSettings`]:
//!
//! | setting | forms | meaning | left out |
//! | --- | --- | --- | --- |
//! | `wait_up_to` | duration | how long a call waits at most for a closed quota; `0s`: it is refused at once | 0s |
//! | `ramp` | duration | over which time calls come back after the first good answer that follows a reset; `0s`: all at once | 10s |
//! | `probe_timeout` | duration | after this a first call that has not ended gives its place to another | 60s |
//!
//! # The settings of a retry budget
//!
//! They stand in the parentheses of a policy's `retry_budget("api", …)`, and alone where a budget is defined, as
//! [`RetryBudgetSettings`]. There are two forms. In the first, retries are a share of the successes:
//!
//! | setting | forms | meaning | left out |
//! | --- | --- | --- | --- |
//! | `ratio` | `20%`, `0.2` | how much of a retry a success earns: above 0, in whole thousandths | 20% |
//! | `min` | `10/s`, `100/min`, `5/500ms` | how many retries come back by time alone; `0/s`: none | 10/s |
//!
//! In the other one, with `tokens`, it is a bucket that starts full, and that only successes fill. Amounts may have
//! decimals; what is finer than a thousandth is cut off:
//!
//! | setting | forms | meaning | left out |
//! | --- | --- | --- | --- |
//! | `tokens` | `500` | how many there can be, 1 or more | the first form |
//! | `cost` | `5` | what a retry costs; a success that needed some gets the cost of the last one back | 5 |
//! | `timeout_cost` | `10` | what a retry after a timeout costs | as `cost` |
//! | `throttled_cost` | `5` | what a retry costs after the server asked for less | as `cost` |
//! | `failure_cost` | `1` | what each failure costs that could be retried, whether it is or not | 0 |
//! | `earn` | `1`, `0.1` | what a success earns that needed no retry | 1 |
//! | `above` | `250` | a retry needs more than this, besides its cost | 0 |
//!
//! ```
//! use resilin_policy::{BudgetForm, RetryBudgetSettings, Tokens};
//!
//! // As the AWS SDKs do it, and as gRPC does for `maxTokens` 100 and `tokenRatio` 0.1.
//! let aws: RetryBudgetSettings = "tokens = 500, cost = 5, timeout_cost = 10".parse()?;
//! let grpc: RetryBudgetSettings = "tokens = 100, cost = 0, failure_cost = 1, earn = 0.1, above = 50".parse()?;
//! let BudgetForm::Tokens(grpc) = grpc.form() else { panic!("there are tokens in it") };
//! assert_eq!((grpc.earn.thousandths(), grpc.above), (100, Tokens::whole(50)));
//! # assert!(matches!(aws.form(), BudgetForm::Tokens(_)));
//! # Ok::<(), resilin_policy::PolicyError>(())
//! ```
//!
//! # Tables
//!
//! A table says which class of failure gets which rule. The rules of one policy stand in its `on(…)`, and alone where a
//! table is defined, to be named by many policies:
//!
//! ```
//! use resilin_policy::{Class, Policy, Rule, Table, rule};
//!
//! let http: Table = "throttled = retry(exp(1s, 2, 60s), attempts = 10), server = retry(scale = 2)".parse()?;
//! let site: Policy = r#"table = "http", on(server = fail, "conflict" = retry(none, attempts = 2))"#.parse()?;
//! let found = |class| rule(class, &site, &http).to_string();
//!
//! assert_eq!(found(Class::SERVER), "fail");
//! assert_eq!(found(Class::custom("conflict")), "retry(none, attempts = 2)");
//! assert_eq!(found(Class::THROTTLED), "retry(exp(1s, 2, 60s), attempts = 10)");
//! // Neither says a word of it, so the standard table does.
//! assert_eq!(found(Class::QUOTA), "cooldown(15m, max = 6h)");
//! # Ok::<(), resilin_policy::PolicyError>(())
//! ```
//!
//! | rule | what a class with it gets |
//! | --- | --- |
//! | `retry` | another attempt after the site's own delay |
//! | `retry(exp(1s, 2, 60s))` | … after a delay of this shape, spread by the site's jitter; `retry(none)`: at once |
//! | `retry(scale = 4)` | … after 4 times the site's delay, never above its cap; 2 or more |
//! | `retry(attempts = 10)`, `retry(exp(1s, 2, 60s), attempts = 10)` | … and it is counted apart: its 10th failure ends the call, and none of them is one of the site's attempts; 2 or more. Beside `attempts = 1` nothing is retried |
//! | `cooldown(15m, max = 6h)` | the site's quota is closed for everyone who names it, until the server's reset, else for 15m, doubled each time up to `max` (24 times the first where it is left out), and the error goes to the caller; at a site without `quota`: `fail` |
//! | `refresh` | the site's credentials are renewed, and one attempt follows at once; a second such failure goes to the caller; in a named table or the standard one, at a site without `credentials`: `fail` |
//! | `fail` | nothing: the error goes to the caller |
//!
//! Every rule takes `counts = true` or `counts = false`: whether a breaker counts the class as a failure of the server.
//! Left out, that stays as the table behind says.
//!
//! A class is one of the built-in words, or somebody's own, in quotes. One of the latter that has no rule gets what
//! `unknown` gets. What holds where nothing is written:
//!
//! | class | rule | breakers count it |
//! | --- | --- | --- |
//! | `network`, `timeout`, `server`, `overload` | `retry` | yes |
//! | `throttled` | `retry(exp(1s, 2, 60s))` | no |
//! | `quota` | `cooldown(15m, max = 6h)` | no |
//! | `auth` | `refresh` | no |
//! | `invalid` | `retry` | no |
//! | `client` | `fail` | no |
//! | `unknown` | `retry` where the policy has both `attempts` and `backoff`, else `retry(scale = 4)` | yes |
//!
//! # How values are written
//!
//! Durations carry their unit: `ns`, `us` (or `µs`), `ms`, `s`, `m` (or `min`), `h`, `d`. `1.5s`, `1_000ms` and
//! `1m30s` are durations too; `5` is not. White space is free, a value may be quoted, a trailing comma is fine.
//!
//! # Files, variables, layers
//!
//! What the attribute says, a file may say, and a variable of the environment: `Document::read` (feature `toml`) reads
//! the one, [`Variable`] and [`Document::of_value`] the other. Each entry of a [`Document`] may be a part of a policy or
//! of settings; its values are those of the attribute, as strings, or bare where they are numbers or truth values:
//!
//! ```toml
//! [policies.reads]
//! backoff = "exp(200ms, 2, 10s)"
//! attempts = 6
//! breaker = "api"                     # a name alone: its settings have a section
//! [policies.reads.on]
//! throttled = "retry(attempts = 8)"
//! "conflict" = { rule = "fail", counts = false }
//! [breakers.api]
//! open = "60s"
//! [sites."shop::client::ticker"]      # one function
//! policy = "reads"
//! attempts = 2
//! ```
//!
//! [`Layers`] puts together what holds at one site, the nearest first, by [`refine`] and `over`; [`judge`] then says
//! whether it goes together. [`located`] draws what is wrong with a file as a compiler does:
//!
//! ```
//! use resilin_policy::{Context, Document, SectionKind, Target, judge, read, refine};
//!
//! let (ops, findings) = Document::of_value(SectionKind::Sites, "ticker", "timeout", None, "1m");
//! assert_eq!(findings, []);
//! let site = &ops.sites.get("ticker").unwrap().values.settings;
//! let declared = read("deadline = 30s, attempts = 5", Target::AsyncFn).settings;
//!
//! let merged = refine(site, &declared, Target::AsyncFn);
//! let judged = &judge(&merged, Context::from(Target::AsyncFn))[0];
//! assert_eq!(judged.finding.message, "`timeout` is not shorter than `deadline`: it could never end an attempt");
//! ```
//!
//! This crate judges and prints; it does no I/O and reads no clock. `resilin` carries policies out.

mod attempts;
mod backoff;
mod breaker;
mod budget;
mod class;
mod class_names;
mod compiled;
mod describe;
mod document;
mod environment;
mod error;
mod excerpt;
mod finding;
mod gate;
mod jitter;
mod keys;
mod known;
mod layers;
mod located;
mod names;
mod policy;
mod policy_name;
mod print;
mod quota;
mod read;
mod refine;
mod rule;
mod settings;
mod standard;
mod suggest;
mod table;
mod units;
mod worst_case;

pub use attempts::Attempts;
pub use backoff::Backoff;
pub use breaker::{BreakerRef, BreakerSettings, NamePiece, SlowCalls, Window, check_breaker_name};
pub use budget::{
    BudgetForm, Rate, RatioBudget, RetryBudgetRef, RetryBudgetSettings, TokenBudget, Tokens,
    check_retry_budget_name,
};
pub use class::{Class, UnknownClass, built_in_class};
pub use compiled::Compiled;
#[doc(hidden)]
pub use describe::granted;
pub use describe::{describe, describe_in};
pub use document::{Document, Entry, Section, SectionKind, SiteSettings, Usage};
pub use environment::{Variable, env_name};
pub use error::PolicyError;
pub use excerpt::excerpt;
pub use finding::Finding;
pub use jitter::Jitter;
pub use keys::{KeyKind, code_key, key_kind, later_key, missing_comma, repeated_key, unknown_key};
pub use layers::{Layer, LayerTexts, Layers, NamedPolicy};
pub use located::{FileError, FileFinding, line_and_column, located};
pub use policy::Policy;
pub use policy_name::check_policy_name;
pub use quota::{QuotaRef, QuotaSettings, check_quota_name};
pub use read::{
    Base, BreakerReading, Context, Judged, QuotaReading, Reading, RetryBudgetReading, TableReading, Target, judge,
    judge_breaker, judge_quota, judge_retry_budget, read, read_breaker, read_partial_breaker, read_partial_quota,
    read_partial_retry_budget, read_quota, read_retry_budget, read_table,
};
pub use refine::{idle_beside, refine};
pub use rule::{Delays, Retry, Rule};
pub use settings::Settings;
pub use standard::{breaker_counts, counts, rule, standard};
#[doc(hidden)]
pub use suggest::nearest;
pub use table::{ClassRule, Table, TableRef, check_table_name};
pub use worst_case::{WorstCase, worst_case, worst_case_in};
