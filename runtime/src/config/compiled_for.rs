//! What a function was not compiled for.

use resilin_policy::{Compiled, Finding, Settings};

use crate::Site;

/// What a policy asks for that the code around the function cannot do, by the key that asks for it.
pub(super) fn findings(site: &Site, settings: &Settings) -> Vec<(&'static str, Finding)> {
    let can = |what| site.compiled().has(what);
    // A blocking call cannot be cut, whatever it was compiled for: it is judged without that.
    let is_uncut = can(Compiled::ASYNC) && !can(Compiled::CUT);
    // It would lose the last attempt's error to a deadline that cuts the next one.
    let forgets = can(Compiled::ASYNC.and(Compiled::LOOP)) && !can(Compiled::KEPT);
    let asks = [
        ("attempts", settings.attempts.is_some_and(|it| it.allows(2)) && !can(Compiled::LOOP), ANOTHER_ATTEMPT),
        ("timeout", settings.timeout.is_some() && is_uncut, CUT),
        ("deadline", settings.deadline.is_some() && is_uncut, CUT),
        ("deadline", settings.deadline.is_some() && !is_uncut && forgets, LAST_ERROR),
        ("breaker", settings.breaker.is_some() && !can(Compiled::GATED), REFUSAL),
        ("quota", settings.quota.is_some() && !can(Compiled::GATED), REFUSAL),
        ("breaker", can(Compiled::KEYED) && settings.breaker != site.policy().written().breaker, OTHER_BREAKER),
    ];
    let finding = |(message, help): (&str, &str)| Finding::new(0..0, message).with_help(help);
    asks.into_iter().filter(|(_, asks, _)| *asks).map(|(key, _, wrong)| (key, finding(wrong))).collect()
}

const ANOTHER_ATTEMPT: (&str, &str) = (
    "the function was not compiled for another attempt: it was declared with `attempts = 1`",
    "declare it with 2 attempts or more; an override can then say 1",
);

const CUT: (&str, &str) = (
    "the function was not compiled for being cut short: it was declared with neither `timeout` nor `deadline`",
    "declare it with a long `timeout` or `deadline`; an override can then say a shorter one",
);

const LAST_ERROR: (&str, &str) = (
    "the function was not compiled for a deadline: it keeps no error of an attempt while another one runs",
    "declare it with a long `deadline`; an override can then say a shorter one",
);

const REFUSAL: (&str, &str) = (
    "the function was not compiled for refusals: it was declared with neither `breaker` nor `quota`",
    "declare it with a breaker or a quota; its error type then has to be able to say so",
);

const OTHER_BREAKER: (&str, &str) = (
    "the function was compiled for a breaker whose name is made from arguments: no other can take its place",
    "override the settings of that one, under `[breakers]`",
);
