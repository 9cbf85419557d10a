//! Scenes of what calls share. The clock is virtual: every second is one that a scene lets pass.

use resilin::credentials::{Credentials, Grant, KeyRing, Lease, LeaseSource as _, Provider};
use resilin::quota::Quota;
use resilin::{Breaker, Class, Fault, Registry, RetryBudget, Site, policy};
use tokio::time::{Instant, advance};

use super::calls::{Failed, call, secs};
use super::exporter::Exporter;
use super::{Expected, assert_values, expected};

pub(crate) async fn scenes(exporter: &Exporter) -> Expected {
    let start = Instant::now();
    let one = one_breaker(exporter).await;
    let keyed = keyed(exporter).await;
    let quotas = quotas(exporter).await;
    let rest = [renewals().await, budgets().await, not_counted().await, by_itself(exporter).await].concat();
    [one, keyed, quotas, rest, still_closed(start)].concat()
}

/// The name, its state and the seconds in each: what a scrape shows of a name's breakers.
fn breakers(name: &str, now: [u32; 5], seconds: [u64; 5], rejected: u32) -> Expected {
    let states = ["closed", "open", "half_open", "forced_open", "disabled"];
    let each = states.iter().zip(now).zip(seconds).flat_map(|((state, now), seconds)| {
        let labels = format!("{{breaker={name},state={state}}}");
        let seconds = f64::from(u32::try_from(seconds).expect("a short test"));
        [
            (format!("resilience_breaker_state{labels}"), f64::from(now)),
            (format!("resilience_breaker_state_seconds_total{labels}"), seconds),
        ]
    });
    let rejected = (format!("resilience_breaker_rejected_total{{breaker={name}}}"), f64::from(rejected));
    each.chain([rejected]).collect()
}

