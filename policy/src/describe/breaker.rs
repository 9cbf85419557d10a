//! A policy's breaker in words.

use super::{capitalized, percent};
use crate::{Backoff, BreakerRef, BreakerSettings, NamePiece, SlowCalls, Window, suggest, units::Canonical};

/// What the breaker does. Only settings written beside its name are told: others may be given to it elsewhere.
pub(super) fn breaker(breaker: &BreakerRef) -> String {
    let does = if *breaker.settings() == BreakerSettings::NONE {
        "while it is open, a call is refused at once".to_owned()
    } else {
        opens_and_closes(breaker.settings())
    };
    format!("{} guards every attempt: {does}.", capitalized(&which(breaker)))
}

fn which(breaker: &BreakerRef) -> String {
    let keys = breaker.pieces().into_iter().filter_map(|piece| match piece {
        NamePiece::Placeholder(path) => Some(path),
        NamePiece::Text(_) => None,
    });
    let name = breaker.name();
    if breaker.is_keyed() {
        format!("the breaker `{name}`, one for each {},", suggest::list(keys))
    } else {
        format!("the breaker `{name}`")
    }
}

fn opens_and_closes(settings: &BreakerSettings) -> String {
    let triggers = triggers(settings);
    let several = triggers.last().is_some_and(|trigger| trigger.several);
    let triggers: Vec<String> = triggers.into_iter().map(|trigger| trigger.text).collect();
    let verb = if several { "open" } else { "opens" };
    format!("{} {verb} it for {}, then {}", triggers.join(" or "), open_time(settings.open()), probing(settings))
}

/// What opens a breaker.
struct Trigger {
    text: String,
    several: bool,
}

impl Trigger {
    fn failures(count: u32, when: &str) -> Self {
        let several = count > 1;
        let text = if several { format!("{count} failures {when}") } else { "a failure".to_owned() };
        Self { text, several }
    }

    fn rate(text: String) -> Self {
        Self { text, several: false }
    }
}

fn triggers(settings: &BreakerSettings) -> Vec<Trigger> {
    let in_row = settings.failures_in_row().map(|failures| Trigger::failures(failures, "in a row"));
    let within = settings
        .failures_within()
        .map(|(failures, within)| Trigger::failures(failures, &format!("within {}", Canonical(within))));
    let over = over(settings);
    let failure_rate =
        settings.failure_rate().map(|rate| Trigger::rate(format!("a failure rate of {}{over}", share(rate))));
    let slow_calls = settings.slow_calls().map(|SlowCalls { from, rate }| {
        Trigger::rate(format!("a rate of {} of calls that take {} or longer{over}", share(rate), Canonical(from)))
    });
    [in_row, within, failure_rate, slow_calls].into_iter().flatten().collect()
}

/// As a percentage, if that is not rounded.
fn share(rate: f64) -> String {
    let percent = percent(rate);
    if format!("{percent}e-2").parse() == Ok(rate) { format!("{percent}%") } else { rate.to_string() }
}

/// What rates are taken of.
fn over(settings: &BreakerSettings) -> String {
    let min_calls = settings.min_calls();
    match settings.window() {
        Some(Window::Calls(calls)) if calls.get() == min_calls => format!(" in {calls} calls"),
        Some(Window::Calls(calls)) => format!(" in {calls} calls, judged from {min_calls} on,"),
        Some(Window::Within(within)) => format!(" in {}, judged from {min_calls} calls on,", Canonical(within)),
        None => String::new(),
    }
}

fn open_time(open: Backoff) -> String {
    let (first, cap) = (open.first(), open.cap());
    if first == cap {
        Canonical(cap).to_string()
    } else {
        format!("{} at first and up to {}", Canonical(first), Canonical(cap))
    }
}

fn probing(settings: &BreakerSettings) -> String {
    let closing = match settings.successes() {
        1 => "one success closes it".to_owned(),
        successes => format!("{successes} successes in a row close it"),
    };
    match (settings.probes(), settings.successes()) {
        (1, 1) => "one probe decides".to_owned(),
        (1, _) => format!("one call at a time probes, and {closing}"),
        (probes, _) => format!("up to {probes} calls at a time probe, and {closing}"),
    }
}
