//! The rule `refresh`: the lease is renewed, and one more attempt follows at once.

use resilin::{Class, Error, Fault, Rejected, resilient};

use super::client::Client;
use super::common::{Outcome, failed, secs};

const CONFLICT: Class = Class::custom("conflict");
const AUTH: Class = Class::AUTH;

leased! {
    plain();
    slowly(attempts = 4, backoff = fixed(7s), jitter = none);
    twice(attempts = 2, backoff = none);
    once(attempts = 1);
    careful(idempotent = false);
    by_conflict(attempts = 2, backoff = none, on("conflict" = refresh));
    failing(attempts = 3, backoff = none, on(auth = fail));
    retrying(attempts = 3, backoff = fixed(7s), jitter = none, on(auth = retry));
    hurried(deadline = 10s);
}

#[tokio::test(start_paused = true)]
async fn one_more_attempt_at_once_with_a_new_lease() {
    let client = Client::failing([AUTH]);
    assert_eq!(slowly(&client).await, Ok(2));
    assert_eq!((client.epochs(), client.server.at()), (vec![1, 2], vec![0, 0]));
    assert_eq!(client.login.renewals(), 2);
    assert_eq!(plain(&client).await, Ok(2), "the next call has the same");
}

// Red when: `count_renewal` of runtime/src/kernel/steps.rs does not look at `renewed`.
#[tokio::test(start_paused = true)]
async fn a_second_such_fault_on_a_fresh_lease_ends_the_call() {
    let client = Client::always(AUTH);
    assert_eq!(slowly(&client).await, failed(AUTH));
    assert_eq!((client.epochs(), client.server.age(), client.is_lease_good()), (vec![1, 2], 0, false));
    assert_eq!(slowly(&client).await, failed(AUTH));
    assert_eq!(client.epochs(), [1, 2, 3, 4], "the next call begins with yet another one");
}

#[tokio::test(start_paused = true)]
async fn once_a_call_however_many_attempts_are_between() {
    let client = Client::failing([AUTH, Class::SERVER, AUTH]);
    assert_eq!(slowly(&client).await, failed(AUTH));
    assert_eq!((client.epochs(), client.server.at()), (vec![1, 2, 2], vec![0, 0, 7_000]));
}

