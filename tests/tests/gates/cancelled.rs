//! A call that is dropped, wherever it waits, holds nothing any more.

use resilin::quota::{Quota, QuotaState};
use resilin::{Breaker, BreakerState, Class, Error, Registry, resilient};
use tokio::task::yield_now;
use tokio::time::sleep;

use super::client::Client;
use super::common::{Failed, Outcome, dropped_after, secs};

/// It waits for the quota, for the lease, in the body, and for the next attempt.
#[resilient(quota("cut", wait_up_to = 60s, ramp = 0s), breaker("cut", failures = 100), credentials(lease = client.session),
    registry = client.registry, retry_budget = "cut", attempts = 3, backoff = fixed(3s), jitter = none)]
async fn all(client: &Client) -> Outcome<u64> {
    body(client, lease.epoch()).await
}

/// The same with limits.
#[resilient(quota("cut", wait_up_to = 60s, ramp = 0s), breaker("cut", failures = 100), credentials(lease = client.session),
    registry = client.registry, retry_budget = "cut", attempts = 3, backoff = fixed(3s), jitter = none, timeout = 30s, deadline = 90s)]
async fn limited(client: &Client) -> Outcome<u64> {
    body(client, lease.epoch()).await
}

async fn body(client: &Client, epoch: u64) -> Outcome<u64> {
    yield_now().await;
    sleep(secs(1)).await;
    yield_now().await;
    client.server.ask()?;
    Ok(epoch)
}

fn quota(registry: &Registry) -> Quota {
    registry.quota("cut")
}

fn breaker(registry: &Registry) -> Breaker {
    registry.breaker("cut")
}

/// Nobody probes: the next one may, of the quota and of the breaker.
async fn assert_nothing_is_held(registry: &Registry, polls: usize) {
    assert_ne!(quota(registry).state(), QuotaState::Probing, "after {polls} polls");
    assert_eq!(breaker(registry).snapshot().probes, 0, "after {polls} polls");
    let waited = quota(registry).snapshot().resets_in.unwrap_or_default();
    sleep(waited).await;
    sleep(breaker(registry).snapshot().retry_after.unwrap_or_default()).await;
    let site = super::common::site(r#"quota = "cut", breaker = "cut""#);
    let next = site.within(registry).call(|| async { Ok::<_, Failed>(()) }).await;
    assert_eq!(next, Ok(()), "after {polls} polls");
}

/// Drops such a call at each of its polls; how many there were.
async fn at_each_poll<'c, F>(class: Class, call: impl Fn(&'static Client) -> F) -> usize
where
    F: Future<Output = Outcome<u64>> + 'c,
{
    for polls in 0.. {
        let client: &'static Client = Box::leak(Box::new(Client::always(class)));
        client.login.takes(secs(2));
        quota(&client.registry).close_for(secs(5));
        breaker(&client.registry).open_for(secs(0));
        let outcome = dropped_after(polls, call(client)).await;
        assert_nothing_is_held(&client.registry, polls).await;
        if let Some(outcome) = outcome {
            assert!(matches!(outcome, Err(Error::Failed(_))), "{outcome:?}");
            return polls;
        }
    }
    unreachable!("it ends")
}

// Red when: a `Probe` that is dropped does not give its place back (runtime/src/quota/probe.rs).
#[tokio::test(start_paused = true)]
async fn at_each_of_its_polls() {
    for class in [Class::SERVER, Class::THROTTLED, Class::AUTH, Class::QUOTA] {
        let polls = at_each_poll(class, all).await;
        assert!(polls > 5, "the quota, the lease, the body: {polls}");
        assert_eq!(at_each_poll(class, limited).await, polls, "{class}");
    }
}

/// What was spent on a retry that is dropped in its wait is spent: the failure was judged.
#[tokio::test(start_paused = true)]
async fn in_the_wait_for_a_retry_it_has_paid() {
    let client = Client::always(Class::SERVER);
    let mut polls = 0;
    while dropped_after(polls, all(&client)).await.is_none() {
        if client.server.runs() == 1 {
            break;
        }
        polls += 1;
    }
    let balance = client.registry.retry_budget("cut").balance();
    assert_eq!(balance.to_string(), "99", "after {polls} polls");
}

#[tokio::test(start_paused = true)]
async fn as_a_task_that_is_aborted() {
    let client: &'static Client = Box::leak(Box::new(Client::always(Class::SERVER)));
    client.login.hangs();
    quota(&client.registry).close_for(secs(1));
    breaker(&client.registry).open_for(secs(0));
    let task = tokio::spawn(all(client));
    sleep(secs(2)).await;
    assert_eq!(
        quota(&client.registry).state(),
        QuotaState::Closed,
        "it waits for its lease, and takes its place after"
    );
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_nothing_is_held(&client.registry, 0).await;
    assert_eq!(breaker(&client.registry).state(), BreakerState::Closed);
}
