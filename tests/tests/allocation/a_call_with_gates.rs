//! A call with a quota, a retry budget, a registry of its own.

use std::sync::LazyLock;

use super::*;

static METERED: Site = Site::new("metered", policy!(r#"quota("allocation-site", wait_up_to = 30s)"#));
static PAID: Site = Site::new("paid", policy!(r#"retry_budget = "allocation-site""#));
static ALL: Site = Site::new(
    "all",
    policy!(
        r#"quota = "allocation-all", retry_budget = "allocation-all", breaker = "allocation-all", table = "allocation-all""#
    ),
);
static OWN: LazyLock<Registry> = LazyLock::new(Registry::new);

#[resilient(quota = "allocation-attribute", retry_budget("allocation-attribute", tokens = 500), table = "allocation-attribute",
    timeout = 1s, deadline = 10s)]
async fn metered(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(quota = "allocation-attribute", retry_budget("allocation-attribute", tokens = 500))]
fn metered_blocking(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(quota = "own", retry_budget = "own", breaker = "own", table = "own", registry = OWN)]
async fn apart(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

#[resilient(quota = "own", retry_budget = "own", breaker = "own/{number}", table = "own", registry = OWN)]
fn apart_by_key(number: &u32) -> io::Result<u32> {
    Ok(*number)
}

allocates_nothing! {
    by_a_quota: |seven| finish(METERED.call(|| async { io::Result::Ok(*seven) }));
    by_a_budget: |seven| finish(PAID.call(|| async { io::Result::Ok(*seven) }));
    by_all_of_them: |seven| finish(ALL.call(|| async { io::Result::Ok(*seven) }));
    that_blocks: |seven| ALL.call_blocking(|| io::Result::Ok(*seven));
    by_the_attribute: |seven| finish(metered(seven));
    by_the_attribute_that_blocks: |seven| metered_blocking(seven);
    of_a_registry_of_its_own: |seven| finish(apart(seven));
    of_a_known_key_of_a_registry_of_its_own: |seven| apart_by_key(seven);
    within_a_registry: |seven| finish(ALL.within(&OWN).call(|| async { io::Result::Ok(*seven) }));
}

/// Under load there is a refusal for every call.
#[test]
fn that_the_quota_refuses() {
    static REFUSED: Site = Site::new("used_up", policy!(r#"quota = "allocation-used-up", attempts = 5"#));
    resilin::quota("allocation-used-up").close_for(std::time::Duration::from_secs(3600));
    let refused = || finish(REFUSED.call(|| async { io::Result::Ok(7) }));
    assert!(refused().is_err());
    let mut outcome = None;
    assert_eq!(measure(|| outcome = Some(refused())).count_total, 0);
    assert!(matches!(outcome, Some(Err(Error::Rejected(Rejected::QuotaExhausted { .. })))));
}
