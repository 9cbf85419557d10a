//! How settings go together. A value that could not be read takes no part.

use super::{
    Context, Target,
    entries::{Entries, Places},
    policy::PolicyValues,
    table,
};
use crate::{Attempts, Backoff, Finding, Settings, Table, keys::Setting, units::Canonical};
use std::ops::Range;

/// What is wrong with settings that are each right.
pub(super) fn findings(entries: &Entries<Setting>, context: Context) -> Vec<Finding> {
    let PolicyValues { settings, names, gates, on, .. } = &entries.values;
    let together = Together {
        settings,
        places: &entries.places,
        breaker_name: names.of(Setting::Breaker),
        target: context.target,
        is_partial: context.is_partial,
    };
    let alone = [
        together.timeout_of_a_blocking_fn(),
        together.timeout_beyond_deadline(),
        together.deadline_before_first_retry(),
        together.endless(),
        settings.backoff.and_then(|_| together.idle(Setting::Backoff)),
        settings.jitter.and_then(|_| together.idle(Setting::Jitter)),
        settings.max_wait.and_then(|_| together.idle(Setting::MaxWait)),
        settings.retry_budget.as_ref().and_then(|_| together.idle(Setting::RetryBudget)),
        together.jitter_without_delays(),
        together.jitter_twice(),
        together.placeholders_without_arguments(),
        base_without_a_file(entries, context),
    ];
    let beside = table::Beside { settings, context };
    let of_gates = if context.is_partial { &gates.partial } else { &gates.whole };
    alone.into_iter().flatten().chain(of_gates.iter().cloned()).chain(table::findings(&beside, on)).collect()
}

fn base_without_a_file(entries: &Entries<Setting>, context: Context) -> Option<Finding> {
    let place = entries.places.of(&Setting::Policy).filter(|_| !context.has_named_policies)?;
    let message = "named policies come from `resilience.toml`, which is read when the program is compiled";
    Some(Finding::new(place, message).with_help("write the policy's keys here instead of its name"))
}

struct Together<'a> {
    settings: &'a Settings,
    places: &'a Places<Setting>,
    breaker_name: Option<Range<usize>>,
    target: Target,
    is_partial: bool,
}

impl Together<'_> {
    fn timeout_of_a_blocking_fn(&self) -> Option<Finding> {
        self.settings.timeout.filter(|_| self.target == Target::BlockingFn)?;
        self.finding(
            Setting::Timeout,
            "`timeout` needs an async function: a blocking call cannot be cut short",
            "use the client's own timeout; a `deadline` ends the retries",
        )
    }

    fn timeout_beyond_deadline(&self) -> Option<Finding> {
        let (timeout, deadline) = (self.settings.timeout?, self.settings.deadline?);
        // A blocking function has to lose its timeout anyway.
        if timeout < deadline || self.target == Target::BlockingFn {
            return None;
        }
        self.finding(
            Setting::Timeout,
            "`timeout` is not shorter than `deadline`: it could never end an attempt",
            format!("write less than `{}`, or leave one of the two out", Canonical(deadline)),
        )
    }

    fn deadline_before_first_retry(&self) -> Option<Finding> {
        let (deadline, first) = (self.settings.deadline?, self.backoff()?.first());
        if deadline > first || !self.attempts()?.allows(2) {
            return None;
        }
        let message = format!("`deadline` is over before the first retry, which waits `{}`", Canonical(first));
        let help = if self.places.left_out(&Setting::Backoff) {
            format!(
                "write a longer `deadline`, or a `backoff` that is quicker than the default `{}`",
                Backoff::DEFAULT
            )
        } else {
            "write a longer `deadline`, or a shorter first delay".to_owned()
        };
        self.finding(Setting::Deadline, message, help)
    }

    fn endless(&self) -> Option<Finding> {
        self.settings.attempts.filter(|&attempts| attempts == Attempts::Unlimited)?;
        if !(self.is_missing(Setting::Deadline) && self.is_missing(Setting::Breaker)) {
            return None;
        }
        self.finding(
            Setting::Attempts,
            "`attempts = unlimited` needs a `deadline` or a `breaker`: nothing else would end the call",
            "add one, as in `deadline = 5m` or `breaker = \"api\"`",
        )
    }

    /// A setting about retries, where there are none.
    fn idle(&self, setting: Setting) -> Option<Finding> {
        if !self.runs_once() {
            return None;
        }
        self.finding(
            setting,
            format!("`{}` has no effect with `attempts = 1`: nothing is retried", setting.name()),
            "leave it out, or allow 2 attempts or more",
        )
    }

    fn jitter_without_delays(&self) -> Option<Finding> {
        self.jitter_beside(|backoff| backoff == Backoff::None)?;
        self.finding(
            Setting::Jitter,
            "`jitter` has no effect with `backoff = none`: there are no delays to vary",
            "leave one of the two out",
        )
    }

    fn jitter_twice(&self) -> Option<Finding> {
        self.jitter_beside(|backoff| matches!(backoff, Backoff::Decorrelated { .. }))?;
        self.finding(
            Setting::Jitter,
            "`jitter` has no effect with `decorrelated`: its delays are random already",
            "leave `jitter` out, or choose another shape",
        )
    }

    fn placeholders_without_arguments(&self) -> Option<Finding> {
        let name = self.settings.breaker.as_ref().filter(|_| self.target == Target::Text)?.name();
        let (open, close) = (name.find('{')?, name.find('}')?);
        let start = self.breaker_name.as_ref()?.start;
        let place = start + open..start + close + 1;
        let message =
            "placeholders are filled from a function's arguments: they belong in the `#[resilient]` attribute";
        Some(Finding::new(place, message).with_help("write a name without them, as in `breaker = \"api\"`"))
    }

    /// A jitter with such a shape beside it and no other for it to vary, where something is retried: else that alone
    /// is worth a word.
    fn jitter_beside(&self, shape: impl FnOnce(Backoff) -> bool) -> Option<()> {
        self.settings.jitter?;
        let varies_own = self.settings.on.as_ref().is_some_and(Table::takes_jitter);
        self.settings.backoff.filter(|&backoff| !varies_own && !self.runs_once() && shape(backoff)).map(|_| ())
    }

    fn finding(&self, at: Setting, message: impl Into<String>, help: impl Into<String>) -> Option<Finding> {
        Some(Finding::new(self.places.of(&at)?, message).with_help(help))
    }

    fn runs_once(&self) -> bool {
        self.settings.attempts.is_some_and(|attempts| !attempts.allows(2))
    }

    /// Whether nobody wrote it, here or elsewhere.
    fn is_missing(&self, setting: Setting) -> bool {
        !self.is_partial && self.places.left_out(&setting)
    }

    /// What holds: as written, or the default where nothing was; `None` where it could not be read.
    fn backoff(&self) -> Option<Backoff> {
        self.settings.backoff.or_else(|| self.is_missing(Setting::Backoff).then_some(Backoff::DEFAULT))
    }

    fn attempts(&self) -> Option<Attempts> {
        self.settings.attempts.or_else(|| self.is_missing(Setting::Attempts).then_some(Attempts::DEFAULT))
    }
}
