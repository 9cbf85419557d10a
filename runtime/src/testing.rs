//! Time and chance in the hands of a test.
//!
//! Async calls run on tokio's clock: `#[tokio::test(start_paused = true)]` is all they need. A plain thread does
//! not see a paused clock; there a [`ManualClock`] takes the place of the clock and of `std::thread::sleep`.
//!
//! ```
//! use std::time::Duration;
//! use resilin::testing::ManualClock;
//! use resilin::{Site, policy};
//!
//! static FETCH: Site = Site::new("fetch", policy!("backoff = exp(1s, 2, 60s), jitter = none, attempts = 3"));
//!
//! let clock = ManualClock::new();
//! let _installed = clock.install();
//! let result: Result<(), _> = FETCH.call_blocking(|| Err(std::io::Error::from(std::io::ErrorKind::TimedOut)));
//! assert!(result.is_err());
//! assert_eq!(clock.sleeps(), [Duration::from_secs(1), Duration::from_secs(2)]);
//! ```

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use rand::rngs::SmallRng;

use crate::kernel::Moment;
use crate::random;

/// A clock that moves only when told to, or when a blocking call sleeps on it.
///
/// Clones are the same clock.
#[derive(Clone, Debug, Default)]
pub struct ManualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    sleeps: Vec<Duration>,
}

thread_local! {
    static INSTALLED: RefCell<Option<ManualClock>> = const { RefCell::new(None) };
}

impl ManualClock {
    /// A clock that stands still.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts this clock in the place of the real one on this thread, until the value returned is dropped. Clocks nest;
    /// drop what this returns in the reverse order.
    #[must_use = "the clock is taken out again when this is dropped"]
    pub fn install(&self) -> Installed {
        Installed { former: INSTALLED.replace(Some(self.clone())), of_this_thread: PhantomData }
    }

    /// Moves the clock on.
    pub fn advance(&self, by: Duration) {
        self.with(|state| state.elapsed = state.elapsed.saturating_add(by));
    }

    /// How far the clock has moved since it was made.
    pub fn elapsed(&self) -> Duration {
        self.with(|state| state.elapsed)
    }

    /// What was slept on this clock, in order.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.with(|state| state.sleeps.clone())
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut State) -> T) -> T {
        use_it(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Takes a [`ManualClock`] out again when dropped.
#[derive(Debug)]
pub struct Installed {
    former: Option<ManualClock>,
    /// It was put in on this thread, so it must be taken out on this thread.
    of_this_thread: PhantomData<*const ()>,
}

impl Drop for Installed {
    fn drop(&mut self) {
        INSTALLED.set(self.former.take());
    }
}

/// Makes the jitter drawn on this thread repeatable, until the value returned is dropped. Seeds nest.
#[must_use = "the seed is forgotten when this is dropped"]
pub fn seed(seed: u64) -> Seeded {
    Seeded { former: random::seed(seed), of_this_thread: PhantomData }
}

/// Puts this thread's former randomness back when dropped.
#[derive(Debug)]
pub struct Seeded {
    former: SmallRng,
    of_this_thread: PhantomData<*const ()>,
}

impl Drop for Seeded {
    fn drop(&mut self) {
        random::restore(self.former.clone());
    }
}

thread_local! {
    /// The time at which this thread's wall clock stands, where a test has stopped it.
    static WALL: Cell<Option<SystemTime>> = const { Cell::new(None) };
}

/// Stops the wall clock as this thread sees it, until the value returned is dropped. It moves only when told to: on, as
/// after a suspension, through which the monotonic clock stands still; or back, as when somebody sets it.
///
/// Leases and keys are over as soon as either clock says so; in virtual time the real wall clock hardly moves.
///
/// ```
/// use std::time::Duration;
/// use resilin::credentials::{KeyRing, LeaseSource};
/// use resilin::{Class, Fault, testing};
///
/// let wall = testing::stop_wall_clock();
/// let keys = KeyRing::new([("only", "s3cr3t")])?;
/// keys.failed(&keys.get()?, &Fault::new(Class::QUOTA), false);
/// assert!(keys.get().is_err());
/// wall.advance(Duration::from_secs(8 * 60 * 60));
/// assert!(keys.get().is_ok(), "its quota was reset while the machine slept");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "the wall clock goes on when this is dropped"]
pub fn stop_wall_clock() -> StoppedWallClock {
    StoppedWallClock { former: WALL.replace(Some(wall_now())), of_this_thread: PhantomData }
}

/// Lets this thread's wall clock go on when dropped.
#[derive(Debug)]
pub struct StoppedWallClock {
    former: Option<SystemTime>,
    of_this_thread: PhantomData<*const ()>,
}

impl StoppedWallClock {
    /// Sets the wall clock forward.
    pub fn advance(&self, by: Duration) {
        set_wall(|now| now.checked_add(by));
    }

    /// Sets the wall clock back.
    pub fn set_back(&self, by: Duration) {
        set_wall(|now| now.checked_sub(by));
    }
}

/// A time that the system cannot tell is not set.
fn set_wall(to: impl FnOnce(SystemTime) -> Option<SystemTime>) {
    let now = wall_now();
    WALL.set(Some(to(now).unwrap_or(now)));
}

impl Drop for StoppedWallClock {
    fn drop(&mut self) {
        WALL.set(self.former);
    }
}

/// The wall clock as this thread sees it. A thread that is ending sees the real one.
pub(crate) fn wall_now() -> SystemTime {
    WALL.try_with(Cell::get).ok().flatten().unwrap_or_else(SystemTime::now)
}

/// The time of this thread's manual clock, where there is one.
pub(crate) fn manual_now() -> Option<Moment> {
    installed().map(|clock| Moment::EPOCH.after(clock.elapsed()))
}

/// Sleeps on this thread's manual clock; `false` where there is none.
pub(crate) fn manual_sleep(delay: Duration) -> bool {
    let Some(clock) = installed() else {
        return false;
    };
    clock.with(|state| {
        state.elapsed = state.elapsed.saturating_add(delay);
        state.sleeps.push(delay);
    });
    true
}

/// This thread's clock. A thread that is ending has none any more.
fn installed() -> Option<ManualClock> {
    INSTALLED.try_with(|clock| clock.borrow().clone()).ok().flatten()
}
