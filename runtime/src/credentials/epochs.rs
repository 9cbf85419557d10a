//! Watching for new leases.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::sync::watch;

use super::lifecycle::Watch;
use super::{Credentials, Provider};
use crate::timer::Timer;

/// Tells of new leases. While [`changed`](Self::changed) is awaited, leases are renewed on time even if no call asks for
/// one: a connection that is open and idle outlives its login no longer than it should.
///
/// ```no_run
/// # use resilin::credentials::{Credentials, CredentialsError, Lease, Provider};
/// # struct Connection;
/// # impl Connection {
/// #     async fn open<S>(_: Lease<S>) -> Self { Self }
/// #     fn epoch(&self) -> u64 { 0 }
/// #     async fn serve(&mut self) {}
/// # }
/// # async fn keep<P: Provider>(credentials: Credentials<P>) -> Result<(), CredentialsError> {
/// let mut epochs = credentials.epochs();
/// let mut connection = Connection::open(credentials.get().await?).await;
/// loop {
///     tokio::select! {
///         // The first lease of all is told, too: the connection may have it already.
///         epoch = epochs.changed() => if epoch > connection.epoch() {
///             connection = Connection::open(credentials.get().await?).await;
///         },
///         () = connection.serve() => break,
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Epochs<P: Provider> {
    credentials: Credentials<P>,
    bell: watch::Receiver<()>,
    seen: u64,
}

impl<P: Provider> Epochs<P> {
    pub(super) fn new(credentials: Credentials<P>, bell: watch::Receiver<()>, seen: u64) -> Self {
        Self { credentials, bell, seen }
    }

    /// The epoch that was last told; 0 before the first lease.
    pub fn current(&self) -> u64 {
        self.seen
    }

    /// Waits for a lease newer than [`current`](Self::current), and returns its epoch. Leases that came and went between
    /// two calls are told as one. May be dropped at any time: nothing is missed.
    pub async fn changed(&mut self) -> u64 {
        loop {
            self.bell.mark_unchanged();
            let (epoch, watch) = self.credentials.watch();
            if epoch != self.seen {
                self.seen = epoch;
                return epoch;
            }
            match watch {
                Watch::For(wait) => self.moved_within(wait).await,
                Watch::Renew | Watch::UntilMoved => self.moved().await,
            }
        }
    }

    async fn moved(&mut self) {
        // The sender is in `self`: it does not go away.
        let _ = self.bell.changed().await;
    }

    /// Without a time driver it is others who renew.
    async fn moved_within(&mut self, wait: Duration) {
        let Some(mut timer) = Timer::after(wait) else {
            return self.moved().await;
        };
        let mut moved = pin!(self.moved());
        poll_fn(|cx| match Pin::new(&mut timer).poll(cx) {
            Poll::Ready(Ok(())) => Poll::Ready(()),
            _ => moved.as_mut().poll(cx),
        })
        .await;
    }
}

impl<P: Provider> fmt::Debug for Epochs<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Epochs")
            .field("seen", &self.seen)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
