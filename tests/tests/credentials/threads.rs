//! Many threads at once. What is asserted holds for every order; nothing depends on which comes first.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use resilin::credentials::{Credentials, Grant, KeyRing, Lease, LeaseSource, Provider};
use resilin::{Class, Fault};

/// Counts renewals, and sees it if two run at once.
#[derive(Default)]
struct Counter {
    renewals: AtomicU64,
    running: AtomicBool,
}

#[derive(Clone)]
struct Counting(Arc<Counter>);

impl Provider for Counting {
    type Secret = u64;
    type Error = String;

    async fn renew(&self, _: Option<&Lease<u64>>) -> Result<Grant<u64>, String> {
        assert!(!self.0.running.swap(true, Ordering::SeqCst), "two renewals at once");
        tokio::task::yield_now().await;
        self.0.running.store(false, Ordering::SeqCst);
        Ok(Grant::new(self.0.renewals.fetch_add(1, Ordering::SeqCst) + 1))
    }
}

/// Uses leases, and rejects every third. A lease that was rejected before it was asked for must not be served.
async fn use_leases(credentials: Credentials<Counting>, rejected: Arc<AtomicU64>) {
    for turn in 0..500 {
        let before = rejected.load(Ordering::SeqCst);
        let lease = credentials.get().await.unwrap();
        assert!(lease.epoch() > before, "epoch {} was served after {before} was rejected", lease.epoch());
        assert_eq!(*lease, lease.epoch());
        if turn % 3 == 0 {
            credentials.reject(&lease);
            rejected.fetch_max(lease.epoch(), Ordering::SeqCst);
        }
    }
}

/// Red when: `without_lease` answers `Renew` while a renewal runs; `good` does not look at `rejected`.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn renewals_run_one_at_a_time_and_no_rejected_lease_is_served() {
    let counter = Counting(Arc::default());
    let (credentials, rejected) = (Credentials::new(counter.clone()), Arc::new(AtomicU64::new(0)));
    let users: Vec<_> = (0..8).map(|_| tokio::spawn(use_leases(credentials.clone(), rejected.clone()))).collect();
    for user in users {
        user.await.unwrap();
    }
    let renewals = counter.0.renewals.load(Ordering::SeqCst);
    let rejected = rejected.load(Ordering::SeqCst);
    assert!(
        renewals == rejected || renewals == rejected + 1,
        "{renewals} renewals for {rejected} rejected leases"
    );
}

/// Red when: `in_stint` does not compare the stints.
#[test]
fn threads_that_fail_with_one_key_take_it_out_once() {
    let keys = KeyRing::new([("a", 1), ("b", 2)]).unwrap();
    let lease = keys.get().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| keys.failed(&lease, &Fault::new(Class::AUTH), true));
        }
    });
    assert_eq!((keys.states()[0].faults, keys.get().unwrap().name()), (1, "b"));
}
