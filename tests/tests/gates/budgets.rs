//! Retry budgets in calls: what a retry costs, what a success brings, and what becomes of a call that cannot pay.

use resilin::testing::ManualClock;
use resilin::{Class, Error, Fault, Rejected, RetryBudget, resilient, retry_budget};

use super::common::{Outcome, Server, call, call_blocking, define_budget, failed, pass, secs, site, thousandths};

// Red when: `pay` of runtime/src/driver/payment.rs answers `true` where the budget has not enough.
#[tokio::test(start_paused = true)]
async fn an_empty_one_gives_the_last_error_at_once() {
    let budget = define_budget("empty", "tokens = 12, cost = 5");
    let site = site(r#"retry_budget = "empty", attempts = 9, backoff = fixed(10s), jitter = none"#);
    let server = Server::always(Class::SERVER);
    assert_eq!((call(site, &server).await, server.at()), (failed(Class::SERVER), vec![0, 10_000, 20_000]));
    assert_eq!((server.age(), thousandths(&budget)), (20_000, 2_000), "no wait for what cannot be paid");
    assert_eq!(call(site, &Server::up()).await, Ok(()), "a first attempt costs nothing");
}

// Red when: `succeeded` of runtime/src/driver/session.rs tells the budget of no cost.
#[tokio::test(start_paused = true)]
async fn a_success_earns_one_and_after_a_retry_what_the_last_one_cost() {
    let budget = define_budget("earned", "tokens = 100, cost = 5, timeout_cost = 10");
    let site = site(r#"retry_budget = "earned", attempts = 3, backoff = none"#);
    assert!(call(site, &Server::always(Class::SERVER)).await.is_err());
    assert_eq!(thousandths(&budget), 90_000);
    assert_eq!((call(site, &Server::up()).await, thousandths(&budget)), (Ok(()), 91_000));
    let once = Server::failing([Class::SERVER]);
    assert_eq!((call(site, &once).await, thousandths(&budget)), (Ok(()), 91_000), "spent and given back");
    let twice = Server::failing([Class::TIMEOUT, Class::SERVER]);
    assert_eq!((call(site, &twice).await, thousandths(&budget)), (Ok(()), 81_000), "of 15 the last 5");
}

#[tokio::test(start_paused = true)]
async fn a_timeout_costs_more_also_where_the_policy_cut_the_attempt() {
    let budget = define_budget("cut", "tokens = 100, cost = 5, timeout_cost = 10");
    let site = site(r#"retry_budget = "cut", attempts = 2, backoff = none, timeout = 1s"#);
    let outcome: Outcome = site.call(std::future::pending).await;
    assert_eq!(outcome, Err(Error::Rejected(Rejected::TimedOut { after: secs(1) })));
    assert_eq!(thousandths(&budget), 90_000);
}

#[tokio::test(start_paused = true)]
async fn being_throttled_costs_what_it_says() {
    let budget = define_budget("throttled", "tokens = 100, cost = 14, throttled_cost = 5");
    let site = site(r#"retry_budget = "throttled", attempts = 2, backoff = none"#);
    assert!(call(site, &Server::always(Class::THROTTLED)).await.is_err());
    assert_eq!(thousandths(&budget), 95_000);
    assert!(call(site, &Server::always(Class::SERVER)).await.is_err());
    assert_eq!(thousandths(&budget), 81_000);
}

#[tokio::test(start_paused = true)]
async fn what_is_not_to_be_retried_costs_nothing() {
    let budget = define_budget("unretried", "tokens = 100, failure_cost = 1");
    let site = site(r#"retry_budget = "unretried", attempts = 3, backoff = none"#);
    for class in [Class::CLIENT, Class::QUOTA, Class::AUTH] {
        assert!(call(site, &Server::always(class)).await.is_err());
        assert_eq!(thousandths(&budget), 100_000, "{class}");
    }
}

#[resilient(retry_budget("shared", tokens = 30, cost = 10), attempts = 3, backoff = none)]
async fn one(server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[resilient(retry_budget = "shared", attempts = 9, backoff = fixed(1s))]
fn other(server: &Server) -> Outcome {
    Ok(server.ask()?)
}

#[tokio::test(start_paused = true)]
async fn functions_share_the_one_that_they_name() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let (first, second) = (Server::always(Class::SERVER), Server::always(Class::SERVER));
    assert!(one(&first).await.is_err() && other(&second).is_err());
    assert_eq!((first.runs(), second.runs()), (3, 2), "three retries in all");
    assert_eq!(thousandths(&retry_budget("shared")), 0);
}

/// Retry throttling as gRPC has it (A6): `maxTokens = 10, tokenRatio = 0.5`.
#[resilient(retry_budget("grpc", tokens = 10, cost = 0, failure_cost = 1, earn = 0.5, above = 5), attempts = 4, backoff = none)]
async fn grpc(server: &Server) -> Outcome {
    Ok(server.ask()?)
}

// Red when: `judge` of runtime/src/driver/session.rs does not `pay_for_failure` where the attempts are used up.
#[tokio::test(start_paused = true)]
async fn as_grpc_does_it() {
    let balance = || thousandths(&retry_budget("grpc"));
    let server = Server::always(Class::SERVER);
    assert_eq!((grpc(&server).await, server.runs(), balance()), (failed(Class::SERVER), 4, 6_000));
    assert_eq!(
        (grpc(&server).await, server.runs(), balance()),
        (failed(Class::SERVER), 5, 5_000),
        "5 is not above 5"
    );
    assert_eq!((grpc(&server).await, server.runs(), balance()), (failed(Class::SERVER), 6, 4_000));
    assert_eq!((grpc(&Server::always(Class::CLIENT)).await, balance()), (failed(Class::CLIENT), 4_000));
    for _ in 0..4 {
        assert_eq!(grpc(&Server::up()).await, Ok(()));
    }
    let server = Server::always(Class::SERVER);
    assert_eq!((grpc(&server).await, server.runs(), balance()), (failed(Class::SERVER), 1, 5_000), "6 less 1");
}

#[tokio::test(start_paused = true)]
async fn a_ratio_lets_so_many_through_by_time_and_by_success() {
    let budget = define_budget("ratio", "ratio = 50%, min = 1/s");
    let site = site(r#"retry_budget = "ratio", attempts = 2, backoff = none"#);
    let down = Server::always(Class::SERVER);
    for _ in 0..30 {
        assert!(call(site, &down).await.is_err());
    }
    assert_eq!((down.runs(), thousandths(&budget)), (40, 0), "ten were saved up");
    pass(secs(3)).await;
    for _ in 0..30 {
        assert!(call(site, &down).await.is_err());
    }
    assert_eq!(down.runs(), 40 + 33, "one a second");
    for _ in 0..4 {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
    for _ in 0..30 {
        assert!(call(site, &down).await.is_err());
    }
    assert_eq!(down.runs(), 73 + 32, "and half a retry for each success");
}

#[tokio::test(start_paused = true)]
async fn settings_that_change_hold_from_the_next_retry_on() {
    let site = site(r#"retry_budget("redefined", tokens = 5, cost = 5), attempts = 3, backoff = none"#);
    let server = Server::always(Class::SERVER);
    assert!(call(site, &server).await.is_err());
    assert_eq!(server.runs(), 2);
    RetryBudget::define("redefined", "tokens = 50, cost = 1").unwrap();
    assert!(call(site, &server).await.is_err());
    assert_eq!(server.runs(), 3, "what is in it stays: nothing");
    for _ in 0..2 {
        assert_eq!(call(site, &Server::up()).await, Ok(()));
    }
    assert!(call(site, &server).await.is_err());
    assert_eq!(server.runs(), 6, "two retries at the new price");
    assert!(RetryBudget::define("redefined", "tokens = 0").is_err());
}

#[test]
fn in_a_blocking_call() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let budget = define_budget("blocking", "ratio = 20%, min = 1/s");
    let site = site(r#"retry_budget = "blocking", attempts = 100, backoff = none"#);
    let server = Server::always(Class::SERVER);
    assert_eq!((call_blocking(site, &server), server.runs()), (failed(Class::SERVER), 11));
    clock.advance(secs(2));
    assert_eq!(thousandths(&budget), 2_000, "by the thread's clock");
    assert_eq!((call_blocking(site, &server), server.runs()), (failed(Class::SERVER), 14));
}

#[tokio::test(start_paused = true)]
async fn a_panic_neither_spends_nor_earns() {
    use futures_util::FutureExt as _;
    let budget = define_budget("panic", "tokens = 10, cost = 5");
    let site = site(r#"retry_budget = "panic", attempts = 3, backoff = none"#);
    let server = Server::failing([Class::SERVER]);
    let panicking = site.call(|| async {
        server.ask()?;
        std::panic::resume_unwind(Box::new("on purpose"));
        #[allow(unreachable_code, reason = "it says what type the body has")]
        Ok::<(), super::common::Failed>(())
    });
    assert!(std::panic::AssertUnwindSafe(panicking).catch_unwind().await.is_err());
    assert_eq!(thousandths(&budget), 5_000, "the retry was made");
}

/// Renewed credentials bring another attempt, and that one is paid for like any other.
#[tokio::test(start_paused = true)]
async fn an_attempt_with_renewed_credentials_is_paid_for() {
    leased! { renewing(retry_budget("renewing", tokens = 5, cost = 5), attempts = 3, backoff = none); }
    let client = super::client::Client::failing([Fault::new(Class::AUTH)]);
    assert_eq!((renewing(&client).await, client.server.runs()), (Ok(2), 2));
    assert!(
        call(site(r#"retry_budget = "renewing", backoff = none"#), &Server::always(Class::SERVER)).await.is_err()
    );
    let client = super::client::Client::failing([Fault::new(Class::AUTH)]);
    assert_eq!((renewing(&client).await, client.server.runs()), (failed(Class::AUTH), 1));
    assert!(!client.is_lease_good(), "the next call gets a new one all the same");
}
