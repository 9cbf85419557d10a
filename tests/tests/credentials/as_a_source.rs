//! What can stand after `credentials(lease = …)`.

use std::future::ready;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use resilin::credentials::{KeyRing, LeaseSource, ReadyLeaseSource};
use resilin::{Class, Fault, Rejected};

use crate::login::{Step, credentials, hours};

const AUTH: Fault = Fault::new(Class::AUTH);

async fn rotates<L: LeaseSource<Lease = resilin::credentials::KeyLease<u8>>>(source: L) -> String {
    let first = source.lease().await.unwrap();
    source.failed(&first, &AUTH, true);
    let second = source.lease().await.unwrap();
    source.succeeded(&second);
    format!("{}{}", first.name(), second.name())
}

fn rotates_now<L: ReadyLeaseSource<Lease = resilin::credentials::KeyLease<u8>>>(source: L) -> String {
    let first = source.lease_now().unwrap();
    source.failed(&first, &AUTH, true);
    format!("{}{}", first.name(), source.lease_now().unwrap().name())
}

fn ring() -> KeyRing<u8> {
    KeyRing::new([("a", 1), ("b", 2)]).unwrap()
}

/// Red when: the forwarded `failed` does nothing.
#[tokio::test(start_paused = true)]
async fn a_source_is_one_behind_any_pointer_too() {
    static RING: LazyLock<KeyRing<u8>> = LazyLock::new(ring);
    assert_eq!(rotates(ring()).await, "ab");
    assert_eq!(rotates(&ring()).await, "ab");
    assert_eq!(rotates(Arc::new(ring())).await, "ab");
    assert_eq!(rotates(Box::new(ring())).await, "ab");
    assert_eq!(rotates(&RING).await, "ab");
    assert_eq!(rotates_now(ring()), "ab");
    assert_eq!(rotates_now(Arc::new(ring())), "ab");
    assert_eq!(rotates_now(Box::new(ring())), "ab");
    assert_eq!(rotates_now(LazyLock::new(ring)), "ab");
}

/// Red when: the forwarded `failed` does nothing.
#[tokio::test(start_paused = true)]
async fn credentials_are_a_source_whose_futures_can_be_sent() {
    let (credentials, script) = credentials(Step::GoodFor(hours(1)));
    let shared = Arc::new(credentials);
    let call = tokio::spawn(async move {
        let lease = shared.lease().await.unwrap();
        LeaseSource::failed(&shared, &lease, &AUTH, true);
        shared.lease().await.unwrap().epoch()
    });
    assert_eq!((call.await.unwrap(), script.calls()), (2, 2));
}

/// Counts what it is told.
#[derive(Default)]
struct Told(AtomicU32);

impl LeaseSource for Told {
    type Lease = ();

    fn lease(&self) -> impl Future<Output = Result<(), Rejected>> + Send {
        ready(Ok(()))
    }

    fn failed(&self, (): &(), _: &Fault, _: bool) {}

    fn succeeded(&self, (): &()) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn tell<L: LeaseSource<Lease = ()>>(source: L) -> L {
    source.succeeded(&());
    source
}

/// Red when: the forwarded `succeeded` does nothing.
#[test]
fn a_pointer_tells_its_source_of_a_success() {
    let told = Told::default();
    tell(&told);
    assert_eq!(told.0.into_inner(), 1);
    assert_eq!(tell(Arc::new(Told::default())).0.load(Ordering::Relaxed), 1);
    assert_eq!(tell(Box::new(Told::default())).0.load(Ordering::Relaxed), 1);
    assert_eq!(tell(LazyLock::new(Told::default)).0.load(Ordering::Relaxed), 1);
}
