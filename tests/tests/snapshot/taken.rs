//! What a snapshot holds, how it reads, and what machines read of it.
//!
//! Red when: a duration is written in another unit, or the sites of the process are left out.

use std::io;
use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Error, Policy, Registry, Site, Snapshot, resilient, snapshot};
use serde_json::{json, to_value};

/// Nobody calls it.
#[resilient(attempts = 7, breaker("snapshot", failures = 3))]
async fn never_called() -> Result<(), Error<io::Error>> {
    Ok(())
}

fn seconds(time: u64) -> Duration {
    Duration::from_secs(time)
}

/// One of everything, an hour and a half after it began.
fn filled(clock: &ManualClock) -> Registry {
    let registry = Registry::new();
    registry.define_breaker("api", "failures = 3, open = 30s").unwrap();
    registry.define_breaker("db", "failure_rate = 50%, calls = 10").unwrap();
    registry.define_quota("llm", "ramp = 0s").unwrap();
    registry.define_retry_budget("api", "tokens = 500, cost = 5").unwrap();
    registry.retry_budget("default");
    registry.breaker("api/eu").force_open();
    clock.advance(seconds(5400));
    let db = registry.breaker("db");
    db.permit().expect("it is closed").failed();
    db.permit().expect("it is closed").succeeded();
    let api = registry.breaker("api");
    (0..3).for_each(|_| api.permit().expect("it is closed").failed());
    api.permit().expect_err("it is open");
    registry.quota("llm").close_for(seconds(200_000));
    clock.advance(Duration::from_millis(12_345));
    registry
}

#[test]
fn how_it_reads() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let told = filled(&clock).snapshot().to_string();
    assert_eq!(
        told,
        "\
breaker  state              for       failures  opens  rejected
api      open, 17.66s left  12.35s    0         1      1
api/eu   forced open        1h30m12s  0         0      0
db       closed             1h30m12s  1 of 2    0      0

quota  state                   for     closings  refused
llm    closed, 2d7h33m7s left  12.35s  1         0

retry budget  left  settings
api           500   tokens = 500, cost = 5
default       100   the defaults
"
    );
    assert_eq!(Registry::new().snapshot().to_string(), "");
}

#[test]
fn how_sites_read() {
    static PLAIN: Site = Site::new("snapshot by hand", Policy::DEFAULT);

    PLAIN.list();
    let sites = snapshot().sites;
    assert!(sites.is_sorted_by_key(|site| site.name));
    let of = |name: &str| sites.iter().find(|site| site.name == name).cloned().expect("it is listed");
    let mut shown = Snapshot::default();
    shown.sites = vec![of("snapshot by hand"), of("snapshot::taken::never_called")];
    let told = shown.to_string();
    assert_eq!(
        told,
        "\
site                           policy
snapshot by hand               the defaults
snapshot::taken::never_called  attempts = 7, breaker(\"snapshot\", failures = 3)
"
    );
}

#[test]
fn what_machines_read() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let taken = to_value(filled(&clock).snapshot()).unwrap();
    assert_eq!(
        taken["breakers"][0],
        json!({
            "name": "api", "state": "open", "since_seconds": 12.345, "retry_after_seconds": 17.655,
            "calls": null, "failures": 0, "slow_calls": 0, "failure_rate": null, "slow_call_rate": null,
            "probes": 0, "opens": 1, "rejected": 1,
            "time_in_state": {
                "closed_seconds": 5400.0, "open_seconds": 12.345, "half_open_seconds": 0.0,
                "forced_open_seconds": 0.0, "disabled_seconds": 0.0,
            },
        })
    );
    assert_eq!(taken["breakers"][1]["name"], "api/eu");
    assert_eq!(taken["breakers"][1]["state"], "forced_open");
    assert_eq!(taken["breakers"][2]["failure_rate"], 0.5);
    assert_eq!(
        taken["quotas"],
        json!([{
            "name": "llm", "state": "closed", "since_seconds": 12.345, "resets_in_seconds": 199_987.655,
            "closings": 1, "refused": 0,
        }])
    );
    assert_eq!(
        taken["retry_budgets"],
        json!([
            { "name": "api", "balance": 500.0, "settings": "tokens = 500, cost = 5" },
            { "name": "default", "balance": 100.0, "settings": "" },
        ])
    );
    assert_eq!(taken["sites"], json!([]), "sites are the process's");
}

#[test]
fn what_machines_read_of_a_site() {
    let _ = never_called;
    let sites = snapshot().sites;
    let site = sites.iter().find(|site| site.name == "snapshot::taken::never_called").expect("it is listed");
    let mut told = to_value(site).unwrap();
    let place = told.as_object_mut().unwrap().remove("declared_at").unwrap();
    assert!(place["file"].as_str().is_some_and(|file| file.ends_with("taken.rs")));
    assert_eq!(
        told,
        json!({
            "name": "snapshot::taken::never_called",
            "policy": "attempts = 7, breaker(\"snapshot\", failures = 3)",
            "overridden": false,
        })
    );
}

#[test]
fn the_process_s_has_both() {
    resilin::breaker("snapshot-both").open_for(seconds(60));
    let taken = snapshot();
    assert!(taken.breakers.iter().any(|breaker| breaker.name == "snapshot-both"));
    assert!(!taken.sites.is_empty());
    assert!(Registry::global().snapshot().sites.is_empty());
}
