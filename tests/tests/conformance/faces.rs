//! The two ways to put an attempt under a breaker: a permit by hand, and a call.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use resilin::{Breaker, BreakerPermit, Class, Error, Fault, Rejected, Site};
use tokio::sync::oneshot;
use tokio::task::unconstrained;

use crate::common::{Failed, failed};

pub(crate) enum Face {
    Permits(Breaker),
    Calls(&'static Site),
}

pub(crate) enum Attempt {
    Permitted(BreakerPermit),
    Called(LocalBoxFuture<'static, Outcome>, oneshot::Sender<Answer>),
}

type Answer = Result<(), Failed>;
type Outcome = Result<(), Error<Failed>>;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Ending {
    Success,
    Failure,
    /// A failure that says nothing of the server's health.
    Ignored,
    /// Dropped before it ended.
    Cancelled,
}

impl Face {
    /// An attempt under way; `None` where the breaker refuses it.
    pub(crate) fn begin(&self) -> Option<Attempt> {
        match self {
            Self::Permits(breaker) => breaker.permit().ok().map(Attempt::Permitted),
            Self::Calls(site) => call(site),
        }
    }
}

/// A call whose body waits to be told how it ends.
fn call(site: &'static Site) -> Option<Attempt> {
    let (answer, told) = oneshot::channel::<Answer>();
    let mut told = Some(told);
    let body = move || {
        let told = told.take().expect("one attempt a call");
        async move { told.await.expect("an answer") }
    };
    // A hundred of them in a row are polled by one test, which never gives way.
    let mut calling = unconstrained(site.call(body)).boxed_local();
    match (&mut calling).now_or_never() {
        None => Some(Attempt::Called(calling, answer)),
        Some(Err(Error::Rejected(Rejected::CircuitOpen { .. }))) => None,
        Some(other) => panic!("no breaker does that: {other:?}"),
    }
}

impl Attempt {
    pub(crate) fn end(self, ending: Ending) {
        match self {
            Self::Permitted(permit) => give_back(permit, ending),
            Self::Called(calling, answer) => end_call(calling, answer, ending),
        }
    }
}

fn give_back(permit: BreakerPermit, ending: Ending) {
    match ending {
        Ending::Success => permit.succeeded(),
        Ending::Failure => permit.failed(),
        Ending::Ignored => permit.failed_by(&Fault::new(Class::CLIENT)),
        Ending::Cancelled => drop(permit),
    }
}

fn end_call(calling: LocalBoxFuture<'static, Outcome>, tell: oneshot::Sender<Answer>, ending: Ending) {
    let answer = match ending {
        Ending::Success => Ok(()),
        Ending::Failure => failed(Class::SERVER),
        Ending::Ignored => failed(Class::CLIENT),
        Ending::Cancelled => return drop(calling),
    };
    tell.send(answer.clone()).expect("the body waits for it");
    let outcome = calling.now_or_never().expect("it has ended");
    assert_eq!(outcome, answer.map_err(Error::Failed));
}
