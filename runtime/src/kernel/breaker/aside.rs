//! Successes that threads put aside, to be counted together later.

use std::num::NonZeroUsize;
use std::sync::OnceLock;
use std::sync::atomic::AtomicUsize;
use std::thread::available_parallelism;
use std::time::Duration;

use crate::sync::{AtomicU64, Ordering};

/// One count for every few threads, so that threads that succeed at once do not wait for each other.
///
/// Every count carries the generation of the breaker that it belongs to, in the same word: a success that comes too
/// late for its generation finds another one there, and is dropped.
#[derive(Debug)]
pub(super) struct Aside {
    /// From how long on a call is slow, in nanoseconds: slow ones are not put aside.
    slow_from: AtomicU64,
    counts: Box<[Count]>,
}

/// Alone on its cache line.
#[derive(Debug)]
#[repr(align(64))]
struct Count(AtomicU64);

impl Aside {
    pub(super) fn new(generation: u32) -> Self {
        let counts = (0..places()).map(|_| Count(AtomicU64::new(pack(generation, 0)))).collect();
        Self { slow_from: AtomicU64::new(u64::MAX), counts }
    }

    /// Whether a call that took so long is slow.
    pub(super) fn is_slow(&self, took: Duration) -> bool {
        took.as_nanos() >= self.slow_from.load(Ordering::Relaxed).into()
    }

    pub(super) fn set_slow_from(&self, from: Option<Duration>) {
        let nanos = from.and_then(|from| u64::try_from(from.as_nanos()).ok()).unwrap_or(u64::MAX);
        self.slow_from.store(nanos, Ordering::Relaxed);
    }

    /// Puts one success aside. One of another generation is dropped, and so is one beyond the highest number: no window is
    /// larger.
    ///
    /// Relaxed, because the count itself is all that is passed on: whoever takes it sees every addition that came
    /// before it in time.
    pub(super) fn put(&self, generation: u32) {
        let Count(count) = &self.counts[of_thread() & (self.counts.len() - 1)];
        let mut held = count.load(Ordering::Relaxed);
        while generation_of(held) == generation && successes(held) < u32::MAX {
            match count.compare_exchange_weak(held, held + 1, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return,
                Err(now) => held = now,
            }
        }
    }

    /// Takes all successes of this generation. What is empty is only looked at.
    pub(super) fn take(&self, generation: u32) -> u64 {
        let held = self.counts.iter().filter(|Count(count)| successes(count.load(Ordering::Relaxed)) > 0);
        let taken = held.map(|Count(count)| count.swap(pack(generation, 0), Ordering::Relaxed));
        taken.filter(|held| generation_of(*held) == generation).map(|held| u64::from(successes(held))).sum()
    }

    /// Begins another generation; what was put aside is dropped.
    pub(super) fn begin(&self, generation: u32) {
        for Count(count) in &self.counts {
            count.swap(pack(generation, 0), Ordering::Relaxed);
        }
    }
}

const fn pack(generation: u32, successes: u32) -> u64 {
    (generation as u64) << 32 | successes as u64
}

const fn generation_of(held: u64) -> u32 {
    (held >> 32) as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn successes(held: u64) -> u32 {
    held as u32
}

/// As many as threads can run at once, within reason: every windowed breaker has them all. A power of two.
fn places() -> usize {
    /// Asked once: the answer takes system calls.
    static THREADS: OnceLock<usize> = OnceLock::new();
    let threads = || available_parallelism().map_or(4, NonZeroUsize::get);
    let threads = if cfg!(resilin_loom) { 2 } else { *THREADS.get_or_init(threads) };
    threads.clamp(1, 32).next_power_of_two()
}

/// This thread's number. Threads are numbered as they come, so those that run at once mostly differ.
#[cfg(not(resilin_loom))]
fn of_thread() -> usize {
    use std::cell::Cell;

    thread_local! {
        static NUMBER: Cell<Option<usize>> = const { Cell::new(None) };
    }
    NUMBER.with(|number| {
        number.get().unwrap_or_else(|| {
            let next = next_number();
            number.set(Some(next));
            next
        })
    })
}

/// loom's threads are all one thread of the system's, and every run of a model has to number them alike.
#[cfg(resilin_loom)]
fn of_thread() -> usize {
    loom::lazy_static! {
        static ref NEXT: AtomicUsize = AtomicUsize::new(0);
    }
    loom::thread_local! {
        static NUMBER: usize = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }
    NUMBER.with(|number| *number)
}

#[cfg(not(resilin_loom))]
fn next_number() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}
