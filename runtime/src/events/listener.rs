//! Who listens, and for how long.

use std::fmt;
use std::sync::Arc;

use super::Event;
use super::hearers::{self, Hearer};

/// Hears what happens: see [`listen`] and [the module](super). Every `Fn(&Event<'_>)` is one.
pub trait Listener: Send + Sync + 'static {
    /// Called where it happens. Be short: whoever made it happen waits.
    fn heard(&self, event: &Event<'_>);
}

impl<F: Fn(&Event<'_>) + Send + Sync + 'static> Listener for F {
    fn heard(&self, event: &Event<'_>) {
        self(event);
    }
}

/// Has `listener` told of every [`Event`] of the process from now on, until what this returns is dropped. Any number can
/// listen at once; they are told in the order in which they came.
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use resilin::{Event, Listener};
///
/// #[derive(Default)]
/// struct Openings(AtomicU64);
///
/// impl Listener for Openings {
///     fn heard(&self, event: &Event<'_>) {
///         if let Event::BreakerMoved(moved) = event {
///             eprintln!("`{}` was {} for {:?} and is {} now", moved.breaker, moved.from, moved.lasted, moved.to);
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// let listening = resilin::listen(Openings::default());
/// resilin::breaker("downstream").force_open();
/// drop(listening);
/// // A program that listens for good has no use for the guard.
/// resilin::listen(|event: &Event<'_>| println!("{event:?}")).forever();
/// ```
pub fn listen(listener: impl Listener) -> Listening {
    Listening(hearers::add(Box::new(listener)))
}

/// Somebody listens for as long as this is held: from [`listen`].
///
/// When it is dropped the listener is told nothing any more, not even of calls that are under way; what another thread
/// is just telling it may still be heard.
#[must_use = "the listening ends when this is dropped"]
pub struct Listening(Arc<Hearer>);

impl Listening {
    /// Listens for as long as the process lives.
    pub fn forever(self) {
        self.0.stay();
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        hearers::remove(&self.0);
    }
}

impl fmt::Debug for Listening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listening").finish_non_exhaustive()
    }
}
