//! Calls at a site by hand.

use std::future::Future;

use super::Site;
use crate::driver::{Async, Attempted, Blocking, Gate, GuardedAsyncCall, GuardedBlockingCall, Kept};
use crate::{Classify, Error, Fault};

impl Site {
    /// Calls `body` under the policy, once for each attempt.
    ///
    /// # Errors
    ///
    /// [`Error::Failed`] with the error of the last attempt that ended. [`Error::Rejected`] where that attempt ended by
    /// its own timeout, or where the policy ended the call before any attempt ended.
    pub fn call<T, E, F>(&self, body: impl FnMut() -> F) -> impl Future<Output = Result<T, Error<E>>>
    where
        F: Future<Output = Result<T, E>>,
        E: Classify,
    {
        self.call_with(E::classify, body)
    }

    /// Calls `body` under the policy, for an error type that is not [`Classify`].
    ///
    /// ```
    /// use resilin::{Class, Fault, Site, policy};
    ///
    /// static JOBS: Site = Site::new("jobs", policy!("attempts = 2, backoff = fixed(0s)"));
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let busy = |error: &String| Fault::new(if error == "busy" { Class::OVERLOAD } else { Class::CLIENT });
    /// let outcome = JOBS.call_with(busy, || async { Err::<(), _>(String::from("busy")) }).await;
    /// assert_eq!(outcome, Err(resilin::Error::Failed(String::from("busy"))));
    /// # });
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_with<T, E, F>(
        &self,
        classify: impl Fn(&E) -> Fault,
        body: impl FnMut() -> F,
    ) -> impl Future<Output = Result<T, Error<E>>>
    where
        F: Future<Output = Result<T, E>>,
    {
        drive(|| GuardedAsyncCall::begin(self.current()), classify, body)
    }

    /// Calls `body` under the policy, blocking the thread for the waits.
    ///
    /// A blocking body cannot be cut: a `timeout` has no effect here (told once, at error level), and a `deadline`
    /// ends the waits and the attempts, not an attempt that runs.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_blocking<T, E: Classify>(&self, body: impl FnMut() -> Result<T, E>) -> Result<T, Error<E>> {
        self.call_blocking_with(E::classify, body)
    }

    /// [`call_blocking`](Self::call_blocking) for an error type that is not [`Classify`].
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_blocking_with<T, E>(
        &self,
        classify: impl Fn(&E) -> Fault,
        body: impl FnMut() -> Result<T, E>,
    ) -> Result<T, Error<E>> {
        drive_blocking(GuardedBlockingCall::begin(self.current()), classify, body)
    }
}

/// One future, whatever the way to it: one inside another would be moved on the way.
pub(super) async fn drive<'s, T, E, F, G: Gate + 's>(
    begin: impl FnOnce() -> Async<'s, G>,
    classify: impl Fn(&E) -> Fault,
    mut body: impl FnMut() -> F,
) -> Result<T, Error<E>>
where
    F: Future<Output = Result<T, E>>,
{
    let mut call = begin();
    let mut kept = Kept::nothing();
    loop {
        // Called inside the attempt: what `body` does before its first await is the attempt's too.
        match call.gated_limited(async { body().await }).await {
            Attempted::Ended(Ok(value)) => {
                call.succeeded();
                return Ok(value);
            }
            Attempted::Ended(Err(error)) if call.gives_up(Some(classify(&error)), &error) => {
                return Err(Error::Failed(error));
            }
            Attempted::Ended(Err(error)) => kept = Kept::error(Error::Failed(error)),
            Attempted::Cut(rejected) if call.rejected(&rejected) => kept = Kept::rejected(rejected),
            Attempted::Cut(rejected) | Attempted::Refused(rejected) => return Err(kept.or(rejected)),
        }
    }
}

pub(super) fn drive_blocking<T, E, G: Gate>(
    mut call: Blocking<'_, G>,
    classify: impl Fn(&E) -> Fault,
    mut body: impl FnMut() -> Result<T, E>,
) -> Result<T, Error<E>> {
    let mut kept = Kept::nothing();
    loop {
        match call.gated(&mut body) {
            Ok(Ok(value)) => {
                call.succeeded();
                return Ok(value);
            }
            Ok(Err(error)) if call.gives_up(Some(classify(&error)), &error) => return Err(Error::Failed(error)),
            Ok(Err(error)) => kept = Kept::error(Error::Failed(error)),
            Err(rejected) => return Err(kept.or(rejected)),
        }
    }
}
