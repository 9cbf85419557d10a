//! Names that are looked up in the file.

use std::env;

use resilin_policy::{Document, Reading, SectionKind};

use super::mistake::Mistake;
use super::source::NAME;

/// The names under `[sites]` that the site of a function may have, whose own name ends like this: the module that it stands
/// in is not known before the compiler has expanded it.
pub(crate) fn candidates<'d>(document: &'d Document, ending: &str) -> Vec<&'d str> {
    let of_crate = env::var("CARGO_CRATE_NAME").ok();
    let may_be_ours = |name: &&str| match name.split_once("::") {
        Some((first, _)) => of_crate.as_ref().is_none_or(|of_crate| of_crate == first),
        None => false,
    };
    document.candidates(ending).into_iter().filter(may_be_ours).collect()
}

/// Whether a text names anything that the file may have.
pub(crate) fn names_something(reading: &Reading) -> bool {
    let settings = &reading.settings;
    let gates = settings.breaker.is_some() || settings.quota.is_some() || settings.retry_budget.is_some();
    reading.base.is_some() || gates || settings.table.is_some()
}

/// A named policy, and no file that could have it.
pub(super) fn without_file(reading: &Reading) -> Option<Mistake> {
    let base = reading.base.as_ref()?;
    let message = format!("there is no {NAME} that could have the policy `{}`", base.name);
    let help = format!(
        "create {NAME} beside Cargo.toml with a `{}` in it, and save this file once more: cargo does not see that a file \
         is new",
        SectionKind::Policies.header(&base.name)
    );
    Some(Mistake { range: Some(base.range.clone()), message, help: Some(help) })
}