// Red when: `count_renewal` of runtime/src/kernel/steps.rs does not count it apart.
#[tokio::test(start_paused = true)]
async fn it_is_none_of_the_sites_attempts() {
    for faults in [[AUTH, Class::SERVER], [Class::SERVER, AUTH]] {
        let client = Client::failing(faults);
        assert_eq!((twice(&client).await, client.server.runs()), (Ok(2), 3), "{faults:?}");
    }
    for faults in [[AUTH, Class::SERVER, Class::SERVER], [Class::SERVER, AUTH, Class::SERVER]] {
        let client = Client::failing(faults);
        assert_eq!((twice(&client).await, client.server.runs()), (failed(Class::SERVER), 3), "{faults:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn its_delays_go_on_where_they_were() {
    let client = Client::failing([Class::SERVER, AUTH, Class::SERVER]);
    assert_eq!((slowly(&client).await, client.server.at()), (Ok(2), vec![0, 7_000, 7_000, 14_000]));
}

#[tokio::test(start_paused = true)]
async fn with_one_attempt_the_lease_is_renewed_for_the_next_call() {
    let client = Client::failing([AUTH]);
    assert_eq!((once(&client).await, client.is_lease_good()), (failed(AUTH), false));
    assert_eq!((once(&client).await, client.epochs()), (Ok(2), vec![1, 2]));
}

#[tokio::test(start_paused = true)]
async fn what_may_have_been_processed_is_not_run_again_where_the_function_is_not_idempotent() {
    let client = Client::failing([AUTH]);
    assert_eq!((careful(&client).await, client.is_lease_good()), (failed(AUTH), false));
    let client = Client::failing([Fault::new(AUTH).not_processed()]);
    assert_eq!((careful(&client).await, client.epochs()), (Ok(2), vec![1, 2]));
}

#[tokio::test(start_paused = true)]
async fn by_any_class_whose_rule_it_is_and_once_for_all_of_them() {
    let client = Client::failing([CONFLICT]);
    assert_eq!((by_conflict(&client).await, client.epochs()), (Ok(2), vec![1, 2]));
    let client = Client::failing([CONFLICT, AUTH]);
    assert_eq!((by_conflict(&client).await, client.epochs()), (failed(AUTH), vec![1, 2]));
}

#[tokio::test(start_paused = true)]
async fn other_classes_leave_the_lease_alone() {
    for class in [Class::SERVER, Class::QUOTA, Class::CLIENT, CONFLICT, Class::UNKNOWN] {
        let client = Client::always(class);
        assert_eq!((twice(&client).await, client.is_lease_good()), (failed(class), true), "{class}");
        assert_eq!(client.login.renewals(), 1, "{class}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_auth_fault_takes_the_lease_away_whatever_the_rule() {
    let client = Client::failing([AUTH]);
    assert_eq!((failing(&client).await, client.is_lease_good()), (failed(AUTH), false));
    let client = Client::failing([AUTH, AUTH]);
    assert_eq!((retrying(&client).await, client.epochs()), (Ok(3), vec![1, 2, 3]));
    assert_eq!(client.server.at(), [0, 7_000, 14_000], "by the site's delays");
}

/// The hint is about the lease that is gone, and a new one need not be held back by it.
#[tokio::test(start_paused = true)]
async fn a_servers_hint_does_not_hold_it_up() {
    for hint in [1, 30, 3_600] {
        let client = Client::failing([Fault::new(AUTH).retry_after(secs(hint))]);
        assert_eq!((slowly(&client).await, client.server.at()), (Ok(2), vec![0, 0]), "{hint}s");
    }
}

#[tokio::test(start_paused = true)]
async fn not_beyond_the_deadline() {
    let client = Client::failing([AUTH]);
    client.login.takes(secs(4));
    assert_eq!((hurried(&client).await, client.server.at()), (Ok(2), vec![4_000, 8_000]));
    let client = Client::failing([AUTH]);
    client.login.takes(secs(6));
    assert_eq!((hurried(&client).await, client.server.age()), (failed(AUTH), 10_000), "its last error");
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the form that `validate` asks for")]
fn second(epoch: &u64) -> Result<(), &'static str> {
    if *epoch == 2 { Ok(()) } else { Err("an answer for strangers") }
}

/// A server that answers well to whom it does not know, and says so in the answer.
#[resilient(credentials(lease = client.session), validate = second, backoff = fixed(7s), jitter = none, on(invalid = refresh))]
async fn validated(client: &Client) -> Outcome<u64> {
    Ok(client.ask(lease)?)
}

#[tokio::test(start_paused = true)]
async fn by_a_value_that_is_not_valid() {
    let client = Client::failing([Class::SERVER; 0]);
    assert_eq!(validated(&client).await, Ok(2));
    assert_eq!((client.epochs(), client.server.age()), (vec![1, 2], 0));
}

#[resilient(credentials(lease = client.session), timeout = 3s, backoff = fixed(7s), jitter = none, on(timeout = refresh))]
async fn timed(client: &Client) -> Outcome<u64> {
    if client.ask(lease)? == 1 {
        std::future::pending::<()>().await;
    }
    Ok(lease.epoch())
}

#[tokio::test(start_paused = true)]
async fn by_an_attempt_that_was_cut() {
    let client = Client::failing([Class::SERVER; 0]);
    assert_eq!(timed(&client).await, Ok(2));
    assert_eq!((client.epochs(), client.server.at()), (vec![1, 2], vec![0, 3_000]));
}

#[resilient(attempts = 3, backoff = none)]
async fn without_credentials(client: &Client) -> Outcome {
    Ok(client.server.ask()?)
}

#[tokio::test(start_paused = true)]
async fn without_credentials_the_rule_is_to_fail() {
    let client = Client::failing([AUTH]);
    assert_eq!((without_credentials(&client).await, client.server.runs()), (failed(AUTH), 1));
    resilin::define_table("refresh-table", "client = refresh").unwrap();
    let site = super::common::site(r#"table = "refresh-table""#);
    let client = Client::failing([Class::CLIENT]);
    assert_eq!(super::common::call(site, &client.server).await, failed(Class::CLIENT));
}

/// There may be no lease for the second attempt.
#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_gives_the_attempts_own_error() {
    let client = Client::failing([AUTH]);
    assert!(client.session.get().await.is_ok());
    client.login.fails(true);
    assert_eq!((plain(&client).await, client.epochs()), (failed(AUTH), vec![1]));
    let next = plain(&client).await;
    assert!(matches!(next, Err(Error::Rejected(Rejected::NoCredentials { .. }))), "{next:?}");
}
