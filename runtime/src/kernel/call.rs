//! The state machine of one call.

use super::random::Random;
use super::rules::Rules;
use super::steps::{Memory, Steps};
use super::verdict::{Failure, Verdict};

/// One call: which attempt it is in, and how far its backoff has come.
///
/// A call starts in its first attempt. Tell it of each failed attempt by [`failed`](Self::failed); a success needs
/// no telling.
#[derive(Debug)]
pub struct Call {
    steps: Steps,
    memory: Option<Box<Memory>>,
}

impl Default for Call {
    fn default() -> Self {
        Self::new()
    }
}

impl Call {
    /// A call in its first attempt.
    #[inline]
    pub const fn new() -> Self {
        Self { steps: Steps::START, memory: None }
    }

    /// The number of the attempt that runs or is waited for; the first is 1.
    #[inline]
    pub const fn attempt(&self) -> u32 {
        self.steps.attempt()
    }

    /// Judges a failed attempt by a policy, or by [`Rules`] that a named table is part of. [`Verdict::Retry`] moves the
    /// call on to its next attempt.
    pub fn failed<'r>(
        &mut self,
        rules: impl Into<Rules<'r>>,
        failure: &Failure,
        random: &mut impl Random,
    ) -> Verdict {
        self.steps.failed(&mut self.memory, rules.into(), failure, random)
    }
}
