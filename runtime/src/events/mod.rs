//! What happens, as code hears of it: typed, and cheap to make.
//!
//! [`listen`] has a [`Listener`] told of every [`Event`] of the process: what calls and their attempts come to, what
//! breakers, quotas and credentials do. It needs no feature, and nothing else that listens: the `tracing` events and the
//! metrics tell of the same things.
//!
//! ```
//! use std::sync::mpsc;
//! use resilin::{Event, Site, listen, policy};
//!
//! static FETCH: Site = Site::new("fetch", policy!("attempts = 2, backoff = none"));
//!
//! let (tell, told) = mpsc::channel();
//! let listening = listen(move |event: &Event<'_>| {
//!     if let Event::CallEnded(call) = event {
//!         _ = tell.send((call.site, call.outcome.name(), call.attempts));
//!     }
//! });
//! let failed = FETCH.call_blocking(|| Err::<(), _>(std::io::Error::from(std::io::ErrorKind::ConnectionReset)));
//! assert!(failed.is_err());
//! assert_eq!(told.recv()?, ("fetch", "failed", 2));
//! drop(listening);
//! # Ok::<(), mpsc::RecvError>(())
//! ```
//!
//! # What a listener can rely on
//!
//! * It hears whole calls: those that begin while it listens, to their end. Every such call ends with exactly one
//!   [`CallEnded`], and every attempt whose body was run with exactly one [`AttemptEnded`], whatever happens: a call whose
//!   future is dropped ends as cancelled, one that a panic leaves as panicked. Everything else it hears from when it
//!   listens.
//! * It is called where it happens, by the thread that made it happen, before that goes on. So it should be short; what
//!   takes its time belongs behind a channel. No lock of this crate is held: it may look at a breaker, move it, make calls
//!   of its own, and begin or end to listen.
//! * What it does itself it does not hear, as far as it is done before it returns: it would hear of that without end. Others
//!   hear it.
//! * A panic of a listener ends there, after the panic hook has told it. The call goes on, and so does the listening.
//! * While nobody listens, a call pays one relaxed load for all of this. While somebody does, it allocates once and reads
//!   the clock.

mod call;
mod credentials;
mod event;
mod gates;
mod hearers;
mod listener;
mod notice;

pub use call::{AttemptEnded, AttemptOutcome, CallEnded, CallOutcome, GaveUp, Rejection, RetryScheduled};
pub use credentials::{CredentialsRenewed, KeyBack, KeyOut, RenewalFailed};
pub use event::Event;
pub use gates::{BreakerMoved, QuotaClosed, QuotaOpened};
pub(crate) use hearers::{Hearers, are_there, tell};
pub use listener::{Listener, Listening, listen};
pub use notice::Notice;