static GUARDED: Site = Site::new("guarded", policy!(r#"breaker = "one", attempts = 1"#));

// Red when: `breaker_moved` of runtime/src/metrics/record.rs does not bring the state up to date (the looks between), or
// `refresh` of runtime/src/metrics/fresh.rs does nothing (the last one).
async fn one_breaker(exporter: &Exporter) -> Expected {
    Breaker::define("one", "failures = 1, open = 30s").expect("they are right");
    advance(secs(10)).await;
    assert!(call(&GUARDED, secs(1), Some(Class::SERVER)).await.is_err());
    assert!(call(&GUARDED, secs(1), None).await.is_err(), "it is open");
    assert!(resilin::breaker("one").permit().is_err());
    assert_values(&exporter.scrape(), &breakers("one", [0, 1, 0, 0, 0], [11, 0, 0, 0, 0], 0));
    advance(secs(31)).await;
    call(&GUARDED, secs(2), None).await.expect("the probe is good");
    assert_values(&exporter.scrape(), &breakers("one", [1, 0, 0, 0, 0], [11, 31, 2, 0, 0], 2));
    resilin::breaker("one").force_open();
    advance(secs(7)).await;
    resilin::breaker("one").disable();
    advance(secs(3)).await;
    let transitions = expected([
        ("resilience_breaker_transitions_total{breaker=one,from=closed,to=open}", 1.0),
        ("resilience_breaker_transitions_total{breaker=one,from=open,to=half_open}", 1.0),
        ("resilience_breaker_transitions_total{breaker=one,from=half_open,to=closed}", 1.0),
        ("resilience_breaker_transitions_total{breaker=one,from=closed,to=forced_open}", 1.0),
        ("resilience_breaker_transitions_total{breaker=one,from=forced_open,to=disabled}", 1.0),
    ]);
    resilin::breaker("one").close();
    let last = expected([("resilience_breaker_transitions_total{breaker=one,from=disabled,to=closed}", 1.0)]);
    [transitions, last, guarded()].concat()
}

fn guarded() -> Expected {
    expected([
        ("resilience_calls_total{outcome=failed,site=guarded}", 1.0),
        ("resilience_calls_total{outcome=circuit_open,site=guarded}", 1.0),
        ("resilience_calls_total{outcome=ok,site=guarded}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=failed,site=guarded}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=failed,site=guarded}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=circuit_open,site=guarded}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=circuit_open,site=guarded}", 0.0),
        ("resilience_call_duration_seconds_count{outcome=ok,site=guarded}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=ok,site=guarded}", 2.0),
        ("resilience_attempts_total{class=server,site=guarded}", 1.0),
        ("resilience_attempts_total{class=ok,site=guarded}", 1.0),
        ("resilience_gave_up_total{reason=attempts,site=guarded}", 1.0),
        ("resilience_rejected_total{reason=circuit_open,site=guarded}", 1.0),
    ])
}

/// Keys are data: whatever there are, their name is one. Those that gave their places up have spent their time.
// Red when: `family` of runtime/src/events/gates.rs is the whole name, `add_gone` of runtime/src/breaker/keys.rs is left
// out, or `MANY` of runtime/src/metrics/state.rs is above 70.
async fn keyed(exporter: &Exporter) -> Expected {
    Breaker::define("keyed", "keys = 2").expect("they are right");
    for key in 0..10 {
        resilin::breaker(&format!("keyed/{key}"));
        advance(secs(1)).await;
    }
    // Nine were pushed out or are left, each after a life of its own; the name's own breaker was there all the time.
    resilin::breaker("keyed/9").force_open();
    let lived = keys_lived();
    assert_values(&exporter.scrape(), &breakers("keyed", [2, 0, 0, 1, 0], [10 + lived, 0, 0, 0, 0], 0));
    advance(secs(5)).await;
    resilin::breaker("keyed/9").close();
    assert_values(&exporter.scrape(), &breakers("keyed", [3, 0, 0, 0, 0], [20 + lived, 0, 0, 5, 0], 0));
    Registry::new().breaker("keyed/elsewhere").force_open();
    many(exporter).await;
    expected([
        ("resilience_breaker_transitions_total{breaker=keyed,from=closed,to=forced_open}", 2.0),
        ("resilience_breaker_transitions_total{breaker=keyed,from=forced_open,to=closed}", 1.0),
        ("resilience_breaker_transitions_total{breaker=many,from=closed,to=forced_open}", 1.0),
    ])
}

/// Of two places one new key a second takes the one or the other: all lives together are known, whoever they were.
fn keys_lived() -> u64 {
    // The first second has one key, the other nine have two.
    1 + 9 * 2
}

/// A name that stands for so many waits for a refresh.
async fn many(exporter: &Exporter) {
    for key in 0..70 {
        resilin::breaker(&format!("many/{key}"));
    }
    resilin::breaker("many/7").force_open();
    let scrape = exporter.scrape();
    assert_eq!(scrape.value("resilience_breaker_state{breaker=many,state=forced_open}"), None);
    advance(secs(1)).await;
    resilin::metrics::refresh();
    assert_values(&exporter.scrape(), &breakers("many", [70, 0, 0, 1, 0], [70, 0, 0, 1, 0], 0));
}

static METERED: Site = Site::new("metered", policy!(r#"quota = "closed", attempts = 1"#));

// Red when: `quota_closed` or the arm for `QuotaOpened` of runtime/src/metrics/record.rs is left out.
async fn quotas(exporter: &Exporter) -> Expected {
    Quota::define("closed", "").expect("they are right").close_for(secs(60));
    assert!(call(&METERED, secs(1), None).await.is_err());
    let reopened = Quota::define("reopened", "").expect("they are right");
    reopened.close_for(secs(60));
    assert_values(&exporter.scrape(), &expected([("resilience_quota_closed{quota=reopened}", 1.0)]));
    reopened.open();
    assert_values(&exporter.scrape(), &expected([("resilience_quota_closed{quota=reopened}", 0.0)]));
    resilin::quota("untouched");
    expected([
        ("resilience_quota_closed{quota=closed}", 1.0),
        ("resilience_quota_closed{quota=reopened}", 0.0),
        ("resilience_quota_closed{quota=untouched}", 0.0),
        ("resilience_quota_closings_total{quota=closed,reason=manual}", 1.0),
        ("resilience_quota_closings_total{quota=reopened,reason=manual}", 1.0),
        ("resilience_calls_total{outcome=quota_exhausted,site=metered}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=quota_exhausted,site=metered}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=quota_exhausted,site=metered}", 0.0),
        ("resilience_rejected_total{reason=quota_exhausted,site=metered}", 1.0),
    ])
}

/// Good the first time, and never again.
struct Login;

impl Provider for Login {
    type Secret = ();
    type Error = &'static str;

    async fn renew(&self, previous: Option<&Lease<()>>) -> Result<Grant<()>, &'static str> {
        if previous.is_some() { Err("s3cr3t") } else { Ok(Grant::new(())) }
    }
}

async fn renewals() -> Expected {
    let credentials = Credentials::new(Login);
    let lease = credentials.get().await.expect("the first is good");
    credentials.reject(&lease);
    assert!(credentials.get().await.is_err());
    expected([
        ("resilience_credentials_renewals_total{outcome=ok,provider=metrics::gates::Login}", 1.0),
        ("resilience_credentials_renewals_total{outcome=provider,provider=metrics::gates::Login}", 1.0),
    ])
}

static PAYING: Site = Site::new(
    "paying",
    policy!(r#"retry_budget("tokens", tokens = 500, cost = 5), attempts = 2, backoff = none"#),
);

// Red when: `set_budget` of runtime/src/metrics/state.rs is left out, or counts thousandths.
async fn budgets() -> Expected {
    assert!(PAYING.call(|| async { Err::<(), _>(Failed(Fault::new(Class::SERVER))) }).await.is_err());
    RetryBudget::define("ratio", "ratio = 10%, min = 2/s").expect("they are right");
    let ratio = resilin::retry_budget("ratio").balance().thousandths();
    expected([
        ("resilience_retry_budget_balance{budget=tokens}", 495.0),
        ("resilience_retry_budget_balance{budget=ratio}", f64::from(ratio) / 1000.0),
        ("resilience_calls_total{outcome=failed,site=paying}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=failed,site=paying}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=failed,site=paying}", 0.0),
        ("resilience_attempts_total{class=server,site=paying}", 2.0),
        ("resilience_retry_delay_seconds_count{site=paying}", 1.0),
        ("resilience_retry_delay_seconds_sum{site=paying}", 0.0),
        ("resilience_gave_up_total{reason=attempts,site=paying}", 1.0),
    ])
}

static UNTABLED: Site = Site::new("untabled", policy!(r#"table = "metrics-undefined", attempts = 1"#));

/// What a listener hears and no metric tells: keys, whose names may be data, and what is told of a site once.
// Red when: the last arm of `heard` of runtime/src/metrics/record.rs counts something.
async fn not_counted() -> Expected {
    let keys = KeyRing::new([("key 1", ()), ("key 2", ())]).expect("two keys");
    keys.failed(&keys.get().expect("one is in"), &Fault::new(Class::AUTH), true);
    assert!(keys.restore("key 1"));
    assert!(call(&UNTABLED, secs(0), Some(Class::CLIENT)).await.is_err());
    expected([
        ("resilience_calls_total{outcome=failed,site=untabled}", 1.0),
        ("resilience_call_duration_seconds_count{outcome=failed,site=untabled}", 1.0),
        ("resilience_call_duration_seconds_sum{outcome=failed,site=untabled}", 0.0),
        ("resilience_attempts_total{class=client,site=untabled}", 1.0),
        ("resilience_gave_up_total{reason=rule,site=untabled}", 1.0),
    ])
}

/// A task keeps it fresh: nobody asks.
// Red when: `keep_fresh` of runtime/src/metrics/fresh.rs refreshes once.
async fn by_itself(exporter: &Exporter) -> Expected {
    let fresh = tokio::spawn(resilin::metrics::keep_fresh(secs(5)));
    tokio::task::yield_now().await;
    resilin::breaker("fresh");
    let seen = |scrape: super::Scrape| scrape.value("resilience_breaker_state{breaker=fresh,state=closed}");
    assert_eq!(seen(exporter.scrape()), None);
    tokio::time::sleep(secs(12)).await;
    assert_values(&exporter.scrape(), &breakers("fresh", [1, 0, 0, 0, 0], [10, 0, 0, 0, 0], 0));
    fresh.abort();
    breakers("fresh", [1, 0, 0, 0, 0], [12, 0, 0, 0, 0], 0)
}

/// What the scenes that are over have left behind has gone on since.
fn still_closed(start: Instant) -> Expected {
    let total = start.elapsed().as_secs();
    assert_eq!(total, 11 + 31 + 2 + 7 + 3 + 10 + 5 + 1 + 12, "every second is one of a scene's");
    let one = breakers("one", [1, 0, 0, 0, 0], [11 + total - 54, 31, 2, 7, 3], 2);
    let keyed = breakers("keyed", [3, 0, 0, 0, 0], [20 + keys_lived() + 3 * (total - 69), 0, 0, 5, 0], 0);
    let many = breakers("many", [70, 0, 0, 1, 0], [70 * (total - 69), 0, 0, total - 69, 0], 0);
    [one, keyed, many].concat()
}
