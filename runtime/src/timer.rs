//! A timer of the async runtime, made only where the runtime can keep it.

#[cfg(feature = "tokio")]
pub(crate) use of_tokio::{Timer, elapsed_fault};
#[cfg(not(feature = "tokio"))]
pub(crate) use without_runtime::Timer;

#[cfg(feature = "tokio")]
mod of_tokio {
    use std::cell::Cell;
    use std::error::Error;
    use std::future::Future;
    use std::panic::catch_unwind;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    use resilin_policy::Class;
    use tokio::runtime::{Handle, Id};
    use tokio::time::Sleep;
    use tokio::time::error::Elapsed;

    use crate::Fault;

    /// Boxed, so that a future that may wait is one pointer larger, not a whole timer.
    #[derive(Debug)]
    pub(crate) struct Timer(Pin<Box<Sleep>>);

    impl Timer {
        /// A timer that ends after `delay`; `None` where no tokio runtime is entered or its time driver is off.
        pub(crate) fn after(delay: Duration) -> Option<Self> {
            let runtime = Handle::try_current().ok()?.id();
            if TIMELESS.get() == Some(runtime) {
                return None;
            }
            // tokio tells that a runtime has no time driver only by a panic.
            let sleep = catch_unwind(|| Box::pin(tokio::time::sleep(delay)));
            if sleep.is_err() {
                TIMELESS.set(Some(runtime));
            }
            sleep.ok().map(Self)
        }
    }

    thread_local! {
        /// The runtime that was last found to have no time driver, so that it is not made to panic again.
        static TIMELESS: Cell<Option<Id>> = const { Cell::new(None) };
    }

    impl Future for Timer {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
            self.0.as_mut().poll(cx)
        }
    }

    /// `tokio::time::timeout`'s own error, met on a source chain.
    pub(crate) fn elapsed_fault(error: &(dyn Error + 'static)) -> Option<Fault> {
        error.is::<Elapsed>().then_some(Fault::new(Class::TIMEOUT))
    }
}

#[cfg(not(feature = "tokio"))]
mod without_runtime {
    use std::convert::Infallible;
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use std::time::Duration;

    /// There is none.
    #[derive(Debug)]
    pub(crate) struct Timer(Infallible);

    impl Timer {
        pub(crate) fn after(_delay: Duration) -> Option<Self> {
            None
        }
    }

    impl Future for Timer {
        type Output = ();

        fn poll(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<()> {
            match self.0 {}
        }
    }
}
