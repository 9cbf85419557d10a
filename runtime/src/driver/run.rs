//! The futures around a body: inside its span, under its limits.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;

use super::gate::Gate;
use super::session::{Session, leave};
use crate::kernel::Body;
use crate::{Rejected, clock};

/// How an attempt came out whose time is limited.
#[derive(Debug)]
pub enum Attempted<T> {
    /// The body has ended.
    Ended(T),
    /// It was cut.
    Cut(Rejected),
    /// It was not let through: the call is over.
    Refused(Rejected),
}

pin_project! {
    /// The wait before an attempt, and its body. Here and below, one future does both: each that a function awaits costs
    /// every caller's compiler, and the wait has no state of its own that would have to be kept beside the body.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless awaited"]
    pub struct Run<'a, 's, G, F> {
        pub(super) session: &'a mut Session<'s, G>,
        #[pin]
        pub(super) body: F,
    }
}

impl<G: Gate, F: Future> Future for Run<'_, '_, G, F> {
    type Output = F::Output;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        ready!(this.session.poll_waited(cx));
        this.session.poll_body(this.body, cx)
    }
}

pin_project! {
    /// The wait before an attempt, and its body under the policy's timeout and deadline.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless awaited"]
    pub struct RunLimited<'a, 's, G, F> {
        pub(super) session: &'a mut Session<'s, G>,
        #[pin]
        pub(super) body: F,
    }
}

impl<G: Gate, F: Future> Future for RunLimited<'_, '_, G, F> {
    type Output = Result<F::Output, Rejected>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        ready!(this.session.poll_waited(cx));
        this.session.poll_body_limited(this.body, cx)
    }
}

pin_project! {
    /// The wait before an attempt, its admission, and its body.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless awaited"]
    pub struct Gated<'a, 's, G, F> {
        pub(super) session: &'a mut Session<'s, G>,
        #[pin]
        pub(super) body: F,
    }
}

impl<G: Gate, F: Future> Future for Gated<'_, '_, G, F> {
    type Output = Result<F::Output, Rejected>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if !this.session.may_run() {
            ready!(this.session.poll_admitted(cx))?;
        }
        this.session.poll_body(this.body, cx).map(Ok)
    }
}

pin_project! {
    /// The wait before an attempt, its admission, and its body under the policy's timeout and deadline.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless awaited"]
    pub struct GatedLimited<'a, 's, G, F> {
        pub(super) session: &'a mut Session<'s, G>,
        #[pin]
        pub(super) body: F,
    }
}

impl<G: Gate, F: Future> Future for GatedLimited<'_, '_, G, F> {
    type Output = Attempted<F::Output>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if !this.session.may_run() {
            if let Err(rejected) = ready!(this.session.poll_admitted(cx)) {
                return Poll::Ready(Attempted::Refused(rejected));
            }
        }
        this.session.poll_body_limited(this.body, cx).map(|end| match end {
            Ok(output) => Attempted::Ended(output),
            Err(rejected) => Attempted::Cut(rejected),
        })
    }
}

impl<G: Gate> Session<'_, G> {
    #[inline]
    fn poll_body<F: Future>(&mut self, body: Pin<&mut F>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.gate.enter_body(Body::InTask);
        let around = self.around_body();
        let polled = body.poll(cx);
        leave(around);
        if polled.is_pending() {
            self.gate.leave_body();
            self.leave();
        }
        polled
    }

    #[inline]
    fn poll_body_limited<F: Future>(
        &mut self,
        body: Pin<&mut F>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<F::Output, Rejected>> {
        if let Poll::Ready(output) = self.poll_body(body, cx) {
            self.disarm();
            return Poll::Ready(Ok(output));
        }
        self.poll_limit(cx).map(Err)
    }

    /// Polls the limit of a pending body.
    #[inline(never)]
    fn poll_limit(&mut self, cx: &mut Context<'_>) -> Poll<Rejected> {
        ready!(self.poll_end(Self::time_for_attempt, cx));
        Poll::Ready(self.limit_reached())
    }

    /// Polls the limit of something that is pending. The timer is armed by the first such poll: what is ready at once
    /// costs none.
    pub(super) fn poll_end(
        &mut self,
        time: impl FnOnce(&Self) -> Option<Duration>,
        cx: &mut Context<'_>,
    ) -> Poll<()> {
        if self.timer().is_none() {
            match time(self) {
                None => return Poll::Pending,
                Some(time) if time.is_zero() => return Poll::Ready(()),
                Some(time) if !self.arm(time) => self.tell_no_timeout(),
                Some(_) => {}
            }
        }
        let Some(timer) = self.timer() else {
            return Poll::Pending;
        };
        let end = ready!(Pin::new(timer).poll(cx));
        self.disarm();
        if end.is_err() {
            self.tell_no_timeout();
            return Poll::Pending;
        }
        Poll::Ready(())
    }

    /// How long the attempt may take from now on; `None` where nothing limits it.
    fn time_for_attempt(&self) -> Option<Duration> {
        match (self.site.policy().timeout(), self.time_for_call()) {
            (Some(timeout), Some(left)) => Some(timeout.min(left)),
            (timeout, left) => timeout.or(left),
        }
    }

    /// How long the call may take from now on; `None` where nothing limits it.
    pub(super) fn time_for_call(&self) -> Option<Duration> {
        let deadline = self.deadline;
        (!deadline.is_never()).then(|| deadline.since(clock::of_runtime()))
    }

    /// The body ends here, though it is dropped only later. Which limit it was is asked of the clock, so that no call
    /// has to remember it.
    fn limit_reached(&mut self) -> Rejected {
        self.gate.enter_body(Body::InTask);
        self.enter_body();
        match self.site.policy().timeout() {
            Some(after) if !self.is_past_deadline() => Rejected::TimedOut { after },
            _ => Rejected::DeadlineExceeded,
        }
    }

    fn is_past_deadline(&self) -> bool {
        let deadline = self.deadline;
        !deadline.is_never() && clock::of_runtime() >= deadline
    }
}
