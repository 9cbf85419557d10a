//! What a body can know about the attempt it is.

use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use crate::clock::Clock;
use crate::kernel::Moment;
use crate::{Class, Fault, outer, random};

/// The attempt that runs: bound in the body by `attempt = ident`.
///
/// ```
/// use resilin::{Attempt, resilient};
///
/// struct Shop;
///
/// impl Shop {
///     #[resilient(attempts = 5, attempt = this)]
///     async fn order(&self, item: &str) -> Result<String, std::io::Error> {
///         let key = this.idempotency_key();
///         Ok(format!("{item} ordered in attempt {} under key {key}", this.number()))
///     }
/// }
/// ```
#[derive(Debug)]
pub struct Attempt {
    number: u32,
    previous: Option<Fault>,
    deadline: Moment,
    clock: Clock,
    /// Drawn when it is first asked for: it costs a system call.
    key: OnceLock<IdempotencyKey>,
}

impl Attempt {
    /// The first attempt of a call that must be over at `deadline`.
    pub(crate) const fn first(deadline: Moment, clock: Clock) -> Self {
        Self { number: 1, previous: None, deadline, clock, key: OnceLock::new() }
    }

    /// Makes this the attempt that follows a fault. Called by the expansion of the attribute.
    #[doc(hidden)]
    pub fn advance(&mut self, fault: Fault) {
        self.number = self.number.saturating_add(1);
        self.previous = Some(fault);
    }

    /// Makes this the attempt that follows what was found in an error. Called by the expansion of the attribute, which
    /// does not know yet whether there is to be one.
    #[doc(hidden)]
    pub fn found(&mut self, found: Option<Fault>) -> Option<Fault> {
        self.advance(found.unwrap_or(Fault::new(Class::UNKNOWN)));
        found
    }

    /// 1 for the first run of the body.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// The fault that ended the attempt before this one; `None` in the first.
    pub const fn previous(&self) -> Option<&Fault> {
        self.previous.as_ref()
    }

    /// What is left of the call's time: until its deadline or that of a call around it, whichever is nearer. `None`
    /// where there is no deadline. Reads the clock.
    pub fn time_left(&self) -> Option<Duration> {
        let deadline = self.deadline.min(outer::deadline());
        (!deadline.is_never()).then(|| deadline.since((self.clock)()))
    }

    /// A key for the server to recognise repeated attempts of this call by: the same in all of them.
    pub fn idempotency_key(&self) -> IdempotencyKey {
        *self.key.get_or_init(IdempotencyKey::new)
    }
}

/// 128 random bits; printed as a version 4 UUID (RFC 9562).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(u128);

impl IdempotencyKey {
    fn new() -> Self {
        const VERSION: u128 = 0xf << 76;
        const VARIANT: u128 = 0b11 << 62;
        Self(random::unique() & !VERSION & !VARIANT | 4 << 76 | 0b10 << 62)
    }

    /// The key's bits, for a UUID type of your own.
    pub const fn as_u128(&self) -> u128 {
        self.0
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = format!("{:032x}", self.0);
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}
