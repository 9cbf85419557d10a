//! The same traps in quotas, retry budgets and credentials.

use std::time::{Duration, SystemTime};

use resilin::credentials::KeyRing;
use resilin::quota::{Quota, QuotaState};
use resilin::testing::ManualClock;
use resilin::{Class, Error, Fault, Rejected, RetryBudget, Site, quota, resilient, retry_budget};

use super::common::{Failed, policy, secs, server};

fn site(text: &str) -> Site {
    Site::new("trap", policy(text))
}

fn fails(site: &Site, fault: Fault) {
    assert_eq!(site.call_blocking(|| Err::<(), _>(Failed(fault))), Err(Error::Failed(Failed(fault))));
}

fn works(site: &Site) -> bool {
    site.call_blocking(|| Ok::<_, Failed>(())).is_ok()
}

#[test]
fn two_of_one_name_are_the_same() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let policies = [r#"quota = "trap-shared", retry_budget("trap-shared", tokens = 5)"#; 2];
    let [one, other] = policies.map(site);
    fails(&one, Fault::new(Class::QUOTA));
    assert!(!works(&other));
    assert!(quota("trap-shared") == quota("trap-shared"));
    quota("trap-shared").open();
    fails(&other, server());
    assert_eq!(retry_budget("trap-shared").balance().to_string(), "0");
}

/// A probe whose call is over without a word about the quota wedges nobody.
#[test]
fn a_probe_is_never_lost() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(r#"quota("trap-probe", ramp = 0s), breaker = "trap-probe", attempts = 1"#);
    let lost: [(&str, &dyn Fn()); 3] = [
        ("ignored", &|| fails(&site, Fault::new(Class::CLIENT))),
        ("refused", &|| {
            resilin::breaker("trap-probe").force_open();
            assert!(!works(&site));
            resilin::breaker("trap-probe").close();
        }),
        ("left by a panic", &|| {
            let panicking =
                || site.call_blocking(|| -> Result<(), Failed> { std::panic::resume_unwind(Box::new(())) });
            assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(panicking)).is_err());
        }),
    ];
    for (how, lose) in lost {
        quota("trap-probe").close_for(secs(1));
        clock.advance(secs(1));
        lose();
        assert!(works(&site) && quota("trap-probe").state() == QuotaState::Open, "{how}");
    }
}

/// Neither for a quota's reset nor for the retry behind it.
#[test]
fn nothing_is_slept_past_the_deadline() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(r#"quota("trap-deadline", wait_up_to = 1h, ramp = 10s), deadline = 10s"#);
    for wait in [9, 10, 11] {
        quota("trap-deadline").close_for(secs(wait));
        let before = clock.elapsed();
        let _ = works(&site);
        let took = clock.elapsed().saturating_sub(before);
        assert!(took < secs(10), "{wait}s: {took:?}");
        quota("trap-deadline").open();
    }
}

/// However far a server's reset is, and whatever the time is that a policy names.
#[test]
fn nothing_overflows() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let site = site(
        r#"quota("trap-far", wait_up_to = 1000000d, ramp = 1000000d, probe_timeout = 1000000d), on("x" = cooldown(1000000d, max = 1000000d)), attempts = 1"#,
    );
    let far = SystemTime::now().checked_add(Duration::from_secs(1 << 40)).unwrap();
    for fault in [
        Fault::new(Class::QUOTA).retry_after(Duration::MAX),
        Fault::new(Class::QUOTA).resets_at(far),
        Fault::new(Class::custom("x")),
        Fault::new(Class::custom("x")).retry_after(Duration::MAX),
    ] {
        fails(&site, fault);
        assert_eq!(quota("trap-far").state(), QuotaState::Closed);
        quota("trap-far").open();
    }
    quota("trap-far").close_for(Duration::MAX);
    quota("trap-far").close_until(far);
    quota("trap-far").open();
    let budget = RetryBudget::define("trap-far", "tokens = 4000000, cost = 4000000, earn = 4000000").unwrap();
    let spending = self::site(r#"retry_budget = "trap-far", attempts = 3, backoff = none"#);
    fails(&spending, server());
    assert!(works(&spending));
    assert_eq!(budget.balance().to_string(), "4000000");
}

/// What is said of one setting leaves the others as they are.
#[test]
fn settings_may_be_named_one_by_one() {
    for settings in ["", "wait_up_to = 5s", "ramp = 5s", "probe_timeout = 5s"] {
        assert!(Quota::define("trap-partial", settings).is_ok(), "{settings}");
    }
    for settings in ["", "ratio = 5%", "min = 5/s", "tokens = 50", "tokens = 50, earn = 0.5"] {
        assert!(RetryBudget::define("trap-partial", settings).is_ok(), "{settings}");
    }
}

#[test]
fn settings_out_of_range_are_an_error_neither_clamped_nor_a_panic() {
    for settings in ["wait_up_to = -1s", "ramp = 99999999999999999999d", "probe_timeout = 0s"] {
        let error = Quota::define("trap-range", settings).expect_err(settings);
        assert!(error.to_string().contains("help: "), "{error}");
    }
    for settings in [
        "ratio = -1%",
        "ratio = 101%",
        "min = 1/0s",
        "tokens = 0",
        "tokens = 99999999999",
        "tokens = 5, cost = -1",
    ] {
        let error = RetryBudget::define("trap-range", settings).expect_err(settings);
        assert!(error.to_string().contains("help: "), "{error}");
    }
}

#[resilient(credentials(key = keys), attempts = 1)]
fn with_a_key(keys: &KeyRing<u32>, fault: Fault) -> Result<u32, Error<Failed>> {
    assert_eq!(**key, 7);
    Err(Failed(fault))?
}

/// A key that is out for an endless time is out, and nothing panics.
#[test]
fn nor_do_keys_overflow() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let keys = KeyRing::new([("only", 7)]).unwrap().quarantine(Duration::MAX);
    for fault in [Fault::new(Class::AUTH), Fault::new(Class::QUOTA).retry_after(Duration::MAX)] {
        assert_eq!(with_a_key(&keys, fault), Err(Error::Failed(Failed(fault))));
        let refused = with_a_key(&keys, fault);
        assert!(matches!(refused, Err(Error::Rejected(Rejected::NoCredentials { .. }))), "{refused:?}");
        assert!(keys.restore("only"));
    }
}
