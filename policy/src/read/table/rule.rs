//! The rules: `retry(exp(1s, 2, 60s), attempts = 10)` and the others.

use super::setting::{RuleSetting, RuleSettings};
use crate::{
    Delays, Finding, Retry, Rule,
    read::{
        Findings,
        duration::{self, Zero},
        entries::{Entries, Places, begins_entry, until_entry},
        lex::{Token, pieces, shown, span},
        parentheses,
        shapes::{self, Purpose},
    },
    suggest,
    units::Canonical,
};
use std::{num::NonZeroU32, time::Duration};

/// A rule as it is written.
struct Form {
    name: &'static str,
    example: &'static str,
    /// What may stand in its parentheses behind the first argument.
    takes: &'static [RuleSetting],
    /// What other libraries call it.
    other_names: &'static [&'static str],
    read: fn(&Call<'_, '_>, &mut Findings) -> Option<Rule>,
}

const FORMS: [Form; 4] = [
    Form {
        name: "retry",
        example: "retry(exp(1s, 2, 60s), attempts = 10)",
        takes: &[RuleSetting::Scale, RuleSetting::Attempts, RuleSetting::Counts],
        other_names: &["again", "repeat", "retryable", "transient"],
        read: retry,
    },
    Form {
        name: "cooldown",
        example: "cooldown(15m, max = 6h)",
        takes: &[RuleSetting::Max, RuleSetting::Counts],
        other_names: &["cool_down", "pause", "close", "wait"],
        read: cooldown,
    },
    Form {
        name: "refresh",
        example: "refresh(counts = false)",
        takes: &[RuleSetting::Counts],
        other_names: &["renew", "reauth", "reauthenticate", "login"],
        read: |call, findings| Some(call.alone(Rule::Refresh, findings)),
    },
    Form {
        name: "fail",
        example: "fail(counts = false)",
        takes: &[RuleSetting::Counts],
        other_names: &["abort", "stop", "give_up", "return", "permanent", "never", "none", "ignore"],
        read: |call, findings| Some(call.alone(Rule::Fail, findings)),
    },
];

/// Whether this is a rule's name.
pub(in crate::read) fn is_rule(word: &Token<'_>) -> bool {
    FORMS.iter().any(|form| word.is(form.name))
}

/// Reads a rule, and whether a breaker counts what gets it. What is wrong is reported all at once.
pub(super) fn rule(value: &[Token<'_>], findings: &mut Findings) -> Option<(Rule, Option<bool>)> {
    let before = findings.count();
    let read = with_mistakes(value, findings);
    // A rule of which a part could not be read is another rule.
    read.filter(|_| findings.count() == before)
}

fn with_mistakes(value: &[Token<'_>], findings: &mut Findings) -> Option<(Rule, Option<bool>)> {
    let [name, rest @ ..] = value else { return None };
    let form = findings.keep(named(name, value))?;
    let inside = match rest {
        [] => rest,
        [open, ..] if open.is("(") => findings.keep(parentheses::inside(rest, form.example))?,
        _ => {
            findings.push(parentheses::unexpected(rest, form.example));
            return None;
        }
    };
    let call = Call::read(form, value, inside, findings);
    (form.read)(&call, findings).map(|rule| (rule, call.settings.counts))
}

fn named(name: &Token<'_>, value: &[Token<'_>]) -> Result<&'static Form, Finding> {
    if !name.is_name() {
        let message = format!("expected a rule, found `{}`", shown(value));
        return Err(Finding::new(span(value), message).with_help(forms()));
    }
    FORMS.iter().find(|form| form.name == name.text).ok_or_else(|| match shapes::example(name.text) {
        Some(_) if name.is("none") => unknown(name),
        Some(example) => Finding::new(name.range(), format!("`{}` is a shape, not a rule", name.text))
            .with_help(format!("write `retry({example})`")),
        None => unknown(name),
    })
}

fn unknown(name: &Token<'_>) -> Finding {
    let lower = name.text.to_lowercase();
    let other_name = FORMS.iter().find(|form| form.other_names.contains(&lower.as_str())).map(|form| form.name);
    let meant = other_name.or_else(|| suggest::nearest(name.text, FORMS.iter().map(|form| form.name)));
    Finding::new(name.range(), format!("unknown rule `{}`", name.text))
        .with_help(meant.map_or_else(forms, suggest::did_you_mean))
}

fn forms() -> String {
    let forms =
        ["retry(shape, attempts = n)", "retry(scale = n)", "cooldown(default, max = d)", "refresh", "fail"];
    format!("the rules are {}", suggest::list(["retry"].into_iter().chain(forms)))
}

/// A rule with what stands between its parentheses.
struct Call<'p, 't> {
    form: &'static Form,
    value: &'p [Token<'t>],
    /// What stands first and is no setting.
    first: Option<&'p [Token<'t>]>,
    settings: RuleSettings,
    places: Places<RuleSetting>,
}

