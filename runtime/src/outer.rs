//! What an inner call knows of the calls around it.
//!
//! A call that has something to tell sets it for the thread while its body is polled (or, blocking, runs), and
//! puts the former back. Most calls have nothing to tell: no deadline, and their first attempt. Tasks spawned by
//! the body inherit nothing, even where the body drives them itself.

use std::cell::Cell;

use crate::moment::Moment;
use crate::task::Task;

#[derive(Clone, Copy)]
struct Outer {
    deadline: Moment,
    retrying: bool,
    task: Task,
}

const NOTHING: Outer = Outer { deadline: Moment::NEVER, retrying: false, task: Task::NONE };

thread_local! {
    static OUTER: Cell<Outer> = const { Cell::new(NOTHING) };
}

/// The nearest deadline of the calls around this one.
pub(crate) fn deadline() -> Moment {
    of_this_task().deadline
}

/// Whether a call around this one is in its second attempt or later.
pub(crate) fn is_retrying() -> bool {
    of_this_task().retrying
}

fn of_this_task() -> Outer {
    let outer = OUTER.get();
    let is_told = !outer.deadline.is_never() || outer.retrying;
    if is_told && outer.task == Task::current() { outer } else { NOTHING }
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
        let (former, around) = (OUTER.get(), of_this_task());
        let (deadline, retrying) = (around.deadline.min(deadline), around.retrying || retrying);
        OUTER.set(Outer { deadline, retrying, task: Task::current() });
        Self(former)
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        OUTER.set(self.0);
    }
}
