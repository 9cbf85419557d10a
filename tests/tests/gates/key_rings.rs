//! Calls that go through a ring of keys.

use std::time::SystemTime;

use resilin::credentials::{KeyLease, KeyRing, KeyState};
use resilin::quota::QuotaState;
use resilin::testing::ManualClock;
use resilin::{Class, Error, Fault, Rejected, quota, resilient};

use super::common::{Answer, Failed, Outcome, Server, failed, mins, quota_for, secs};

/// Three keys, and a server that they are for.
struct Client {
    keys: KeyRing<&'static str>,
    server: Server,
}

impl Client {
    fn failing<A: Into<Answer>>(first: impl IntoIterator<Item = A>) -> Self {
        let keys = KeyRing::new([("a", "s3cr3t"), ("b", "s3cr3t"), ("c", "s3cr3t")]).expect("different names");
        Self { keys, server: Server::failing(first) }
    }

    fn ask(&self, key: &KeyLease<&'static str>) -> Result<String, Failed> {
        self.server.ask()?;
        Ok(key.name().to_owned())
    }

    fn states(&self) -> Vec<KeyState> {
        self.keys.states().iter().map(|key| key.state).collect()
    }
}

#[resilient(credentials(key = client.keys), attempts = 4, backoff = fixed(7s), jitter = none)]
async fn plain(client: &Client) -> Outcome<String> {
    Ok(client.ask(key)?)
}

#[resilient(credentials(key = client.keys), attempts = 4, backoff = fixed(7s), jitter = none)]
fn blocking(client: &Client) -> Outcome<String> {
    Ok(client.ask(key)?)
}

#[resilient(credentials(key = client.keys), attempts = 4, backoff = fixed(7s), jitter = none, on(quota = refresh))]
async fn next_key(client: &Client) -> Outcome<String> {
    Ok(client.ask(key)?)
}

#[resilient(credentials(key = client.keys), attempts = 4, backoff = fixed(7s), jitter = none, on(quota = refresh))]
fn next_key_blocking(client: &Client) -> Outcome<String> {
    Ok(client.ask(key)?)
}

#[resilient(credentials(key = client.keys), quota = "ring-quota")]
async fn with_a_quota(client: &Client) -> Outcome<String> {
    Ok(client.ask(key)?)
}

#[allow(clippy::unnecessary_wraps, reason = "it is compared with what a call gives")]
fn name<T: From<&'static str>>(name: &'static str) -> Outcome<T> {
    Ok(name.into())
}

#[tokio::test(start_paused = true)]
async fn an_auth_fault_takes_the_next_key_at_once() {
    let client = Client::failing([Class::AUTH]);
    assert_eq!((plain(&client).await, client.server.at()), (name("b"), vec![0, 0]));
    assert_eq!(client.states(), [KeyState::Quarantined { back_in: mins(5) }, KeyState::Ready, KeyState::Ready]);
    let client = Client::failing([Class::AUTH]);
    assert_eq!((blocking(&client), client.server.runs()), (name("b"), 2));
}

/// Once a call: a server that refuses two keys in a row refuses the caller.
#[tokio::test(start_paused = true)]
async fn one_key_more_for_each_call() {
    let client = Client::failing([Class::AUTH; 2]);
    assert_eq!((plain(&client).await, client.server.runs()), (failed(Class::AUTH), 2));
    assert_eq!(plain(&client).await, name("c"));
}

#[tokio::test(start_paused = true)]
async fn a_used_up_key_gives_way_to_the_next_at_once_whatever_its_reset() {
    for fault in [Fault::new(Class::QUOTA), quota_for(secs(1)), quota_for(secs(3600))] {
        let client = Client::failing([fault]);
        assert_eq!((next_key(&client).await, client.server.at()), (name("b"), vec![0, 0]), "{fault:?}");
        let back_in = fault.hint().map_or(mins(15), |hint| hint.wait_at(SystemTime::now()));
        assert_eq!(client.states()[0], KeyState::UsedUp { back_in });
    }
}

#[test]
fn also_where_it_blocks() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let client = Client::failing([quota_for(secs(3600))]);
    assert_eq!((next_key_blocking(&client), clock.sleeps()), (name("b"), vec![]));
    clock.advance(secs(3600));
    assert_eq!(client.states(), [KeyState::Ready; 3]);
    assert_eq!(next_key_blocking(&client), name("b"), "the one in use stays in use");
}

#[tokio::test(start_paused = true)]
async fn without_the_rule_it_gives_way_for_the_next_call() {
    let client = Client::failing([Class::QUOTA]);
    assert_eq!((plain(&client).await, client.server.runs()), (failed(Class::QUOTA), 1));
    assert_eq!(plain(&client).await, name("b"));
}

#[tokio::test(start_paused = true)]
async fn a_quota_beside_it_closes_by_its_rule_for_all_keys() {
    let client = Client::failing([quota_for(secs(60))]);
    assert_eq!(with_a_quota(&client).await, failed(quota_for(secs(60))));
    assert_eq!(
        (quota("ring-quota").state(), client.states()[0]),
        (QuotaState::Closed, KeyState::UsedUp { back_in: secs(60) })
    );
}

#[tokio::test(start_paused = true)]
async fn with_every_key_out_it_is_refused_and_told_when_the_first_is_back() {
    let client = Client::failing([Class::AUTH; 3]);
    assert_eq!(plain(&client).await, failed(Class::AUTH));
    tokio::time::advance(secs(60)).await;
    assert_eq!(plain(&client).await, failed(Class::AUTH), "its own error, as there is no fourth key");
    assert_eq!(client.server.runs(), 3);
    for outcome in [plain(&client).await, blocking(&client)] {
        let Err(Error::Rejected(Rejected::NoCredentials { reason, retry_after, .. })) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(retry_after, Some(mins(4)), "{reason}");
        assert!(reason.contains("`a`") && !reason.contains("s3cr3t"), "{reason}");
    }
    assert_eq!(client.server.runs(), 3);
}

/// A key that comes back is on trial: what the call tells the ring of its success decides how long it is out next time.
#[tokio::test(start_paused = true)]
async fn a_success_is_told() {
    for (calls_between, back_in) in [(1, mins(5)), (0, mins(10))] {
        let client = Client::failing([Class::AUTH]);
        let lone = KeyRing::new([("only", "s3cr3t")]).expect("one key");
        let client = Client { keys: lone, ..client };
        assert_eq!(plain(&client).await, failed(Class::AUTH));
        tokio::time::advance(mins(5)).await;
        for _ in 0..calls_between {
            assert_eq!(plain(&client).await, name("only"));
        }
        client.server.answer(Class::AUTH);
        assert_eq!(plain(&client).await, failed(Class::AUTH));
        assert_eq!(client.states(), [KeyState::Quarantined { back_in }]);
    }
}

#[tokio::test(start_paused = true)]
async fn keys_that_are_spread_take_turns() {
    let client = Client::failing([Class::SERVER; 0]);
    let client = Client { keys: client.keys.spread(), ..client };
    let mut names = Vec::new();
    for _ in 0..4 {
        names.push(plain(&client).await.expect("it is up"));
    }
    assert_eq!(names, ["a", "b", "c", "a"]);
}
