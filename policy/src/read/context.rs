//! Where a policy is written: what is right depends on it.

/// What a policy is read for; some settings make sense only in some places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// A text that no function is known for: a file, the environment, a constant.
    Text,
    /// An async function.
    AsyncFn,
    /// A function that blocks its thread: nothing can cut an attempt short.
    BlockingFn,
}

/// A [`Target`], and what stands beside the policy there.
///
/// ```
/// use resilin_policy::{Context, Target, read};
///
/// let text = "on(auth = refresh)";
/// assert_eq!(read(text, Target::AsyncFn).findings.len(), 1);
/// assert_eq!(read(text, Context::from(Target::AsyncFn).with_credentials()).findings, []);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    pub(crate) target: Target,
    pub(crate) has_credentials: bool,
}

impl Context {
    /// The same place, with credentials that a policy's `refresh` can renew.
    #[must_use]
    pub const fn with_credentials(self) -> Self {
        Self { has_credentials: true, ..self }
    }
}

impl From<Target> for Context {
    fn from(target: Target) -> Self {
        Self { target, has_credentials: false }
    }
}
