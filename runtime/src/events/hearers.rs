//! All who listen, and how they are told.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};

use super::{Event, Listener};

/// Whether anybody listens: what a call asks first.
///
/// Relaxed, because nothing is found by it: who finds it set takes the lock, and who comes too early for it has begun
/// before anybody listened.
static SOME: AtomicBool = AtomicBool::new(false);

static ALL: RwLock<Hearers> = RwLock::new(Hearers(None));

/// One who listens.
pub(crate) struct Hearer {
    listener: Box<dyn Listener>,
    /// Its place in `BUSY`.
    bit: u64,
    has_left: AtomicBool,
    stays: AtomicBool,
}

/// Those who listen, at one moment. A call keeps those who listened when it began.
#[derive(Clone)]
pub(crate) struct Hearers(Option<Arc<[Arc<Hearer>]>>);

/// Whether anybody listens: one relaxed load.
#[inline]
pub(crate) fn are_there() -> bool {
    SOME.load(Ordering::Relaxed)
}

/// Tells all who listen now.
pub(crate) fn tell(event: &Event<'_>) {
    if are_there() {
        Hearers::now().tell(event);
    }
}

pub(super) fn add(listener: Box<dyn Listener>) -> Arc<Hearer> {
    change(|all| {
        let hearer = Arc::new(Hearer::new(listener, all));
        (all.iter().chain([&hearer]).cloned().collect(), hearer)
    })
}

pub(super) fn remove(hearer: &Arc<Hearer>) {
    if !hearer.stays.load(Ordering::Relaxed) {
        hearer.has_left.store(true, Ordering::Relaxed);
        change(|all| (all.iter().filter(|other| !Arc::ptr_eq(other, hearer)).cloned().collect(), ()));
    }
}

/// The former list is dropped outside the lock: with it goes a listener, which is the user's code.
fn change<R>(change: impl FnOnce(&[Arc<Hearer>]) -> (Vec<Arc<Hearer>>, R)) -> R {
    let (_former, result) = {
        let mut all = write();
        let (list, result) = change(all.list());
        SOME.store(!list.is_empty(), Ordering::Relaxed);
        (std::mem::replace(&mut *all, Hearers((!list.is_empty()).then(|| list.into()))), result)
    };
    result
}

fn write() -> RwLockWriteGuard<'static, Hearers> {
    ALL.write().unwrap_or_else(PoisonError::into_inner)
}

impl Hearers {
    pub(crate) fn now() -> Self {
        ALL.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Outside any lock: a listener may do anything.
    #[cold]
    pub(crate) fn tell(&self, event: &Event<'_>) {
        for hearer in self.list() {
            hearer.hear(event);
        }
    }

    fn list(&self) -> &[Arc<Hearer>] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl Hearer {
    /// The first bit that is free. Of more than 64 some share the last one: while one of those runs, the others do not
    /// hear what it does.
    fn new(listener: Box<dyn Listener>, others: &[Arc<Self>]) -> Self {
        let taken = others.iter().fold(0_u64, |taken, other| taken | other.bit);
        let bit = 1 << taken.trailing_ones().min(63);
        Self { listener, bit, has_left: AtomicBool::new(false), stays: AtomicBool::new(false) }
    }

    pub(super) fn stay(&self) {
        self.stays.store(true, Ordering::Relaxed);
    }

    /// A panic ends here: it may be told of a call that a panic has left, and a second one would end the process.
    fn hear(&self, event: &Event<'_>) {
        if self.has_left.load(Ordering::Relaxed) {
            return;
        }
        if let Some(_busy) = Busy::enter(self) {
            // What it panics with is not dropped: that could panic again.
            catch_unwind(AssertUnwindSafe(|| self.listener.heard(event))).unwrap_or_else(std::mem::forget);
        }
    }
}

thread_local! {
    /// The bits of the listeners that run on this thread. A plain number, so that a thread that is ending still has it.
    static BUSY: Cell<u64> = const { Cell::new(0) };
}

/// A listener runs. Puts the former state back when dropped.
struct Busy(u64);

impl Busy {
    /// `None` where it runs already: what happens is its own doing.
    fn enter(hearer: &Hearer) -> Option<Self> {
        let former = BUSY.get();
        let is_own_doing = former & hearer.bit != 0;
        BUSY.set(former | hearer.bit);
        (!is_own_doing).then_some(Self(former))
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        BUSY.set(self.0);
    }
}

impl fmt::Debug for Hearers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hearers").field(&self.list().len()).finish()
    }
}
