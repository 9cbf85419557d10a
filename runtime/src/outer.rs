//! What an inner call knows of the calls around it.
//!
//! A call that has something to tell sets it for the thread while its body is polled (or, blocking, runs), and puts the
//! former back. Most calls have nothing to tell: no deadline, and their first attempt. Tasks spawned by the body run
//! elsewhere and inherit nothing.

use std::cell::Cell;

use crate::moment::Moment;

#[derive(Clone, Copy)]
struct Outer {
    deadline: Moment,
    retrying: bool,
}

thread_local! {
    static OUTER: Cell<Outer> = const { Cell::new(Outer { deadline: Moment::NEVER, retrying: false }) };
}

/// The nearest deadline of the calls around this one.
pub(crate) fn deadline() -> Moment {
    OUTER.get().deadline
}

/// Whether a call around this one is in its second attempt or later.
pub(crate) fn is_retrying() -> bool {
    OUTER.get().retrying
}

/// Puts the former state back when dropped, also by a panic.
pub(crate) struct Scope(Outer);

impl Scope {
    /// What runs until the scope is dropped is inside a call with this deadline, which retries or does not.
    #[inline]
    pub(crate) fn enter(deadline: Moment, retrying: bool) -> Option<Self> {
        if deadline.is_never() && !retrying { None } else { Some(Self::set(deadline, retrying)) }
    }

    #[inline(never)]
    fn set(deadline: Moment, retrying: bool) -> Self {
        let former = OUTER.get();
        OUTER.set(Outer { deadline: former.deadline.min(deadline), retrying: former.retrying || retrying });
        Self(former)
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        OUTER.set(self.0);
    }
}
