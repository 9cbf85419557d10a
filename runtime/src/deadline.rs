//! How an inner call learns of the deadline it runs under.
//!
//! A site that declares a deadline sets it for the thread while its body is polled (or, blocking, runs), and puts the
//! former one back. Tasks spawned by the body run elsewhere and do not inherit it.

use std::cell::Cell;

use crate::moment::Moment;

thread_local! {
    static OUTER: Cell<Moment> = const { Cell::new(Moment::NEVER) };
}

/// The nearest deadline of the calls around this one.
pub(crate) fn outer() -> Moment {
    OUTER.get()
}

/// Puts the former deadline back when dropped, also by a panic.
pub(crate) struct Scope(Moment);

impl Scope {
    /// What runs until the scope is dropped is under `deadline`, or under the outer one where that is nearer.
    pub(crate) fn enter(deadline: Moment) -> Option<Self> {
        if deadline.is_never() {
            return None;
        }
        let former = OUTER.get();
        OUTER.set(former.min(deadline));
        Some(Self(former))
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        OUTER.set(self.0);
    }
}
