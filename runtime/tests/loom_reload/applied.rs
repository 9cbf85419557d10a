//! Two that apply at the same time: at the end one of them holds, whole, and each says what it has changed.

use resilin::Site;
use resilin::config::{Changes, settings_of};
use resilin_policy::SectionKind;

use super::common::{apply, attempts, end, model, site, start};

loom::lazy_static! {
    static ref READS: Site = site("reads", "attempts = 2");
    static ref WRITES: Site = site("writes", "attempts = 2");
}

fn overrides(number: u32) -> String {
    format!(
        "[sites.reads]\nattempts = {number}\n[sites.writes]\nattempts = {number}\n\
         [breakers.api]\nfailures = {number}\n[retry_budgets.api]\ntokens = {number}0\n\
         [tables.shop]\nserver = 'retry(attempts = {number})'\n"
    )
}

/// The number that all values say; none where they are those that were there before.
fn number<'v>(values: impl Iterator<Item = Option<&'v str>>) -> Option<char> {
    let said = |value: &str| value.chars().find(|character| matches!(character, '3' | '4'));
    let mut numbers: Vec<_> = values.map(|value| value.and_then(said)).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), 1, "{numbers:?}");
    numbers[0]
}

fn from_and_to(changes: &Changes) -> (Option<char>, Option<char>) {
    assert_eq!(changes.len(), 5, "{changes}");
    let from = number(changes.iter().map(|change| change.old.as_deref()));
    (from, number(changes.iter().map(|change| change.new.as_deref())))
}

/// What holds, of all that was overridden.
fn in_force() -> String {
    let settings = [SectionKind::Breakers, SectionKind::RetryBudgets]
        .map(|section| settings_of(section, "api").expect("it is there"));
    let table = resilin::table("shop").expect("it is defined");
    format!("{}, {}, {settings:?}, {table}", attempts(&READS), attempts(&WRITES))
}

fn is_all(number: char) -> String {
    format!(
        "{number}, {number}, [\"failures = {number}\", \"tokens = {number}0\"], server = retry(attempts = {number})"
    )
}

// Red when: `installed` of state.rs gives the lock back before it installs, or takes it only then.
#[test]
fn one_of_two_holds() {
    model(4, |_| {
        READS.list();
        WRITES.list();
        let _names = (resilin::breaker("api"), resilin::retry_budget("api"));
        resilin::define_table("shop", "server = fail").expect("it is sound");
        let other = start(|| from_and_to(&apply(&overrides(3))));
        let own = from_and_to(&apply(&overrides(4)));
        let is_last = match (own, end(other)) {
            ((None, Some('4')), (Some('4'), Some('3'))) => '3',
            ((Some('3'), Some('4')), (None, Some('3'))) => '4',
            changes => panic!("one of them is the first: {changes:?}"),
        };
        assert_eq!(in_force(), is_all(is_last));
    });
}
