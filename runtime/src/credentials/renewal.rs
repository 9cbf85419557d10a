//! One renewal, in a task of its own.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use super::end::Now;
use super::error::Cause;
use super::lifecycle::Renewal;
use super::shared::Shared;
use super::{Grant, Provider};
use crate::timer::Timer;

/// Renews, and tells those who wait; however it ends.
pub(super) fn run<P: Provider>(shared: Arc<Shared<P>>, renewal: Renewal) -> impl Future<Output = ()> + Send {
    // Made here, not in the task: a task that is dropped before its first turn has ended too.
    let running = Running { shared, renewal, has_ended: false };
    async move {
        match renewed(&running.shared).await {
            Ok(grant) => running.granted(grant),
            Err(cause) => running.failed(cause),
        }
    }
}

async fn renewed<P: Provider>(shared: &Shared<P>) -> Result<Grant<P::Secret>, Cause> {
    let (timeout, previous) = {
        let state = shared.state();
        (state.settings.renew_timeout, state.lifecycle.last().cloned())
    };
    let renewed = shared.provider.renew(previous.as_ref());
    match within(timeout, renewed).await {
        Some(renewed) => renewed.map_err(Cause::of_provider),
        None => Err(Cause::TimedOut { after: timeout }),
    }
}

/// What `future` returns; `None` if it does not end in time. Without a time driver it has all the time that it wants.
pub(super) async fn within<F: Future>(limit: Duration, future: F) -> Option<F::Output> {
    let mut timer = Timer::after(limit);
    let mut future = pin!(future);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => match timer.as_mut().map(|timer| Pin::new(timer).poll(cx)) {
            Some(Poll::Ready(Ok(()))) => Poll::Ready(None),
            _ => Poll::Pending,
        },
    })
    .await
}

/// A renewal that has not told its end. It does when it is dropped, at the latest: else those who wait would hang.
struct Running<P: Provider> {
    shared: Arc<Shared<P>>,
    renewal: Renewal,
    has_ended: bool,
}

impl<P: Provider> Running<P> {
    fn granted(mut self, grant: Grant<P::Secret>) {
        let now = Now::of_runtime();
        match self.shared.ttl(&grant, now) {
            Some(Duration::ZERO) => self.failed(Cause::Expired),
            ttl => {
                self.has_ended = true;
                self.shared.granted(self.renewal, grant.secret, ttl, now);
            }
        }
    }

    fn failed(mut self, cause: Cause) {
        self.has_ended = true;
        let remember = self.shared.state().settings.remember_failure;
        self.shared.failed(self.renewal, cause, remember);
    }
}

impl<P: Provider> Drop for Running<P> {
    /// Neither a panic nor a runtime that went away is the server's failure: it is not remembered.
    fn drop(&mut self) {
        if !self.has_ended {
            let cause = if std::thread::panicking() { Cause::Panicked } else { Cause::Abandoned };
            self.shared.failed(self.renewal, cause, Duration::ZERO);
        }
    }
}
