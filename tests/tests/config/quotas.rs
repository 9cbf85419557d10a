//! Quotas under overrides.

use std::time::Duration;

use resilin::quota::{Quota, QuotaState};
use resilin::{Error, Site, config};
use resilin_policy::{Layers, QuotaSettings, SectionKind};
use tokio::time::Instant;

use crate::common::{alone, applied, file, layered, part, settings_of};
use crate::observed::{Failed, Outcome, secs, site};

/// How long a call waits for its quota, where it is let through.
async fn waits(site: &Site) -> Option<Duration> {
    let begin = Instant::now();
    let outcome: Outcome = site.call(|| async { Ok::<(), Failed>(()) }).await;
    match outcome {
        Ok(()) => Some(begin.elapsed()),
        Err(Error::Rejected(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

/// Closed for so long, with the default probe and no ramp behind it.
fn closed(name: &str, time: Duration) -> Quota {
    let quota = resilin::quota(name);
    quota.open();
    quota.close_for(time);
    quota
}

#[tokio::test(start_paused = true)]
async fn a_closed_quota_stays_closed() {
    let _alone = alone();
    let site = site("closed", r#"quota("closed")"#);
    let quota = closed("closed", secs(60));
    let _ = applied(&file("[quotas.closed]\nramp = '5m'\n"));
    assert_eq!(settings_of(SectionKind::Quotas, "closed"), "ramp = 5m");
    assert_eq!((quota.state(), quota.snapshot().resets_in), (QuotaState::Closed, Some(secs(60))));
    assert_eq!(waits(site).await, None);
    let _ = config::clear();
    assert_eq!((quota.state(), quota.snapshot().resets_in), (QuotaState::Closed, Some(secs(60))));
}

#[tokio::test(start_paused = true)]
async fn how_long_a_site_waits_is_overridden_even_where_it_has_written_it() {
    let _alone = alone();
    let own = site("own wait", r#"quota("patience", wait_up_to = 3m)"#);
    let shared = site("shared wait", r#"quota = "patience""#);
    Quota::define("patience", "wait_up_to = 5m").unwrap();
    closed("patience", secs(240));
    assert_eq!(waits(own).await, None, "it waits three minutes at most");
    let _ = applied(&file("[quotas.patience]\nwait_up_to = '10m'\n"));
    assert!(waits(own).await.is_some_and(|time| time >= secs(240)));
    let _ = applied(&file("[quotas.patience]\nwait_up_to = '1m'\n"));
    closed("patience", secs(100));
    assert_eq!((waits(own).await, waits(shared).await), (None, None));
    let _ = config::clear();
    assert!(waits(own).await.is_some_and(|time| time >= secs(100)));
    closed("patience", secs(100));
    assert!(waits(shared).await.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_code_has_defined_comes_before_that_of_resilience_toml() {
    let _alone = alone();
    let mut quota = QuotaSettings::NONE;
    quota.wait_up_to = Some(secs(10));
    let site =
        layered("compiled wait", Layers { quota: Some(quota), ..Layers::of(part(r#"quota = "compiled-wait""#)) });
    closed("compiled-wait", secs(60));
    assert_eq!(waits(site).await, None);
    Quota::define("compiled-wait", "wait_up_to = 5m").unwrap();
    assert!(waits(site).await.is_some());
}
