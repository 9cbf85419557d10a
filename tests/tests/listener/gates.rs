//! What calls share: breakers, quotas, credentials, keys.

use resilin::credentials::{Credentials, Grant, KeyRing, Lease, LeaseSource, Provider};
use resilin::quota::Quota;
use resilin::testing::ManualClock;
use resilin::{Breaker, Class, Fault, Registry};
use tokio::time::advance;

use super::common::{Ear, Failed, failed, secs};

// Red when: `move_to` of runtime/src/kernel/breaker/circuit.rs asks for the time after it has entered the state.
#[test]
fn a_breaker_tells_how_long_it_was_in_each_state() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let (ear, _listening) = Ear::open(&["gates.breaker"]);
    let breaker = Breaker::define("gates.breaker", "failures = 1, open = 30s").expect("they are right");
    clock.advance(secs(5));
    breaker.permit().expect("it is closed").failed();
    clock.advance(secs(31));
    let probe = breaker.permit().expect("it is over");
    clock.advance(secs(2));
    probe.failed();
    ear.heard(&[
        "breaker closed -> open failures_in_row lasted=5000 open=Some(30000)",
        "breaker open -> half_open open_time_over lasted=31000 open=None",
        "breaker half_open -> open probe_failed lasted=2000 open=Some(30000)",
    ]);
    clock.advance(secs(7));
    breaker.open_for(secs(60));
    breaker.force_open();
    breaker.disable();
    clock.advance(secs(3));
    breaker.close();
    ear.heard(&[
        "breaker open -> forced_open manual lasted=7000 open=None",
        "breaker forced_open -> disabled manual lasted=0 open=None",
        "breaker disabled -> closed manual lasted=3000 open=None",
    ]);
}

#[test]
fn a_breaker_of_a_key_or_of_another_registry_is_told_by_its_name() {
    let (ear, _listening) = Ear::open(&["gates.keyed/eu", "gates.apart"]);
    let _installed = ManualClock::new().install();
    resilin::breaker("gates.keyed/eu").force_open();
    Registry::new().breaker("gates.apart").force_open();
    let line = "breaker closed -> forced_open manual lasted=0 open=None";
    ear.heard(&[line, line]);
}

#[tokio::test(start_paused = true)]
async fn a_quota_is_told_when_it_closes_and_when_it_opens() {
    let (ear, _listening) = Ear::open(&["gates.quota"]);
    let quota = Quota::define("gates.quota", "ramp = 8s").expect("they are right");
    quota.close_for(secs(10));
    quota.close_for(secs(20));
    quota.open();
    ear.heard(&["quota closed manual resets_in=10000", "quota opened ramp=0"]);
    let site = resilin::Site::new("gates.quota.site", "quota = \"gates.quota\"".parse().expect("it is right"));
    let used_up = Failed(Fault::new(Class::QUOTA).retry_after(secs(5)));
    assert!(site.call(|| async { Err::<(), _>(used_up) }).await.is_err());
    advance(secs(5)).await;
    site.call(|| async { Ok::<_, Failed>(()) }).await.expect("it is open again");
    ear.heard(&["quota closed known resets_in=5000", "quota opened ramp=8000"]);
}

struct Login;

impl Provider for Login {
    type Secret = &'static str;
    type Error = Failed;

    async fn renew(&self, previous: Option<&Lease<&'static str>>) -> Result<Grant<&'static str>, Failed> {
        if previous.is_some() { Err(failed(Class::SERVER)) } else { Ok(Grant::new("s3cr3t").ttl(secs(60))) }
    }
}

#[tokio::test(start_paused = true)]
async fn renewals_are_told_by_their_provider() {
    assert_eq!(std::any::type_name::<Login>(), "listener::gates::Login");
    let (ear, _listening) = Ear::open(&["listener::gates::Login"]);
    let credentials = Credentials::new(Login);
    let lease = credentials.get().await.expect("it is good");
    ear.heard(&["renewed 1 ttl=Some(60s)"]);
    credentials.reject(&lease);
    assert!(credentials.get().await.is_err());
    ear.heard(&["not renewed 1 provider in a row 1"]);
}

#[test]
fn keys_are_told_by_their_names() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let (ear, _listening) = Ear::open(&["gates.key 1", "gates.key 2"]);
    let keys = KeyRing::new([("gates.key 1", "s3cr3t"), ("gates.key 2", "s3cr3t")]).expect("two keys");
    keys.failed(&keys.get().expect("one is in"), &Fault::new(Class::AUTH), true);
    keys.failed(&keys.get().expect("one is in"), &Fault::new(Class::QUOTA).retry_after(secs(9)), false);
    ear.heard(&["key out auth pause=300000", "key out quota pause=9000"]);
    clock.advance(secs(9));
    keys.get().expect("one is back");
    assert!(keys.restore("gates.key 1"));
    ear.heard(&["key back", "key back"]);
}
