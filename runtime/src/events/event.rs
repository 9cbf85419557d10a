//! Everything that can be heard.

use super::{
    AttemptEnded, BreakerMoved, CallEnded, CredentialsRenewed, GaveUp, KeyBack, KeyOut, Notice, QuotaClosed,
    QuotaOpened, Rejection, RenewalFailed, RetryScheduled,
};

/// Something that has happened: what a [`Listener`](super::Listener) is told.
///
/// It borrows the names that are not there for good, and so lives as long as the listener runs.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A call is over.
    CallEnded(CallEnded),
    /// An attempt of a call is over.
    AttemptEnded(AttemptEnded),
    /// An attempt has failed, and another one is to come.
    RetryScheduled(RetryScheduled),
    /// An attempt has failed, and there is to be no other one.
    GaveUp(GaveUp),
    /// The policy has ended a call.
    Rejected(Rejection<'a>),
    /// A breaker has come from one state to another.
    BreakerMoved(BreakerMoved<'a>),
    /// A quota is used up.
    QuotaClosed(QuotaClosed<'a>),
    /// A quota lets calls pass again.
    QuotaOpened(QuotaOpened<'a>),
    /// A provider has brought a lease.
    CredentialsRenewed(CredentialsRenewed),
    /// A provider has brought none.
    RenewalFailed(RenewalFailed),
    /// A key of a ring is out.
    KeyOut(KeyOut<'a>),
    /// A key of a ring is back.
    KeyBack(KeyBack<'a>),
    /// Something about a site that is worth a word, once.
    Noticed(Notice<'a>),
}
