//! What is told of quotas, budgets, credentials and registries in calls.

use std::time::Duration;

use resilin::credentials::{Credentials, Grant, KeyRing, Lease, Provider};
use resilin::quota::Quota;
use resilin::{Class, Error, Policy, Registry, Site, resilient};
use tracing::Level;

use super::capture::{Capture, SECRET, Secretive, Told, secretive};

fn site(name: &'static str, policy: &str) -> Site {
    Site::new(name, policy.parse::<Policy>().unwrap_or_else(|error| panic!("{error}")))
}

async fn failing(site: &Site, class: Class) {
    let outcome = site.call(|| async move { Err::<(), _>(secretive(class)) }).await;
    assert!(outcome.is_err());
}

async fn working(site: &Site) -> Result<(), Error<Secretive>> {
    site.call(|| async { Ok(()) }).await
}

/// The events that say this.
fn saying(capture: &Capture, message: &str) -> Vec<Told> {
    capture.everything().into_iter().filter(|told| told.field("message").contains(message)).collect()
}

#[tokio::test(start_paused = true)]
async fn a_quota_that_is_used_up_is_told_once_inside_the_call() {
    let (capture, _listening) = Capture::start();
    let site = site("gates.closing", r#"quota("gates.closing", ramp = 7s), attempts = 3"#);
    failing(&site, Class::QUOTA).await;
    for _ in 0..5 {
        assert!(working(&site).await.is_err());
    }
    let told = saying(&capture, "quota closed");
    let [closed] = told.as_slice() else { panic!("{told:?}") };
    let fields = ["quota", "state", "reason", "resets_in_ms"].map(|name| closed.field(name));
    assert_eq!((closed.level, fields), (Level::WARN, ["gates.closing", "closed", "assumed", "900000"]));
    assert_eq!(closed.parent, capture.spans_of("gates.closing")[0].id, "it was that call");
    tokio::time::advance(Duration::from_secs(900)).await;
    assert_eq!(working(&site).await, Ok(()));
    let told = saying(&capture, "quota opened");
    let [opened] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((opened.level, opened.field("ramp_ms")), (Level::INFO, "7000"));
    assert_eq!(opened.parent, capture.spans_of("gates.closing")[6].id);
}

/// The quota has told that it closed, and under load there is one for every call: as with a breaker.
#[tokio::test(start_paused = true)]
async fn its_refusals_are_for_those_who_debug() {
    let (capture, _listening) = Capture::start();
    let site = site("gates.refused", r#"quota = "gates.refused", attempts = 3"#);
    resilin::quota("gates.refused").close_for(Duration::from_secs(60));
    assert!(working(&site).await.is_err());
    let told = capture.events_of("gates.refused", &["attempt", "class", "reason"]);
    let [refused] = told.as_slice() else { panic!("{told:?}") };
    let fields = ["attempt", "class", "reason", "quota"].map(|name| refused.field(name));
    assert_eq!(fields, ["1", "quota", "quota_exhausted", "gates.refused"]);
    assert_eq!(refused.level, Level::DEBUG);
    let spans = capture.spans_of("gates.refused");
    assert_eq!((spans[0].field("attempts"), spans[0].field("outcome")), ("0", "quota_exhausted"));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_cannot_pay_for_a_retry_says_why_it_gives_up() {
    let (capture, _listening) = Capture::start();
    let site =
        site("gates.poor", r#"retry_budget("gates.poor", tokens = 5, cost = 5), attempts = 9, backoff = none"#);
    failing(&site, Class::SERVER).await;
    let told = capture.events_of("gates.poor", &["reason"]);
    let [gave_up] = told.as_slice() else { panic!("{told:?}") };
    let fields = ["attempt", "class", "reason"].map(|name| gave_up.field(name));
    assert_eq!((gave_up.level, fields), (Level::DEBUG, ["2", "server", "retry_budget"]));
    let spans = capture.spans_of("gates.poor");
    assert_eq!((spans[0].field("attempts"), spans[0].field("outcome")), ("2", "failed"));
}

struct Login;

impl Provider for Login {
    type Secret = String;
    type Error = &'static str;

    async fn renew(&self, previous: Option<&Lease<String>>) -> Result<Grant<String>, &'static str> {
        match previous.map(Lease::epoch) {
            Some(2) => Err(SECRET),
            _ => Ok(Grant::new(SECRET.to_owned())),
        }
    }
}

#[resilient(name = "gates.leased", credentials(lease = session), backoff = none)]
async fn leased(session: &Credentials<Login>, good_from: u64) -> Result<(), Error<Secretive>> {
    if lease.epoch() < good_from { Err(secretive(Class::AUTH))? } else { Ok(()) }
}

#[tokio::test(start_paused = true)]
async fn a_renewal_is_told_and_the_retry_that_it_brings_and_no_secret() {
    let (capture, _listening) = Capture::start();
    let session = Credentials::new(Login);
    assert_eq!(leased(&session, 2).await, Ok(()));
    assert_eq!(saying(&capture, "credentials renewed").len(), 2);
    let retries = capture.events_of("gates.leased", &["delay_ms"]);
    let [retry] = retries.as_slice() else { panic!("{retries:?}") };
    assert_eq!(["attempt", "class", "delay_ms"].map(|name| retry.field(name)), ["1", "auth", "0"]);
    assert!(leased(&session, 9).await.is_err(), "the third renewal fails");
    assert_eq!(saying(&capture, "credentials not renewed").len(), 1);
    let refused = capture.events_of("gates.leased", &["reason"]);
    assert_eq!(refused.iter().map(|told| told.field("reason")).collect::<Vec<_>>(), ["no_credentials"]);
    assert!(!format!("{:?}", capture.everything()).contains(SECRET));
}

#[resilient(name = "gates.once", credentials(lease = session), attempts = 1)]
async fn once(session: &Credentials<Login>) -> Result<(), Error<Secretive>> {
    assert_eq!(**lease, SECRET);
    Err(secretive(Class::AUTH))?
}

#[tokio::test(start_paused = true)]
async fn with_one_attempt_no_retry_is_told() {
    let (capture, _listening) = Capture::start();
    assert!(once(&Credentials::new(Login)).await.is_err());
    assert_eq!(capture.events_of("gates.once", &["delay_ms"]).len(), 0);
    let spans = capture.spans_of("gates.once");
    assert_eq!((spans[0].field("attempts"), spans[0].field("outcome")), ("1", "failed"));
}

#[resilient(name = "gates.key", credentials(key = keys), backoff = none)]
async fn by_key(keys: &KeyRing<String>) -> Result<(), Error<Secretive>> {
    if key.name() == "one" { Err(secretive(Class::AUTH))? } else { Ok(()) }
}

#[tokio::test(start_paused = true)]
async fn a_key_that_is_out_is_told_inside_the_call() {
    let (capture, _listening) = Capture::start();
    let keys = KeyRing::new([("one", SECRET.to_owned()), ("two", SECRET.to_owned())]).unwrap();
    assert_eq!(by_key(&keys).await, Ok(()));
    let told = saying(&capture, "key out");
    let [out] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(["key", "reason", "pause_ms"].map(|name| out.field(name)), ["one", "auth", "300000"]);
    assert_eq!(out.parent, capture.spans_of("gates.key")[0].id);
    assert!(!format!("{:?}", capture.everything()).contains(SECRET));
}

/// What a site says of a thing's settings and somebody else has said otherwise.
fn differing(capture: &Capture, site: &str) -> Vec<String> {
    let told = capture.events_of(site, &[]);
    let differing = told.iter().filter(|told| told.field("message").contains("are not used"));
    differing
        .map(|told| format!("{} {} {}", told.field("breaker"), told.field("quota"), told.field("retry_budget")))
        .collect()
}

#[tokio::test(start_paused = true)]
async fn settings_that_differ_are_told_once_a_site() {
    let (capture, _listening) = Capture::start();
    Quota::define("gates.differ", "ramp = 5s").unwrap();
    let site = site("gates.differ", r#"quota("gates.differ", ramp = 6s)"#);
    let budget = self::site("gates.differ.budget", r#"retry_budget("gates.differ", tokens = 5)"#);
    let agreeing = self::site(
        "gates.agree",
        r#"quota("gates.differ", ramp = 5s, wait_up_to = 30s), retry_budget = "gates.differ""#,
    );
    resilin::RetryBudget::define("gates.differ", "tokens = 6").unwrap();
    for _ in 0..3 {
        assert!(working(&site).await.is_ok() && working(&agreeing).await.is_ok());
        failing(&budget, Class::SERVER).await;
    }
    assert_eq!(differing(&capture, "gates.differ"), [" gates.differ "]);
    assert_eq!(differing(&capture, "gates.differ.budget"), ["  gates.differ"]);
    assert_eq!(differing(&capture, "gates.agree"), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn also_in_registries_of_their_own() {
    let (capture, _listening) = Capture::start();
    let site = site("gates.apart", r#"quota("gates.apart", ramp = 6s), breaker("gates.apart", failures = 7)"#);
    let (agreeing, differing_one, another) = (Registry::new(), Registry::new(), Registry::new());
    for registry in [&differing_one, &another] {
        registry.define_quota("gates.apart", "ramp = 5s").unwrap();
    }
    for registry in [&agreeing, &differing_one, &another, &agreeing, &differing_one] {
        let within = site.within(registry);
        assert!(within.call(|| async { Ok::<_, Secretive>(()) }).await.is_ok());
    }
    assert_eq!(differing(&capture, "gates.apart"), [" gates.apart "], "it is one mistake");
}

#[resilient(name = "gates.fallback", attempts = 2, backoff = none, fallback = |_| Ok(7))]
async fn saved() -> Result<u32, Secretive> {
    Err(secretive(Class::SERVER))
}

/// What the fallback makes of it is the caller's; the call itself failed.
#[tokio::test(start_paused = true)]
async fn a_call_that_its_fallback_saves_is_told_as_failed() {
    let (capture, _listening) = Capture::start();
    assert_eq!(saved().await, Ok(7));
    let spans = capture.spans_of("gates.fallback");
    assert_eq!((spans[0].field("attempts"), spans[0].field("outcome")), ("2", "failed"));
}
