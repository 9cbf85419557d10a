//! What a provider grants, and what a call is given of it.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::end::{End, Now};

/// What a renewal brought: a secret, and how long it is good for.
///
/// A secret with neither `ttl` nor `expires_at` is good for [`assume_ttl`](super::Credentials::assume_ttl), and without
/// that until it is rejected. Where both are given, the earlier end counts.
///
/// ```
/// use std::time::Duration;
/// use resilin::credentials::Grant;
///
/// let grant = Grant::new("s3cr3t").ttl(Duration::from_secs(3600));
/// assert_eq!(format!("{grant:?}"), "Grant { ttl: Some(3600s), expires_at: None, .. }");
/// ```
#[must_use]
pub struct Grant<S> {
    pub(super) secret: S,
    ttl: Option<Duration>,
    expires_at: Option<SystemTime>,
}

impl<S> Grant<S> {
    /// A secret of which the server did not say how long it is good for.
    pub const fn new(secret: S) -> Self {
        Self { secret, ttl: None, expires_at: None }
    }

    /// It is good for so long, counted from the provider's return.
    pub const fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// It is good until this time of the wall clock. Where the server's clock and ours may differ, a `ttl` is safer.
    pub const fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// How long it is good for from now on; `None` where the server did not say.
    pub(super) fn good_for(&self, now: Now) -> Option<Duration> {
        let by_time = self.expires_at.map(|time| time.duration_since(now.wall).unwrap_or_default());
        self.ttl.into_iter().chain(by_time).min()
    }
}

impl<S> fmt::Debug for Grant<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { secret: _, ttl, expires_at } = self;
        f.debug_struct("Grant").field("ttl", ttl).field("expires_at", expires_at).finish_non_exhaustive()
    }
}

/// A secret on loan: good until it expires or is rejected. It derefs to the secret; clones are cheap.
///
/// `Debug` shows the epoch and the time left, never the secret.
pub struct Lease<S> {
    shared: Arc<Shared<S>>,
}

struct Shared<S> {
    secret: S,
    epoch: u64,
    term: Option<Term>,
}

/// How long a lease is good for, and how long before its end it is to be renewed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) end: End,
    pub(super) lead: Duration,
}

impl<S> Lease<S> {
    pub(super) fn new(secret: S, epoch: u64, term: Option<Term>) -> Self {
        Self { shared: Arc::new(Shared { secret, epoch, term }) }
    }

    /// The number of the renewal that brought it: 1 is the first. A newer lease has a greater one.
    pub fn epoch(&self) -> u64 {
        self.shared.epoch
    }

    /// The time until it expires, by whichever of the monotonic and the wall clock is there first; `None` where it
    /// does not expire.
    pub fn expires_in(&self) -> Option<Duration> {
        self.term().map(|term| term.end.left(Now::of_runtime()))
    }

    pub(super) fn term(&self) -> Option<&Term> {
        self.shared.term.as_ref()
    }

    /// Whether it is the very lease, not one of the same epoch from elsewhere.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl<S> Clone for Lease<S> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<S> Deref for Lease<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.shared.secret
    }
}

impl<S> fmt::Debug for Lease<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease")
            .field("epoch", &self.epoch())
            .field("expires_in", &self.expires_in())
            .finish_non_exhaustive()
    }
}
