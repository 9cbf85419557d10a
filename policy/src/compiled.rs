//! What a function was compiled for.

use crate::{Context, Target};

/// What the code around a function's body can do, whatever its policy says: an override at run time can ask for no more.
///
/// ```
/// use resilin_policy::Compiled;
///
/// let function = Compiled::ASYNC.and(Compiled::LOOP);
/// assert!(function.has(Compiled::LOOP) && !function.has(Compiled::GATED));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compiled(#[doc(hidden)] pub u8);

impl Compiled {
    /// Nothing but a single run of the body.
    pub const ONCE: Self = Self(0);
    /// The body is async.
    pub const ASYNC: Self = Self(1);
    /// There is a loop: the body can run again.
    pub const LOOP: Self = Self(1 << 1);
    /// A gate can refuse an attempt, and the error type can say so.
    pub const GATED: Self = Self(1 << 2);
    /// An attempt can be cut short.
    pub const CUT: Self = Self(1 << 3);
    /// The name of the breaker is made from arguments.
    pub const KEYED: Self = Self(1 << 4);
    /// Each attempt gets a lease.
    pub const LEASED: Self = Self(1 << 5);
    /// Names are those of a registry of its own.
    pub const SCOPED: Self = Self(1 << 6);
    /// The error of an attempt is kept while the next one is waited for, to be given back if the policy then refuses.
    pub const KEPT: Self = Self(1 << 7);
    /// A site made by hand: everything but what names code.
    pub const BY_HAND: Self = Self::ASYNC.and(Self::LOOP).and(Self::GATED).and(Self::CUT).and(Self::KEPT);

    /// Both of these.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of the other is part of this.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What a policy for it is read for.
    pub fn context(self) -> Context {
        let target = if self.has(Self::ASYNC) { Target::AsyncFn } else { Target::BlockingFn };
        let context = Context::from(target);
        if self.has(Self::LEASED) { context.with_credentials() } else { context }
    }
}
