//! Quotas: what a server gives until a reset, shared by all sites that name it.
//!
//! A quota is open until somebody finds it used up: a call of such a site fails with a fault of class
//! [`quota`](crate::Class::QUOTA), a response says so (`Quota::observe`, feature `headers`), or code that knows closes it by hand. From
//! then on everybody who names it is refused at once, or waits, until the reset. After it one call goes first; when
//! that one succeeds the others come back little by little.
//!
//! ```
//! use std::time::Duration;
//! use resilin::quota::QuotaState;
//!
//! let quota = resilin::quota("maps");
//! quota.on_closing(|closing| eprintln!("`{}` is used up for {:?}", closing.quota(), closing.resets_in()));
//!
//! quota.close_for(Duration::from_secs(3600));
//! assert_eq!(quota.state(), QuotaState::Closed);
//! quota.open();
//! assert_eq!(quota.state(), QuotaState::Open);
//! ```
//!
//! | state | a call |
//! | --- | --- |
//! | open | passes |
//! | closed | is refused until the reset; the first one from then on is the probe |
//! | probing | is refused while the probe is out |
//! | ramp | passes if there is a place: 2 at once, twice as many with each eighth of the ramp, 512 in all |
//!
//! What the probe finds out decides: an answer begins the ramp, be it a success or a failure of class `client`, `server`,
//! `auth`, `invalid` or one of your own; a quota that is used up still is the next closing; and after any other end, such
//! as a broken connection or a cancellation, the next call is the probe, as it is after `probe_timeout`.
//!
//! On the ramp a call without a place is refused, too, or waits. A client that is alone, and makes call after call, meets
//! that for some seconds after each reset: it needs no ramp (`ramp = 0s`), or a `wait_up_to`.
//!
//! A reset that a fault or a response names counts if it is still to come, and within a year; else it is as if none had
//! been named. One that is named as a time of the wall clock is turned into a time from now when it is heard of. A machine that
//! sleeps meanwhile finds the quota closed for as much longer, at most.
//!
//! The state machine itself is [`kernel::Quota`](crate::kernel::Quota).

mod by_name;
mod closing;
mod handle;
#[cfg(feature = "headers")]
mod observed;
mod probe;
mod reset;

pub(crate) use crate::kernel::QuotaRefusal as Refused;
pub use crate::kernel::{QuotaSnapshot, QuotaState, ResetKind};
pub use closing::Closing;
pub use handle::Quota;
pub(crate) use probe::Probe;
pub(crate) use reset::is_reset;
pub use resilin_policy::QuotaSettings;
