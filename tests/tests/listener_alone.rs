//! What holds only while nobody listens: it costs nothing, and nothing is used up that is told once.
//!
//! One test, because a listener is the whole process's.

use std::future::Future;
use std::hint::black_box;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use allocation_counter::measure;
use resilin::events::Notice;
use resilin::{Event, Listener, resilient};

#[resilient(breaker = "cost", timeout = 1s)]
async fn asynchronous(number: u32) -> io::Result<u32> {
    Ok(number)
}

#[resilient]
fn blocking(number: u32) -> io::Result<u32> {
    Ok(number)
}

fn finish<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits for nothing"),
    }
}

/// The allocations of a call of each kind.
fn allocations() -> [u64; 2] {
    let call = |call: fn() -> io::Result<u32>| measure(|| assert_eq!(call().ok(), Some(7))).count_total;
    [call(|| finish(asynchronous(black_box(7)))), call(|| blocking(black_box(7)))]
}

// Red when: `watched` of runtime/src/driver/session.rs boxes its extras for every call, or `change` of runtime/src/events/hearers.rs
// never says that nobody is left.
#[test]
fn only_a_call_that_is_listened_to_allocates_and_tells() {
    allocations();
    assert_eq!(allocations(), [0, 0], "nobody listens");
    let listening = resilin::listen(|event: &Event<'_>| assert!(!matches!(event, Event::GaveUp(_))));
    assert_eq!(allocations(), [1, 1], "somebody does");
    drop(listening);
    assert_eq!(allocations(), [0, 0], "nobody does any more");
    what_is_told_once_waits_for_somebody_to_hear_it();
    what_a_listener_holds_goes_when_it_leaves();
}

#[derive(Debug)]
struct Mystery;

#[resilient(attempts = 1)]
fn mysterious() -> Result<(), Mystery> {
    Err(Mystery)
}

fn what_is_told_once_waits_for_somebody_to_hear_it() {
    let told = Arc::new(AtomicUsize::new(0));
    for expected in [1, 1] {
        assert!(mysterious().is_err(), "nobody listens");
        let count = Arc::clone(&told);
        let _listening = resilin::listen(move |event: &Event<'_>| {
            let is_told = matches!(event, Event::Noticed(Notice::Unclassified { .. }));
            count.fetch_add(usize::from(is_told), Ordering::Relaxed);
        });
        assert!(mysterious().is_err());
        assert_eq!(told.load(Ordering::Relaxed), expected);
    }
}

struct Holding(#[expect(dead_code, reason = "it is only held")] Arc<()>);

impl Listener for Holding {
    fn heard(&self, _: &Event<'_>) {}
}

fn what_a_listener_holds_goes_when_it_leaves() {
    let held = Arc::new(());
    let listening = resilin::listen(Holding(Arc::clone(&held)));
    assert_eq!(blocking(7).ok(), Some(7));
    assert_eq!(Arc::strong_count(&held), 2);
    drop(listening);
    assert_eq!(Arc::strong_count(&held), 1);
}
