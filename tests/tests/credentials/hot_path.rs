//! What a lease that is good costs.

use allocation_counter::measure;
use futures_util::FutureExt as _;
use resilin::credentials::{KeyRing, LeaseSource};
use resilin::{Class, Fault};

use crate::login::{Step, credentials, hours};

/// Red when: `get` boxes its wait before it asks.
#[tokio::test(start_paused = true)]
async fn a_good_lease_is_got_without_allocating() {
    let (credentials, _) = credentials(Step::GoodFor(hours(1)));
    let first = credentials.get().await.unwrap();
    let allocated = measure(|| {
        let lease = credentials.lease().now_or_never().unwrap().unwrap();
        credentials.failed(&lease, &Fault::new(Class::SERVER), false);
        credentials.succeeded(&lease);
        assert_eq!(lease.epoch(), first.epoch());
    });
    assert_eq!(allocated.count_total, 0);
}

/// Red when: `turn` makes its error's parts ahead (`ok_or` for `ok_or_else`).
#[test]
fn a_key_is_got_without_allocating() {
    let keys = KeyRing::new([("a", 1), ("b", 2)]).unwrap();
    let allocated = measure(|| {
        let key = keys.get().unwrap();
        keys.succeeded(&key);
    });
    assert_eq!(allocated.count_total, 0);
}
