//! What a call returns when the policy cuts nothing.

use std::io;

use resilin::{Class, Error, Site, policy, resilient};

use super::common::{Fail, Runs, fail};

#[resilient(backoff = none)]
async fn by_attribute(runs: &Runs) -> Result<(), Fail> {
    Err(fail(Class::SERVER, runs.note()))
}

#[tokio::test(start_paused = true)]
async fn the_bodys_own_error_comes_back_unchanged() {
    assert_eq!(by_attribute(&Runs::new()).await, Err(fail(Class::SERVER, 3)));
}

#[resilient(attempts = 2, backoff = none)]
async fn carrying() -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::ConnectionReset, fail(Class::CLIENT, 7)))
}

#[tokio::test(start_paused = true)]
async fn an_io_error_keeps_its_kind_and_what_it_carries() {
    let error = carrying().await.expect_err("the body fails");
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Fail>());
    assert_eq!(inner, Some(&fail(Class::CLIENT, 7)));
}

#[resilient(backoff = none)]
async fn with_anyhow(runs: &Runs) -> anyhow::Result<u8> {
    runs.note();
    anyhow::bail!("attempt {}", runs.count())
}

#[tokio::test(start_paused = true)]
async fn anyhow_comes_back_unchanged() {
    let error = with_anyhow(&Runs::new()).await.expect_err("the body fails");
    assert_eq!(error.to_string(), "attempt 3");
}

#[tokio::test(start_paused = true)]
async fn a_site_wraps_the_error_and_nothing_else() {
    static SITE: Site = Site::new("site", policy!("backoff = none, attempts = 2"));
    let runs = Runs::new();
    let outcome = SITE
        .call(|| {
            let number = runs.note();
            async move { Err::<(), _>(fail(Class::NETWORK, number)) }
        })
        .await;
    assert_eq!(outcome, Err(Error::Failed(fail(Class::NETWORK, 2))));
}

#[tokio::test(start_paused = true)]
async fn a_value_comes_back_at_once() {
    static SITE: Site = Site::new("site", policy!("timeout = 1s, deadline = 5s"));
    let runs = Runs::new();
    let value = SITE.call(|| async { Ok::<_, Fail>("value") }).await;
    assert_eq!((value, runs.elapsed()), (Ok("value"), 0));
}

#[resilient(backoff = none)]
fn blocking(runs: &Runs, good: usize) -> Result<usize, Fail> {
    let number = runs.note();
    if number == good {
        return Ok(number);
    }
    Err(fail(Class::OVERLOAD, number))?
}

#[tokio::test(start_paused = true)]
async fn a_blocking_function_returns_the_same() {
    assert_eq!(blocking(&Runs::new(), 2), Ok(2));
    assert_eq!(blocking(&Runs::new(), 4), Err(fail(Class::OVERLOAD, 3)));
}

#[test]
fn a_site_that_blocks_returns_the_same() {
    static SITE: Site = Site::new("site", policy!("backoff = none, attempts = 2"));
    let mut runs = 0;
    let outcome = SITE.call_blocking(|| {
        runs += 1;
        Err::<(), _>(fail(Class::NETWORK, runs))
    });
    assert_eq!(outcome, Err(Error::Failed(fail(Class::NETWORK, 2))));
}