impl<'p, 't> Call<'p, 't> {
    fn read(
        form: &'static Form,
        value: &'p [Token<'t>],
        inside: &'p [Token<'t>],
        findings: &mut Findings,
    ) -> Self {
        let mut pieces = pieces(inside).peekable();
        let mut entries = Entries::default();
        let first = pieces.next_if(|piece| is_argument(piece.tokens)).map(|piece| {
            let (argument, forgotten) = until_entry::<RuleSetting>(&piece, findings);
            if let Some(piece) = forgotten {
                entries.piece(&piece, findings);
            }
            argument
        });
        for piece in pieces {
            entries.piece(&piece, findings);
        }
        let call = Self { form, value, first, settings: entries.values, places: entries.places };
        findings.extend(call.misplaced());
        call
    }

    /// The settings that other rules have.
    fn misplaced(&self) -> impl Iterator<Item = Finding> {
        let others = RuleSetting::ALL.into_iter().filter(|setting| !self.form.takes.contains(setting));
        others.filter_map(|setting| {
            let message = format!("`{}` takes no `{}`", self.form.name, setting.name());
            let help = format!("write it as in `{}`", self.form.example);
            Some(Finding::new(self.places.of(&setting)?, message).with_help(help))
        })
    }

    /// A rule that has no first argument.
    fn alone(&self, rule: Rule, findings: &mut Findings) -> Rule {
        if let Some(argument) = self.first {
            let message = format!("`{}` takes no `{}`", self.form.name, shown(argument));
            let help = format!("write `{}`, or `{}`", self.form.name, self.form.example);
            findings.push(Finding::new(span(argument), message).with_help(help));
        }
        rule
    }
}

/// Whether this is no setting: those begin with a word and `=`, which may have been forgotten.
fn is_argument(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [] => false,
        [word, ..] if RuleSetting::ALL.iter().any(|setting| word.is(setting.name())) => false,
        _ => !begins_entry::<RuleSetting>(tokens),
    }
}

fn retry(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Rule> {
    let shape = call.first.map(|first| shape(first, findings));
    if let (Some(_), Some(place)) = (shape, call.places.of(&RuleSetting::Scale)) {
        let message = "`scale` lengthens the site's delays, and this rule has its own";
        findings.push(Finding::new(place, message).with_help("leave one of the two out"));
    }
    let delays = match shape {
        Some(shape) => Delays::Own(shape?),
        None => call.settings.scale.map_or(Delays::Site, |scale| Delays::Scaled(scale.get())),
    };
    Some(Rule::Retry(Retry { delays, attempts: call.settings.attempts }))
}

fn shape(value: &[Token<'_>], findings: &mut Findings) -> Option<crate::Backoff> {
    match value {
        [number] if number.is_number() && number.text.parse::<NonZeroU32>().is_ok() => {
            let help = suggest::did_you_mean(&format!("attempts = {}", number.text));
            let message = format!("expected a shape, found `{}`", number.text);
            findings.push(Finding::new(number.range(), message).with_help(help));
            None
        }
        _ => shapes::shape(value, &OWN, findings),
    }
}

/// What is said of a policy's delays, but for the way to have none.
const OWN: Purpose = Purpose {
    first: Zero {
        message: shapes::DELAYS.first.message,
        help: "write how long to wait before the next attempt, or `retry(none)` for no delays",
    },
    base: Zero {
        message: shapes::DELAYS.base.message,
        help: "write the shortest delay, or `retry(none)` for no delays",
    },
    cap: Zero {
        message: shapes::DELAYS.cap.message,
        help: "write the longest delay, or `retry(none)` for no delays",
    },
    ..shapes::DELAYS
};

fn cooldown(call: &Call<'_, '_>, findings: &mut Findings) -> Option<Rule> {
    let Some(argument) = call.first else {
        findings.push(Finding::new(span(call.value), "`cooldown` has no duration").with_help(DEFAULT.help));
        return None;
    };
    let default = findings.keep(duration::positive(argument, &DEFAULT))?;
    let max = match call.places.of(&RuleSetting::Max) {
        Some(place) => findings.keep(not_below(default, call.settings.max?, place))?,
        None => default.saturating_mul(IN_DEFAULTS),
    };
    Some(Rule::Cooldown { default, max })
}

/// How long `max` is where it is left out: 6 hours for 15 minutes, as in the standard table.
const IN_DEFAULTS: u32 = 24;

const DEFAULT: Zero = Zero {
    message: "the cooldown is zero: the quota would be open again at once",
    help: "write how long it is closed where the server does not say, as in `cooldown(15m, max = 6h)`",
};

fn not_below(default: Duration, max: Duration, place: std::ops::Range<usize>) -> Result<Duration, Finding> {
    if max >= default {
        return Ok(max);
    }
    Err(Finding::new(place, "`max` is below the cooldown that it should hold down")
        .with_help(format!("write `{}` or more", Canonical(default))))
}
