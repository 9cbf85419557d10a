//! Policy texts: what the attribute has between its parentheses, and the settings of gates and tables.

mod delays;
mod gates;

use arbitrary::{Arbitrary, Unstructured};
use resilin_policy::{
    Context, Policy, PolicyError, Reading, Settings, Target, describe, describe_in, read, worst_case,
};

use crate::text;

/// A text.
#[derive(Debug)]
pub struct Input<'a>(&'a str);

impl<'a> Arbitrary<'a> for Input<'a> {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        bytes.bytes(bytes.len()).map(|bytes| Self(text::of(bytes)))
    }
}

impl Input<'_> {
    /// Reads it as everything that it may be.
    ///
    /// # Panics
    ///
    /// A promise is broken.
    pub fn check(&self) {
        let of = Context::from;
        reads(self.0, of(Target::Text));
        reads(self.0, of(Target::AsyncFn).partial());
        reads(self.0, of(Target::AsyncFn).with_credentials().with_named_policies());
        reads(self.0, of(Target::BlockingFn));
        whole(self.0);
        gates::check(self.0);
    }
}

/// What is wrong is shown where it is, and what is wrong elsewhere changes nothing of what was read.
fn reads(text: &str, context: Context) {
    let reading = read(text, context);
    text::holds(text, &reading.findings);
    drawn(text, &reading);
    if reading.findings.is_empty() {
        beside_a_mistake(text, &reading, context);
        prints(&reading.settings);
    }
}

fn drawn(text: &str, reading: &Reading) {
    let error = PolicyError::new(text, reading.findings.clone());
    assert!(error.to_string().lines().count() >= 3 * reading.findings.len(), "{error}");
}

/// A mistake in front of the text is the only one, and all behind it is read as without it.
fn beside_a_mistake(text: &str, reading: &Reading, context: Context) {
    let beside = read(&format!("zzz = 1, {text}"), context);
    assert_eq!(beside.settings, reading.settings);
    assert_eq!(beside.findings.len(), 1, "{:?}", beside.findings);
}

/// What was read prints as a text that reads the same. It was judged where it was read.
pub(crate) fn prints(settings: &Settings) {
    let printed = Policy::from_checked(settings.clone()).to_string();
    let again = read(&printed, Context::from(Target::AsyncFn).with_credentials().partial());
    assert_eq!((&again.settings, again.findings), (settings, vec![]), "printed as `{printed}`");
}

/// A policy by itself.
fn whole(text: &str) {
    let reading = read(text, Target::Text);
    match text.parse::<Policy>() {
        Ok(policy) => {
            assert_eq!((policy.written(), &reading.findings), (&reading.settings, &vec![]));
            means_something(&policy);
        }
        Err(error) => {
            assert_eq!((error.text(), error.findings()), (text, reading.findings.as_slice()));
            assert!(!reading.findings.is_empty(), "refused for nothing");
        }
    }
}

fn means_something(policy: &Policy) {
    let printed = policy.to_string();
    assert_eq!(printed.parse().as_ref(), Ok(policy), "printed as `{printed}`");
    delays::check(policy);
    let worst = worst_case(policy);
    assert!(worst.total <= policy.deadline() || policy.deadline().is_none(), "{worst:?}");
    assert!((1..=11).contains(&describe(policy).lines().count()), "{}", describe(policy));
    let beside = Context::from(Target::AsyncFn).with_credentials();
    assert!((1..=12).contains(&describe_in(policy, beside).lines().count()), "{}", describe_in(policy, beside));
}
