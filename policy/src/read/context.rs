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
    pub(crate) has_named_policies: bool,
    pub(crate) is_partial: bool,
}

impl Context {
    /// The same place, with credentials that a policy's `refresh` can renew.
    #[must_use]
    pub const fn with_credentials(self) -> Self {
        Self { has_credentials: true, ..self }
    }

    /// The same place, where the named policies of `resilience.toml` are at hand: `policy = "reads"` is allowed.
    ///
    /// ```
    /// use resilin_policy::{Context, Target, read};
    ///
    /// let reading = read(r#"policy = "reads", attempts = 2"#, Context::from(Target::AsyncFn).with_named_policies());
    /// assert_eq!((reading.base.unwrap().name.as_str(), reading.findings), ("reads", vec![]));
    /// ```
    #[must_use]
    pub const fn with_named_policies(self) -> Self {
        Self { has_named_policies: true, ..self }
    }

    /// The same place, for what is only a part of a policy: whatever is left out may stand somewhere else. What goes
    /// wrong only with a default, or without a key, is not a finding then; [`judge`](crate::judge) finds it in the whole.
    ///
    /// ```
    /// use resilin_policy::{Context, Target, read};
    ///
    /// let part = Context::from(Target::AsyncFn).partial();
    /// assert_eq!(read("attempts = unlimited", part).findings, []);
    /// assert_eq!(read("attempts = 1, backoff = fixed(1s)", part).findings.len(), 1);
    /// ```
    #[must_use]
    pub const fn partial(self) -> Self {
        Self { is_partial: true, ..self }
    }
}

impl From<Target> for Context {
    fn from(target: Target) -> Self {
        Self { target, has_credentials: false, has_named_policies: false, is_partial: false }
    }
}
