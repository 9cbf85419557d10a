//! Sites of every sort, and what the language says of itself.

use resilin::explain::Setting;
use resilin::{Policy, Site, SiteExplanation};
use resilin_policy::Compiled;

pub(crate) fn policy(text: &str) -> Policy {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A site made by hand, for good.
pub(crate) fn by_hand(name: &'static str, text: &str) -> &'static Site {
    Box::leak(Box::new(Site::new(name, policy(text))))
}

/// A site as the attribute makes it.
pub(crate) fn attribute(name: &'static str, text: &str, compiled: Compiled) -> &'static Site {
    let place = ("shop::client", "src/client.rs", 42);
    Box::leak(Box::new(Site::declared(name, policy(text), compiled, place)))
}

/// An async function that can do everything but renew.
pub(crate) const ASYNC: Compiled = Compiled::ASYNC.and(Compiled::LOOP).and(Compiled::GATED).and(Compiled::CUT);

pub(crate) fn explain(text: &str) -> SiteExplanation {
    by_hand("by hand", text).explain()
}

/// The value and the source.
pub(crate) fn told(setting: Option<&Setting>) -> (Option<&str>, String) {
    let setting = setting.expect("it is explained");
    (setting.value.as_deref(), setting.source.to_string())
}

/// The names that the language lists for a text that has a wrong one.
pub(crate) fn names_listed_for(wrong: &str) -> Vec<String> {
    let error = wrong.parse::<Policy>().expect_err("it is wrong");
    let help = error.findings()[0].help.clone().expect("there is help");
    let list = help.split(';').next().expect("the list comes first");
    list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
