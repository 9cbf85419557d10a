//! Errors that are held by something: shared, boxed, or another library's.

use std::error::Error as StdError;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use resilin::{Class, Classify, Fault, Rejected, resilient};
use tokio::time::error::Elapsed;
use tokio::time::{sleep, timeout};

use super::common::{Fail, Runs, fail, secs};

/// When the runs take place where the site's own delays hold, and where nothing is known: in milliseconds.
const KNOWN: [u128; 3] = [0, 1_000, 2_000];
const UNKNOWN: [u128; 3] = [0, 4_000, 8_000];

#[resilient(backoff = fixed(1s), jitter = none)]
async fn shared(runs: &Runs, class: Class) -> Result<(), Arc<Fail>> {
    Err(Arc::new(fail(class, runs.note())))
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn counted(runs: &Runs, class: Class) -> Result<(), Rc<Fail>> {
    Err(Rc::new(fail(class, runs.note())))
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn boxed(runs: &Runs, class: Class) -> Result<(), Box<Fail>> {
    Err(Box::new(fail(class, runs.note())))
}

/// The runs of all three.
async fn runs_of(class: Class) -> [Vec<u128>; 3] {
    let runs = [(); 3].map(|()| Runs::new());
    let (one, two, three) =
        tokio::join!(shared(&runs[0], class), counted(&runs[1], class), boxed(&runs[2], class));
    assert!(one.is_err() && two.is_err() && three.is_err());
    runs.map(|runs| runs.at())
}

// Red when: `impl Classify for Rc<E>` of runtime/src/classify/mod.rs is left out; so for `Arc<E>` and `Box<E>`.
#[tokio::test(start_paused = true)]
async fn a_held_error_is_what_it_is() {
    assert_eq!(runs_of(Class::SERVER).await, [KNOWN; 3]);
    assert_eq!(runs_of(Class::CLIENT).await, [[0]; 3]);
    assert_eq!(runs_of(Class::UNKNOWN).await, [UNKNOWN; 3]);
}

// Red when: `impl Classify for Rc<E>` of runtime/src/classify/mod.rs answers `Fault::new(Class::UNKNOWN)`.
#[test]
fn a_hint_passes_through_as_well() {
    let fault = Fault::new(Class::THROTTLED).retry_after(secs(7)).not_processed();
    let own = Fail { fault, number: 1 };
    assert_eq!(Rc::new(own.clone()).classify(), fault);
    assert_eq!(Arc::new(Box::new(own)).classify(), fault);
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn sendable(runs: &Runs, kind: io::ErrorKind) -> Result<(), Box<dyn StdError + Send>> {
    runs.note();
    Err(Box::new(io::Error::from(kind)))
}

// Red when: `impl Classify for Box<dyn Error + Send>` of runtime/src/classify/mod.rs is left out.
#[tokio::test(start_paused = true)]
async fn a_box_that_is_only_send_is_walked() {
    for (kind, at) in [
        (io::ErrorKind::ConnectionReset, &KNOWN[..]),
        (io::ErrorKind::NotFound, &[0]),
        (io::ErrorKind::Other, &UNKNOWN),
    ] {
        let runs = Runs::new();
        assert!(sendable(&runs, kind).await.is_err());
        assert_eq!(runs.at(), at, "{kind:?}");
    }
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn refused(runs: &Runs, rejected: Rejected) -> Result<(), Box<Rejected>> {
    runs.note();
    Err(Box::new(rejected.clone()))
}

/// `Box<Rejected>` can say itself that the policy refused.
#[resilient(timeout = 2s, backoff = fixed(1s), jitter = none)]
async fn hanging(runs: &Runs) -> Result<(), Box<Rejected>> {
    runs.note();
    sleep(secs(60)).await;
    Ok(())
}

// Red when: `impl ByClassify for &&&Probe<'_, Box<Rejected>>` of runtime/src/classify/probe.rs is left out.
#[tokio::test(start_paused = true)]
async fn a_boxed_rejection_is_what_it_is() {
    let timed_out = || Rejected::TimedOut { after: secs(2) };
    let runs = Runs::new();
    assert_eq!(refused(&runs, timed_out()).await, Err(Box::new(timed_out())));
    assert_eq!(runs.at(), KNOWN);
    let runs = Runs::new();
    assert_eq!(hanging(&runs).await, Err(Box::new(timed_out())));
    assert_eq!(runs.at(), [0, 3_000, 6_000]);
}

#[derive(Debug, Classify)]
enum Own {
    #[class(delegate)]
    Boxed(Box<Rejected>),
    #[class(delegate)]
    Plain(Rejected),
    #[class(delegate)]
    Elapsed(Elapsed),
    #[class(delegate)]
    Shared(Rc<Fail>),
}

// Red when: as above.
#[tokio::test(start_paused = true)]
async fn delegate_asks_what_is_held() {
    let timed_out = Rejected::TimedOut { after: secs(2) };
    assert_eq!(Own::Boxed(Box::new(timed_out.clone())).classify(), Fault::new(Class::TIMEOUT));
    assert_eq!(Own::Plain(timed_out).classify(), Fault::new(Class::TIMEOUT));
    let elapsed = timeout(secs(1), sleep(secs(2))).await.expect_err("it takes longer");
    assert_eq!(Own::Elapsed(elapsed).classify(), Fault::new(Class::TIMEOUT));
    assert_eq!(Own::Shared(Rc::new(fail(Class::AUTH, 0))).classify(), Fault::new(Class::AUTH));
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn elapsed(runs: &Runs) -> Result<(), Elapsed> {
    runs.note();
    timeout(secs(1), sleep(secs(60))).await
}

#[resilient(backoff = fixed(1s), jitter = none)]
async fn elapsed_in_io(runs: &Runs) -> io::Result<()> {
    runs.note();
    Ok(timeout(secs(1), sleep(secs(60))).await?)
}

// Red when: `impl Classify for Elapsed` of runtime/src/classify/tokio.rs is left out.
#[tokio::test(start_paused = true)]
async fn tokios_own_timeout_is_a_timeout() {
    let (plain, in_io) = (Runs::new(), Runs::new());
    assert!(elapsed(&plain).await.is_err());
    assert!(elapsed_in_io(&in_io).await.is_err());
    assert_eq!((plain.at()[..] == [0, 2_000, 4_000], in_io.count()), (true, 3), "{plain:?}");
}
