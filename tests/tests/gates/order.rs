//! The order of the gates, and that nothing is spent on an attempt that one of them refuses.

use resilin::quota::QuotaState;
use resilin::{Breaker, BreakerState, Class, Error, Rejected, breaker, quota, resilient};
use tokio::time::sleep;

use super::client::Client;
use super::common::{
    Outcome, Server, call, define_budget, define_quota, failed, mins, pass, refused, reset, secs, site,
    thousandths, used_up,
};

const NO_FAULT: [Class; 0] = [];

#[resilient(quota("order-all", ramp = 0s), breaker = "order-all", retry_budget("order-all", tokens = 100),
    credentials(lease = client.session), registry = client.registry, attempts = 3, backoff = fixed(10s), jitter = none)]
async fn all(client: &Client) -> Outcome<u64> {
    Ok(client.ask(lease)?)
}

/// What the call has left behind: the quota's state, the breaker's probes, what the budget has, the renewals, the runs.
#[derive(Debug, PartialEq)]
struct Traces {
    quota: QuotaState,
    breaker: BreakerState,
    probes: usize,
    budget: u32,
    renewals: u64,
    runs: usize,
}

fn traces(client: &Client) -> Traces {
    let breaker = client.registry.breaker("order-all").snapshot();
    Traces {
        quota: client.registry.quota("order-all").state(),
        breaker: breaker.state,
        probes: breaker.probes,
        budget: client.registry.retry_budget("order-all").balance().thousandths(),
        renewals: client.login.renewals(),
        runs: client.server.runs(),
    }
}

const UNTOUCHED: Traces = Traces {
    quota: QuotaState::Closed,
    breaker: BreakerState::Open,
    probes: 0,
    budget: 100_000,
    renewals: 0,
    runs: 0,
};

/// A client of a quota whose reset has come and of a breaker whose open time is over: the next call probes them both.
async fn ready_to_probe<const N: usize>(faults: [Class; N]) -> Client {
    let client = Client::failing(faults);
    assert!(client.registry.define_retry_budget("order-all", "tokens = 100").is_ok());
    client.registry.breaker("order-all").open_for(secs(1));
    client.registry.quota("order-all").close_for(secs(1));
    pass(secs(1)).await;
    client
}

// Red when: `reach` of runtime/src/driver/session.rs does not look at the gate first.
#[tokio::test(start_paused = true)]
async fn an_open_breaker_is_seen_before_anything_else_is_asked() {
    let client = ready_to_probe(NO_FAULT).await;
    client.registry.breaker("order-all").open_for(secs(60));
    assert_eq!(all(&client).await, refused("order-all", secs(60)));
    assert_eq!(traces(&client), UNTOUCHED);
    client.registry.quota("order-all").close_for(secs(60));
    assert_eq!(all(&client).await, refused("order-all", secs(60)), "also where the quota would refuse, too");
}

#[tokio::test(start_paused = true)]
async fn a_closed_quota_before_credentials_and_permit() {
    let client = ready_to_probe(NO_FAULT).await;
    client.registry.quota("order-all").close_for(secs(60));
    assert_eq!(all(&client).await, used_up("order-all", secs(60)));
    assert_eq!(traces(&client), UNTOUCHED, "the breaker's probe is nobody's yet");
}

