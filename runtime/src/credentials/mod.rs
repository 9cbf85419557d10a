//! Tokens, sessions and keys: got before an attempt, renewed before they expire, replaced when the server refuses them.
//!
//! [`Credentials`] keep one lease that a [`Provider`] renews; a [`KeyRing`] goes through keys that are there already.
//! Both can stand after `credentials(lease = …)` in the attribute, which gets a lease before each attempt and tells the
//! source how the attempt ended.
//!
//! # How a lease is renewed
//!
//! * One renewal at a time, in a task of its own. Who stops waiting for it stops nobody else, and all who wait for it
//!   get its result, be it a lease or a failure. It runs on the runtime of the call that began it, and rests while nobody
//!   drives that one; who waits elsewhere gives it up a second after its time, and the next one begins another.
//! * It begins `renew_before` the lease expires (5 minutes, and up to a fifth earlier by chance; for a short lease never
//!   before half of its time is over), with the first [`get`](Credentials::get) after that. The old lease is served
//!   meanwhile, and for as long as it is good: a failed renewal does not displace it.
//! * A lease that is [rejected](Credentials::reject) is not served again. Only the current one can be rejected: a call
//!   that fails late, with a lease that has been replaced meanwhile, changes nothing; the one more attempt that it gets by
//!   the rule `refresh` has the lease that is current then.
//! * What refuses every lease, such as a call without the permission, does not log in each time: where four leases in a
//!   row were brought in vain, the last one stays, whatever attempts say of it, for as long as a failure is remembered. Code
//!   that knows better can [reject](Credentials::reject) it.
//! * A lease has expired as soon as the monotonic or the wall clock says so. A machine that was suspended does not come
//!   back with a lease that only its monotonic clock holds for good.
//! * A failure is remembered for a few seconds: callers that find no lease get it at once instead of trying in turn. A
//!   provider that panics, or a runtime that goes away under a renewal, is an error for those who wait; the next
//!   [`get`](Credentials::get) begins anew.
//! * While somebody awaits [`Epochs::changed`], leases are renewed on time without any call.
//!
//! # Secrets
//!
//! No `Debug` of this module's types, no event and no error of its own shows a secret. What a [`Provider`]'s error says
//! is shown to callers, so it must not contain one either.
//!
//! ```
//! use resilin::credentials::KeyRing;
//!
//! let keys = KeyRing::new([("primary", "k1-s3cr3t"), ("spare", "k2-s3cr3t")])?;
//! let key = keys.get()?;
//! assert_eq!((key.name(), *key), ("primary", "k1-s3cr3t"));
//! assert_eq!(format!("{key:?}"), r#"KeyLease { key: "primary", .. }"#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod end;
#[cfg(feature = "tokio")]
mod epochs;
#[cfg(feature = "tokio")]
mod error;
#[cfg(feature = "tokio")]
mod handle;
#[cfg(feature = "tokio")]
mod lease;
#[cfg(feature = "tokio")]
mod lifecycle;
#[cfg(feature = "tokio")]
mod provider;
#[cfg(feature = "tokio")]
mod renewal;
mod ring;
#[cfg(feature = "tokio")]
mod settings;
#[cfg(feature = "tokio")]
mod shared;
mod source;

#[cfg(feature = "tokio")]
pub use epochs::Epochs;
#[cfg(feature = "tokio")]
pub use error::CredentialsError;
#[cfg(feature = "tokio")]
pub use handle::{Credentials, CredentialsSnapshot};
#[cfg(feature = "tokio")]
pub use lease::{Grant, Lease};
#[cfg(feature = "tokio")]
pub use provider::Provider;
pub use ring::{KeyLease, KeyRing, KeyRingError, KeySnapshot, KeyState, NoKey};
pub use source::{LeaseSource, ReadyLeaseSource};
