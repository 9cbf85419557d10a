//! A timer of the async runtime, made only where the runtime can keep it.

#[cfg(feature = "tokio")]
pub(crate) use of_tokio::Timer;
#[cfg(not(feature = "tokio"))]
pub(crate) use without_runtime::Timer;

/// The timer's runtime is gone, and there is no other that could keep it.
#[derive(Debug)]
pub(crate) struct Lost;

#[cfg(feature = "tokio")]
mod of_tokio {
    use std::cell::Cell;
    use std::future::Future;
    use std::panic::{AssertUnwindSafe, UnwindSafe, catch_unwind};
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll};
    use std::time::Duration;

    use tokio::runtime::{Handle, Id};
    use tokio::task::unconstrained;
    use tokio::time::{Sleep, sleep, sleep_until};

    use super::Lost;

    /// A sleep, and what it takes to begin it anew elsewhere.
    #[derive(Debug)]
    pub(crate) struct Timer {
        sleep: Pin<Box<Sleep>>,
        runtime: Id,
    }

    impl Timer {
        /// A timer that ends after `delay`; `None` where no tokio runtime is entered or its time driver is off.
        pub(crate) fn after(delay: Duration) -> Option<Self> {
            Self::new(move || sleep(delay))
        }

        fn new(sleep: impl FnOnce() -> Sleep + UnwindSafe) -> Option<Self> {
            let runtime = current_runtime()?;
            if TIMELESS.get() == Some(runtime) {
                return None;
            }
            // tokio tells that a runtime has no time driver only by a panic.
            let sleep = catch_unwind(|| Box::pin(sleep()));
            if sleep.is_err() {
                TIMELESS.set(Some(runtime));
            }
            sleep.ok().map(|sleep| Self { sleep, runtime })
        }

        /// A future may be moved to another runtime between two polls, and its first one may be gone by then: the
        /// timer moves too.
        fn follow(&mut self) {
            if current_runtime().is_some_and(|current| current != self.runtime) {
                let end = self.sleep.deadline();
                if let Some(moved) = Self::new(move || sleep_until(end)) {
                    *self = moved;
                }
            }
        }
    }

    fn current_runtime() -> Option<Id> {
        Handle::try_current().ok().map(|handle| handle.id())
    }

    thread_local! {
        /// The runtime that was last found to have no time driver, so that it is not made to panic again.
        static TIMELESS: Cell<Option<Id>> = const { Cell::new(None) };
    }

    impl Future for Timer {
        type Output = Result<(), Lost>;

        /// Outside tokio's budget for a task's turn: a body that has used it up would never let its limit be seen.
        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
            self.follow();
            let poll = || pin!(unconstrained(self.sleep.as_mut())).poll(cx).map(Ok);
            // A sleep whose runtime is gone panics.
            catch_unwind(AssertUnwindSafe(poll)).unwrap_or(Poll::Ready(Err(Lost)))
        }
    }
}

#[cfg(not(feature = "tokio"))]
mod without_runtime {
    use std::convert::Infallible;
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    use super::Lost;

    /// There is none.
    #[derive(Debug)]
    pub(crate) struct Timer(Infallible);

    impl Timer {
        pub(crate) fn after(_delay: Duration) -> Option<Self> {
            None
        }
    }

    impl Future for Timer {
        type Output = Result<(), Lost>;

        fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Self::Output> {
            match self.0 {}
        }
    }
}