// Red when: `give_back` of runtime/src/driver/session.rs keeps the probe.
#[tokio::test(start_paused = true)]
async fn no_lease_gives_back_the_quotas_probe_and_takes_no_permit() {
    let client = ready_to_probe(NO_FAULT).await;
    client.login.fails(true);
    let outcome = all(&client).await;
    assert!(matches!(outcome, Err(Error::Rejected(Rejected::NoCredentials { .. }))), "{outcome:?}");
    assert_eq!(traces(&client), Traces { renewals: 1, ..UNTOUCHED });
    client.login.fails(false);
    sleep(secs(5)).await;
    assert_eq!(all(&client).await, Ok(1), "it probes them both");
    let closed =
        Traces { quota: QuotaState::Open, breaker: BreakerState::Closed, renewals: 2, runs: 1, ..UNTOUCHED };
    assert_eq!(traces(&client), closed);
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn a_breaker_that_refuses_the_permit_gives_everything_back() {
    let client = ready_to_probe(NO_FAULT).await;
    client.login.takes(secs(5));
    let opening = async {
        sleep(secs(2)).await;
        client.registry.breaker("order-all").open_for(secs(60));
    };
    let (outcome, ()) = tokio::join!(all(&client), opening);
    assert_eq!(outcome, refused("order-all", secs(57)));
    assert_eq!(traces(&client), Traces { renewals: 1, ..UNTOUCHED });
}

/// A call whose first attempt fails, and in whose wait for the retry something happens that has it refused.
async fn refused_as_a_retry(client: &Client, meanwhile: impl FnOnce(&Client)) -> Outcome<u64> {
    client.registry.quota("order-all").open();
    client.registry.breaker("order-all").close();
    let happening = async {
        sleep(secs(5)).await;
        let spent = client.registry.retry_budget("order-all").balance();
        assert_eq!(spent.thousandths(), 95_000, "the retry is paid for before the wait");
        meanwhile(client);
    };
    tokio::join!(all(client), happening).0
}

// Red when: `give_back` of runtime/src/driver/session.rs leaves out the budget.
#[tokio::test(start_paused = true)]
async fn a_retry_that_is_refused_costs_nothing() {
    type Meanwhile = fn(&Client);
    let cases: [(&str, Meanwhile); 3] = [
        ("breaker", |client| client.registry.breaker("order-all").open_for(mins(5))),
        ("quota", |client| client.registry.quota("order-all").close_for(mins(5))),
        ("credentials", |client| {
            client.login.fails(true);
            client.session.reject(&client.session.current().expect("there is one"));
        }),
    ];
    for (name, meanwhile) in cases {
        let client = ready_to_probe([Class::SERVER]).await;
        let outcome = refused_as_a_retry(&client, meanwhile).await;
        assert_eq!(outcome, failed(Class::SERVER), "{name}: the error of the attempt that ended");
        let traces = traces(&client);
        assert_eq!((traces.budget, traces.runs, traces.probes), (100_000, 1, 0), "{name}");
    }
}

// Red when: `judge` of runtime/src/driver/session.rs pays before it looks.
#[tokio::test(start_paused = true)]
async fn a_retry_that_would_be_refused_is_not_paid_for() {
    let budget = define_budget("order-look", "tokens = 100");
    let site = site(
        r#"quota = "order-look", breaker("order-look", failures = 1), retry_budget = "order-look", attempts = 3"#,
    );
    assert_eq!(call(site, &Server::always(Class::SERVER)).await, failed(Class::SERVER));
    assert_eq!((breaker("order-look").state(), thousandths(&budget)), (BreakerState::Open, 100_000));
}

#[tokio::test(start_paused = true)]
async fn a_retry_without_a_timer_is_given_back() {
    let budget = define_budget("order-timeless", "tokens = 100");
    let policy = r#"retry_budget = "order-timeless", attempts = 3, backoff = fixed(1s)"#;
    let outcome = std::thread::spawn(move || {
        futures_util::FutureExt::now_or_never(call(site(policy), &Server::always(Class::SERVER)))
    });
    assert_eq!(outcome.join().expect("no panic"), Some(failed(Class::SERVER)));
    assert_eq!(thousandths(&budget), 100_000);
}

/// An empty budget ends the call before the quota is asked.
#[tokio::test(start_paused = true)]
async fn a_retry_that_cannot_be_paid_for_asks_nobody() {
    let quota = define_quota("order-empty", "ramp = 0s");
    define_budget("order-empty", "tokens = 5, cost = 5");
    assert!(
        call(site(r#"retry_budget = "order-empty", backoff = none"#), &Server::always(Class::SERVER))
            .await
            .is_err()
    );
    reset(&quota).await;
    let site = site(r#"quota = "order-empty", retry_budget = "order-empty", attempts = 3, backoff = fixed(1s)"#);
    let server = Server::always(Class::NETWORK);
    assert_eq!((call(site, &server).await, server.age()), (failed(Class::NETWORK), 0));
    assert_eq!(quota.state(), QuotaState::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_deadline_that_ends_the_wait_for_a_lease_gives_everything_back() {
    #[resilient(quota("order-late", ramp = 0s), breaker = "order-late", credentials(lease = client.session), deadline = 10s)]
    async fn late(client: &Client) -> Outcome<u64> {
        Ok(client.ask(lease)?)
    }
    let breaker = Breaker::define("order-late", "").unwrap();
    breaker.open_for(secs(1));
    reset(&quota("order-late")).await;
    let client = Client::failing(NO_FAULT);
    client.login.hangs();
    assert_eq!(late(&client).await, Err(Error::Rejected(Rejected::DeadlineExceeded)));
    assert_eq!((quota("order-late").state(), breaker.snapshot().probes), (QuotaState::Closed, 0));
    assert_eq!(breaker.state(), BreakerState::Open);
}

#[tokio::test(start_paused = true)]
async fn what_is_never_polled_asks_for_nothing() {
    let client = ready_to_probe(NO_FAULT).await;
    drop(all(&client));
    assert_eq!(traces(&client), UNTOUCHED);
}

/// What a half-open breaker refuses takes no place of the quota's ramp away from the others.
// Red when: `leave_quota` of runtime/src/driver/quota.rs does nothing.
#[tokio::test(start_paused = true)]
async fn a_breaker_that_refuses_the_permit_leaves_the_ramp_to_others() {
    let quota = define_quota("order-ramp", "ramp = 60s");
    let breaker = Breaker::define("order-ramp", "probes = 1").unwrap();
    reset(&quota).await;
    assert_eq!(call(site(r#"quota = "order-ramp""#), &Server::up()).await, Ok(()), "the probe");
    breaker.open_for(secs(0));
    let probe = breaker.permit().expect("its time is over");
    let both = site(r#"quota = "order-ramp", breaker = "order-ramp""#);
    for _ in 0..10 {
        assert_eq!(call(both, &Server::up()).await, refused("order-ramp", None));
    }
    assert_eq!(call(site(r#"quota = "order-ramp""#), &Server::up()).await, Ok(()), "there is a place");
    drop(probe);
}
