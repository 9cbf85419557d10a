//! The keys of the language, and one wording for every mistake with them.

use crate::{
    Finding, built_in_class,
    gate::{self, Home},
    suggest,
};
use std::ops::Range;

/// What sort of thing a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyKind {
    /// A value of the policy, judged by [`read`](crate::read).
    Setting,
    /// Names Rust code: it belongs in the attribute and means nothing in a text.
    Code,
    /// Part of the language, but not of this version.
    Later,
    /// No key.
    Unknown,
}

/// The keys that this crate reads, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// What the others refine: where it stands it is no setting of the policy.
    Policy,
    Backoff,
    Jitter,
    Attempts,
    Timeout,
    Deadline,
    Breaker,
    Quota,
    RetryBudget,
    Table,
    On,
    MaxWait,
    Idempotent,
}

impl Setting {
    pub(crate) const ALL: [Self; 13] = [
        Self::Policy,
        Self::Backoff,
        Self::Jitter,
        Self::Attempts,
        Self::Timeout,
        Self::Deadline,
        Self::Breaker,
        Self::Quota,
        Self::RetryBudget,
        Self::Table,
        Self::On,
        Self::MaxWait,
        Self::Idempotent,
    ];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Backoff => "backoff",
            Self::Jitter => "jitter",
            Self::Attempts => "attempts",
            Self::Timeout => "timeout",
            Self::Deadline => "deadline",
            Self::Breaker => "breaker",
            Self::Quota => "quota",
            Self::RetryBudget => "retry_budget",
            Self::Table => "table",
            Self::On => "on",
            Self::MaxWait => "max_wait",
            Self::Idempotent => "idempotent",
        }
    }

    /// An entry that is right.
    pub(crate) const fn example(self) -> &'static str {
        match self {
            Self::Policy => "policy = \"reads\"",
            Self::Backoff => "backoff = exp(1s, 2, 60s)",
            Self::Jitter => "jitter = 0.25",
            Self::Attempts => "attempts = 5",
            Self::Timeout => "timeout = 5s",
            Self::Deadline => "deadline = 30s",
            Self::Breaker => "breaker = \"api\"",
            Self::Quota => "quota = \"llm\"",
            Self::RetryBudget => "retry_budget = \"api\"",
            Self::Table => "table = \"http\"",
            Self::On => "on(throttled = retry(exp(1s, 2, 60s)), client = fail)",
            Self::MaxWait => "max_wait = 60s",
            Self::Idempotent => "idempotent = false",
        }
    }
}

const CODE: [&str; 9] =
    ["classify", "validate", "credentials", "fallback", "clone", "attempt", "registry", "name", "crate"];
const LATER: [&str; 3] = ["rate_limit", "concurrency_limit", "hedge"];

/// What other libraries call the same thing.
const OTHER_NAMES: [(&str, &str); 15] = [
    ("retries", "attempts"),
    ("retry", "attempts"),
    ("max_retries", "attempts"),
    ("max_attempts", "attempts"),
    ("tries", "attempts"),
    ("times", "attempts"),
    ("delay", "backoff"),
    ("wait", "backoff"),
    ("strategy", "backoff"),
    ("max_elapsed", "deadline"),
    ("total_timeout", "deadline"),
    ("circuit_breaker", "breaker"),
    ("budget", "retry_budget"),
    ("retry_throttling", "retry_budget"),
    ("retry_quota", "retry_budget"),
];

/// What sort of thing a key of this name is.
///
/// ```
/// use resilin_policy::{KeyKind, key_kind};
///
/// assert_eq!(key_kind("backoff"), KeyKind::Setting);
/// assert_eq!(key_kind("classify"), KeyKind::Code);
/// assert_eq!(key_kind("hedge"), KeyKind::Later);
/// assert_eq!(key_kind("bakcoff"), KeyKind::Unknown);
/// ```
pub fn key_kind(name: &str) -> KeyKind {
    if Setting::named(name).is_some() {
        KeyKind::Setting
    } else if CODE.contains(&name) {
        KeyKind::Code
    } else if LATER.contains(&name) {
        KeyKind::Later
    } else {
        KeyKind::Unknown
    }
}

/// The finding for a key that does not exist.
pub fn unknown_key(name: &str, range: Range<usize>) -> Finding {
    let homes = gate::homes(name);
    if !homes.is_empty() {
        return setting_alone(name, range, &homes);
    }
    if built_in_class(name).is_ok() {
        return Finding::new(range, format!("`{name}` is a class, not a key"))
            .with_help(format!("write `on({name} = …)`"));
    }
    let help = match meant(name) {
        Some(key) => suggest::did_you_mean(key),
        None => all_keys(),
    };
    Finding::new(range, format!("unknown key `{name}`")).with_help(help)
}

fn setting_alone(name: &str, range: Range<usize>, homes: &[Home]) -> Finding {
    let gates: Vec<String> = homes.iter().map(|home| format!("of a {}", home.gate)).collect();
    let ways: Vec<&str> = homes.iter().map(|home| home.written.as_str()).collect();
    Finding::new(range, format!("`{name}` is a setting {}, not a key", gates.join(" and ")))
        .with_help(format!("write {}", ways.join(" or ")))
}

/// The finding for a key that was there before; the range is that of the later one.
pub fn repeated_key(name: &str, range: Range<usize>) -> Finding {
    Finding::new(range, format!("`{name}` is written twice")).with_help("keep one of the two")
}

/// The finding for a key in front of which the comma was forgotten; the range is that of the key.
pub fn missing_comma(name: &str, range: Range<usize>) -> Finding {
    comma_before(name, range, COMMAS)
}

/// The finding for a missing comma in any language; the help says where its commas stand.
pub(crate) fn comma_before(name: &str, range: Range<usize>, commas: &str) -> Finding {
    Finding::new(range, format!("expected `,` before `{name}`")).with_help(commas)
}

/// What to say where a comma should be.
pub(crate) const COMMAS: &str = "separate the keys by commas, as in `attempts = 5, timeout = 2s`";

/// The finding for a key that this version does not have.
pub fn later_key(name: &str, range: Range<usize>) -> Finding {
    Finding::new(range, format!("`{name}` is not available yet"))
        .with_help("leave it out: it comes with a later version")
}

/// The finding for a key that names code, written where there is none.
pub fn code_key(name: &str, range: Range<usize>) -> Finding {
    Finding::new(range, format!("`{name}` names code: it belongs in the `#[resilient]` attribute"))
        .with_help("leave it out of the text, and write it above the function")
}

fn meant(name: &str) -> Option<&'static str> {
    let other_name = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|&(_, key)| key);
    let all = Setting::ALL.map(Setting::name).into_iter().chain(CODE).chain(LATER);
    other_name.or_else(|| suggest::nearest(name, all))
}

fn all_keys() -> String {
    let settings = suggest::list(Setting::ALL.map(Setting::name));
    format!("the keys are {settings}; `#[resilient]` knows {}, too", suggest::list(CODE))
}
