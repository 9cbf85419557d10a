//! Calls that are under way when overrides land.

use std::time::Duration;

use resilin::{Class, Error, Site, config};
use tokio::time::{Instant, sleep};

use crate::common::{alone, applied, file};
use crate::observed::{Failed, call, call_and, secs, site};

const NEW: &str =
    "[sites.'under way']\nattempts = 2\nbackoff = 'fixed(7s)'\n[tables.underway]\nthrottled = 'fail'\n";

fn under_way() -> &'static Site {
    resilin::define_table("underway", "throttled = retry(fixed(3s))").unwrap();
    site("under way", "backoff = fixed(1s), jitter = none, attempts = 4, table = underway")
}

/// When each attempt of a call began.
async fn begins(site: &Site) -> Vec<Duration> {
    let (start, mut begins) = (Instant::now(), Vec::new());
    let outcome = site
        .call(|| {
            begins.push(start.elapsed());
            let class = if begins.len() == 3 { Class::THROTTLED } else { Class::SERVER };
            async move { Err::<(), _>(Failed(class)) }
        })
        .await;
    assert!(matches!(outcome, Err(Error::Failed(_))));
    begins
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_goes_on_as_it_began() {
    let _alone = alone();
    let site = under_way();
    let call = tokio::spawn(begins(site));
    // It is in the first of its waits, and has never looked for its table.
    sleep(Duration::from_millis(500)).await;
    let _ = applied(&file(NEW));
    assert_eq!(call.await.unwrap(), [0, 1, 2, 5].map(secs));
    assert_eq!(begins(site).await, [0, 7].map(secs));

    let call = tokio::spawn(begins(site));
    sleep(Duration::from_millis(500)).await;
    let _ = config::clear();
    assert_eq!(call.await.unwrap(), [0, 7].map(secs));
    assert_eq!(begins(site).await, [0, 1, 2, 5].map(secs));
}

#[test]
fn a_call_keeps_its_values_whenever_they_land() {
    for lands in 0..4 {
        let _alone = alone();
        let site = under_way();
        let classes = [Class::SERVER, Class::SERVER, Class::THROTTLED, Class::SERVER];
        let observed = call_and(site, &classes, |attempts| {
            if attempts == lands {
                let _ = applied(&file(NEW));
            }
        });
        assert_eq!(observed, (4, [1, 1, 3].map(secs).to_vec()), "they land before attempt {lands}");
        assert_eq!(call(site, &classes), (2, vec![secs(7)]));
        assert_eq!(call(site, &[Class::THROTTLED]), (1, vec![]));
    }
}
