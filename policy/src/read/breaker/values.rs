//! Counts, rates and open times.

use crate::{
    Backoff, Finding,
    breaker::BreakerSetting,
    gate::GateSetting,
    read::{
        Findings,
        duration::{Zero, positive},
        gate::{Share, share_above_zero},
        lex::{Token, shown, span},
        shapes::{self, Purpose},
    },
    suggest,
};
use std::num::{IntErrorKind, NonZeroU32};

/// A whole number from 1.
pub(super) fn count(setting: BreakerSetting, value: &[Token<'_>]) -> Result<NonZeroU32, Finding> {
    match value {
        [word] if word.is_number() => whole(setting, word),
        [minus, ..] if minus.is("-") => {
            let message = format!("`{}` cannot be negative", setting.name());
            Err(Finding::new(span(value), message).with_help(whole_help(setting)))
        }
        _ => Err(not_a_count(setting, value)),
    }
}

fn whole(setting: BreakerSetting, word: &Token<'_>) -> Result<NonZeroU32, Finding> {
    let count: Result<NonZeroU32, _> = word.text.replace('_', "").parse();
    count.map_err(|error| {
        let name = setting.name();
        let (message, help) = match error.kind() {
            IntErrorKind::Zero => (zero(setting).message.to_owned(), zero(setting).help.to_owned()),
            IntErrorKind::PosOverflow => {
                (format!("`{name}` is too big: {} is the most", u32::MAX), whole_help(setting))
            }
            _ => (format!("`{name}` is not a whole number"), whole_help(setting)),
        };
        Finding::new(word.range(), message).with_help(help)
    })
}

/// A share of failures is another setting than their number.
fn not_a_count(setting: BreakerSetting, value: &[Token<'_>]) -> Finding {
    let text = shown(value);
    let help = match value {
        [.., percent] if percent.is("%") && setting == BreakerSetting::Failures => {
            suggest::did_you_mean(&format!("failure_rate = {text}"))
        }
        _ => whole_help(setting),
    };
    Finding::new(span(value), format!("expected a whole number, found `{text}`")).with_help(help)
}

fn whole_help(setting: BreakerSetting) -> String {
    format!("write a whole number, as in `{}`", setting.entry())
}

/// A share, above 0 and up to 1.
pub(super) fn rate(setting: BreakerSetting, value: &[Token<'_>]) -> Result<f64, Finding> {
    let (name, example) = (setting.name(), setting.entry());
    share_above_zero(&Share { name, example, zero: zero(setting), above: "it could never be reached" }, value)
}

/// A duration, or a shape: the n-th opening since it was last closed lasts as long as the n-th delay.
pub(super) fn open(value: &[Token<'_>], findings: &mut Findings) -> Option<Backoff> {
    let refused = |message: &str, help: &str| Finding::new(span(value), message).with_help(help);
    match value {
        [name, ..] if name.is("none") => {
            findings.push(refused("an open time of `none` would refuse no call", OPEN_HELP));
            None
        }
        [name, ..] if name.is("decorrelated") => {
            let message = "`decorrelated` is no shape for `open`: how long it stays open follows from how often it opened, not from chance";
            findings.push(refused(
                message,
                "write one that grows with every opening, as in `open = exp(30s, 2, 10m)`",
            ));
            None
        }
        [name] if name.is_name() && shapes::example(name.text).is_none() => {
            let message = format!("expected a duration or a shape, found `{}`", shown(value));
            findings.push(refused(&message, "write it as in `open = 60s` or `open = exp(30s, 2, 10m)`"));
            None
        }
        [name, ..] if name.is_name() => shapes::shape(value, &OPEN, findings),
        _ => findings.keep(positive(value, &zero(BreakerSetting::Open))).map(Backoff::Fixed),
    }
}

const OPEN_HELP: &str = "write how long it stays open, as in `open = 60s`";

const NO_TIME: Zero = Zero { message: "an open time of zero would refuse no call", help: OPEN_HELP };

const OPEN: Purpose = Purpose {
    gives: "open time",
    growing: "exp(30s, 2, 10m)",
    first: Zero {
        message: "`first` is zero: however it grows, the breaker would not stay open",
        help: "write how long it stays open at first, as in `open = exp(30s, 2, 10m)`",
    },
    start: Some(NO_TIME),
    base: NO_TIME,
    step: Zero {
        message: "`step` is zero: it would stay open for the same time whenever it opens",
        help: "write a duration alone, as in `open = 60s`",
    },
    cap: Zero {
        message: "`cap` is zero: the breaker would not stay open",
        help: "write the longest time for which it stays open",
    },
};

/// What to say where a setting is zero.
pub(super) const fn zero(setting: BreakerSetting) -> Zero {
    let (message, help) = match setting {
        BreakerSetting::Failures => {
            ("`failures` is 0: it would open without a failure", "write 1 to open at the first failure")
        }
        BreakerSetting::Within => (
            "`within` is zero: no failure would be recent enough to count",
            "write how long a result counts, as in `within = 300s`",
        ),
        BreakerSetting::FailureRate => (
            "`failure_rate` is 0: it would open without a failure",
            "write the share of failures that opens it, as in `failure_rate = 50%`",
        ),
        BreakerSetting::Calls => (
            "`calls` is 0: there would be nothing to take a rate of",
            "write how many of the last results a rate is taken of, as in `calls = 100`",
        ),
        BreakerSetting::MinCalls => {
            ("`min_calls` is 0: a rate of no calls says nothing", "write 1 to judge from the first result on")
        }
        BreakerSetting::SlowCall => (
            "`slow_call` is zero: every call would be slow",
            "write from how long on a call is slow, as in `slow_call = 2s`",
        ),
        BreakerSetting::SlowCallRate => (
            "`slow_call_rate` is 0: it would open without a slow call",
            "write the share of slow calls that opens it, as in `slow_call_rate = 50%`",
        ),
        BreakerSetting::Open => (NO_TIME.message, NO_TIME.help),
        BreakerSetting::Probes => (
            "`probes` is 0: nothing would find out whether it may close",
            "write how many calls are let through at once to find out, as in `probes = 1`",
        ),
        BreakerSetting::Successes => {
            ("`successes` is 0: it would close without a probe", "write 1 to close at the first success")
        }
        BreakerSetting::ProbeTimeout => (
            "`probe_timeout` is zero: every probe would be given up at once",
            "write how long a probe may take, as in `probe_timeout = 60s`",
        ),
        BreakerSetting::Keys => {
            ("`keys` is 0: no key would have a breaker", "write how many keys are kept, as in `keys = 10_000`")
        }
    };
    Zero { message, help }
}
