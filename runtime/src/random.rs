//! The thread's randomness.

use std::cell::RefCell;
use std::time::UNIX_EPOCH;

use rand::rngs::{SmallRng, SysRng};
use rand::{Rng as _, SeedableRng as _, TryRng as _};

use crate::kernel::Random;

thread_local! {
    /// Seeded by the operating system for each thread. Jitter needs speed and spread, not secrecy.
    static GENERATOR: RefCell<SmallRng> = RefCell::new(seeded_by_system());
}

/// The thread's generator, as the kernel takes it.
pub(crate) struct ThreadRandom;

impl Random for ThreadRandom {
    fn next_u64(&mut self) -> u64 {
        GENERATOR.with_borrow_mut(SmallRng::next_u64)
    }
}

/// A generator of one's own, seeded by the thread's.
pub(crate) fn generator() -> SmallRng {
    GENERATOR.with_borrow_mut(SmallRng::from_rng)
}

/// Makes this thread's draws repeatable; the former generator is to be put back by `restore`.
pub(crate) fn seed(seed: u64) -> SmallRng {
    GENERATOR.replace(SmallRng::seed_from_u64(seed))
}

/// Puts a generator back that `seed` took out.
pub(crate) fn restore(former: SmallRng) {
    GENERATOR.set(former);
}

/// Where the system has no entropy to give, time and place must do: poor jitter is better than a panic.
fn seeded_by_system() -> SmallRng {
    SmallRng::try_from_rng(&mut SysRng).unwrap_or_else(|_| {
        let time = UNIX_EPOCH.elapsed().unwrap_or_default();
        let place = std::ptr::from_ref(&time).addr();
        SmallRng::seed_from_u64(time.as_secs().rotate_left(32) ^ u64::from(time.subsec_nanos()) ^ place as u64)
    })
}

/// 128 bits that no other process draws, not even a forked copy of this one: an idempotency key must not repeat.
pub(crate) fn unique() -> u128 {
    let mut bytes = [0; 16];
    match SysRng.try_fill_bytes(&mut bytes) {
        Ok(()) => u128::from_ne_bytes(bytes),
        Err(_) => u128::from(ThreadRandom.next_u64()) << 64 | u128::from(ThreadRandom.next_u64()),
    }
}
