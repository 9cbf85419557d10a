//! What an inner call knows of the calls around it.
//!
//! A call that has something to tell sets it for the thread while its body is polled (or, blocking, runs), and
//! puts the former back. Most calls have nothing to tell: no deadline, and their first attempt. Tasks spawned by
//! the body inherit nothing, even where the body drives them itself.

use std::cell::{Cell, RefCell};

use crate::breaker::HalfOpenId;
use crate::kernel::Moment;
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

/// A deadline is only that of the task that set it. Whether somebody retries is no more than told, and not worth the
/// question.
fn of_this_task() -> Outer {
    let outer = OUTER.get();
    if outer.deadline.is_never() || outer.task == Task::current() { outer } else { NOTHING }
}

/// Puts the former state back when dropped, also by a panic.
pub(crate) struct Scope(Outer);

impl Scope {
    /// What runs until the scope is dropped is inside a call with this deadline, which retries or does not.
    pub(crate) fn enter(deadline: Moment, retrying: bool) -> Option<Self> {
        if deadline.is_never() && !retrying {
            return None;
        }
        let (former, around) = (OUTER.get(), of_this_task());
        let deadline = around.deadline.min(deadline);
        let task = if deadline.is_never() { Task::NONE } else { Task::current() };
        OUTER.set(Outer { deadline, retrying: around.retrying || retrying, task });
        Some(Self(former))
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        OUTER.set(self.0);
    }
}

/// What a call can probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Probed {
    Breaker(HalfOpenId),
    /// A quota, for as long as it is held.
    Quota(usize),
}

thread_local! {
    /// What is probed on this thread, innermost last, each with the task that does it.
    static PROBED: RefCell<Vec<(Probed, Task)>> = const { RefCell::new(Vec::new()) };
}

/// Whether this is called from inside a probe of this.
pub(crate) fn is_probing(probed: Probed) -> bool {
    let probe = (probed, Task::current());
    PROBED.try_with(|probed| probed.borrow().contains(&probe)).unwrap_or(false)
}

/// What runs until this is dropped is inside so many probes.
pub(crate) struct Probing(usize);

impl Probing {
    /// `None` where there is no probe, and on a thread that is ending, which remembers nothing any more.
    pub(crate) fn enter(probed: impl Iterator<Item = Probed>) -> Option<Self> {
        let mut probed = probed.peekable();
        probed.peek()?;
        let task = Task::current();
        let enter = |inside: &RefCell<Vec<(Probed, Task)>>| {
            let mut inside = inside.borrow_mut();
            let before = inside.len();
            inside.extend(probed.map(|probed| (probed, task)));
            inside.len() - before
        };
        PROBED.try_with(enter).ok().map(Self)
    }
}

impl Drop for Probing {
    fn drop(&mut self) {
        let leave = |inside: &RefCell<Vec<(Probed, Task)>>| {
            let mut inside = inside.borrow_mut();
            let left = inside.len().saturating_sub(self.0);
            inside.truncate(left);
        };
        let _ = PROBED.try_with(leave);
    }
}
