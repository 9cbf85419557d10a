//! Every call goes by one policy, whatever lands while it runs.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use proptest::prelude::*;
use resilin::config::Overrides;
use resilin::{Class, Site, config, define_table};
use resilin_policy::Layers;

use crate::common::{alone, file, layered, named, part};
use crate::observed::{call, secs};

/// A site at which one number stands in five places: in the site's own keys, in its policy, in a rule of its own, and in
/// its table.
fn numbered() -> &'static Site {
    static SITE: OnceLock<&Site> = OnceLock::new();
    SITE.get_or_init(|| {
        define_table("numbered", "throttled = retry(fixed(2s)), overload = retry(fixed(2s), attempts = 2)")
            .unwrap();
        let own = part("jitter = none, attempts = 2, table = numbered, on(invalid = retry(fixed(2s)))");
        layered("numbered", Layers { policy: Some(named("numbered", "backoff = fixed(2s)")), ..Layers::of(own) })
    })
}

/// Overrides that say one number everywhere.
fn all_of(number: u64) -> Overrides {
    let content = format!(
        "[sites.numbered]\nattempts = {number}\n[policies.numbered]\nbackoff = 'fixed({number}s)'\n[tables.numbered]\n\
         throttled = 'retry(fixed({number}s))'\noverload = 'retry(fixed({number}s), attempts = {number})'\n"
    );
    let variable = ("RESILIENCE__SITES__NUMBERED__ON__INVALID", format!("retry(fixed({number}s))"));
    file(&content).variables([variable])
}

/// The same with a mistake in one of many places.
fn mistaken(number: u64, mistake: usize) -> Overrides {
    let overrides = all_of(number);
    match mistake {
        0 => overrides.text("more.toml", "[sites.numbred]\n"),
        1 => overrides.text("more.toml", "[sites.numbered]\nattempts = 0\n"),
        2 => overrides.text("more.toml", "[tables.numbered]\nthrottled = 'retyr'\n"),
        3 => overrides.text("more.toml", "[sites.numbered]\ntimeout = '3s'\ndeadline = '2s'\n"),
        4 => overrides.variables([("RESILIENCE__SITES__NUMBERED__BREAKER", "nobodys")]),
        5 => overrides.text("more.toml", "[sites.numbered"),
        _ => overrides.variables([("RESILIENCE__POLICIES__NUMBERED__BACKOFF", "fixed(3)")]),
    }
}

/// The numbers that one call meets: each delay is one, and how many attempts a class of its own had or all of them.
fn met(site: &Site) -> Vec<u64> {
    // Those of the table's own count come last: they end the call.
    let (attempts, sleeps) =
        call(site, &[Class::INVALID, Class::OVERLOAD, Class::THROTTLED, Class::SERVER, Class::SERVER]);
    let mut met: Vec<u64> = sleeps.iter().map(Duration::as_secs).collect();
    assert!(sleeps.iter().all(|sleep| *sleep == secs(sleep.as_secs())));
    // The failure of the class with a count of its own is none of the site's attempts.
    let own_count = u64::from(attempts >= 2);
    met.push(attempts as u64 - own_count);
    met
}

fn assert_one(met: &[u64]) -> u64 {
    assert!(met.iter().all(|number| *number == met[0]), "one call has met several policies: {met:?}");
    met[0]
}

/// Calls on threads of their own while `apply` runs. What they met, as a set of bits.
fn under_load(site: &'static Site, apply: impl FnOnce()) -> u64 {
    let (is_over, seen) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    seen.fetch_or(1 << assert_one(&met(site)), Ordering::Relaxed);
                }
            });
        }
        // Set, too, where an assertion fails: the threads are waited for.
        let _end = End(&is_over);
        apply();
    });
    seen.into_inner()
}

/// Ends the calls when dropped.
struct End<'a>(&'a AtomicBool);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (3..20_u64).prop_map(Step::Apply),
        3 => ((3..20_u64), 0..7_usize).prop_map(|(number, mistake)| Step::Mistaken(number, mistake)),
        1 => Just(Step::Clear),
    ]
}

#[derive(Clone, Debug)]
enum Step {
    Apply(u64),
    Mistaken(u64, usize),
    Clear,
}

impl Step {
    /// Does it, and answers which number holds then.
    fn take(&self, before: u64) -> u64 {
        match self {
            Self::Apply(number) => all_of(*number).apply().map_or_else(|error| panic!("{error}"), |_| *number),
            Self::Mistaken(number, mistake) => {
                assert!(mistaken(*number, *mistake).apply().is_err());
                before
            }
            Self::Clear => {
                let _ = config::clear();
                2
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_call_meets_one_policy(steps in prop::collection::vec(step(), 1..20)) {
        let _alone = alone();
        let site = numbered();
        let mut expected = 1_u64 << 2;
        let seen = under_load(site, || {
            let mut now = 2;
            for step in &steps {
                now = step.take(now);
                assert_eq!(assert_one(&met(site)), now, "after {step:?}");
                expected |= 1 << now;
            }
        });
        prop_assert_eq!(seen & !expected, 0, "calls have met a number that never held");
    }
}

#[test]
fn several_who_apply_at_once_leave_one_of_theirs() {
    let _alone = alone();
    let site = numbered();
    thread::scope(|scope| {
        for thread in 0..4 {
            scope.spawn(move || {
                for turn in 0..25 {
                    let _ = all_of(3 + (thread * 25 + turn) % 17).apply().unwrap();
                    assert_one(&met(site));
                }
            });
        }
    });
    assert!(assert_one(&met(site)) >= 3);
}
