//! A call, and how it ended.

use std::time::{Duration, Instant};

use resilin::{Class, Classify as _, Rejected};

use crate::llm::{Completion, LlmError};

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    /// What was asked.
    pub prompt: String,
    /// When it began.
    pub begun: Instant,
    /// When it was over.
    pub over: Instant,
    /// How it ended.
    pub ended: Ended,
}

/// How a call ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With what the model says now.
    Answered(Completion),
    /// With what it said before.
    FromCache,
    /// With an error of the server's.
    Failed(Class),
    /// By the policy, before anything was sent.
    Refused {
        /// What the caller is told.
        message: String,
        /// When to come back.
        retry_after: Option<Duration>,
    },
}

impl Call {
    /// Makes a call.
    pub async fn make(prompt: &str, call: impl Future<Output = Result<Completion, LlmError>>) -> Self {
        let begun = Instant::now();
        let outcome = call.await;
        Self { prompt: prompt.to_owned(), begun, over: Instant::now(), ended: Ended::by(outcome) }
    }

    /// Whether it got a fresh answer.
    pub fn is_answered(&self) -> bool {
        matches!(self.ended, Ended::Answered(_))
    }

    /// Whether the policy refused it.
    pub fn is_refused(&self) -> bool {
        matches!(self.ended, Ended::Refused { .. })
    }
}

impl Ended {
    fn by(outcome: Result<Completion, LlmError>) -> Self {
        match outcome {
            Ok(completion) if completion.cached => Self::FromCache,
            Ok(completion) => Self::Answered(completion),
            Err(error) => match refusal(&error) {
                Some(rejected) => {
                    Self::Refused { message: error.to_string(), retry_after: rejected.retry_after() }
                }
                None => Self::Failed(error.classify().class()),
            },
        }
    }
}

/// What kept anything from being sent.
fn refusal(error: &LlmError) -> Option<&Rejected> {
    let rejected = match error {
        LlmError::Rejected(rejected) => rejected,
        LlmError::NotCached(error) => error.rejected()?,
        _ => return None,
    };
    let is_before = matches!(rejected, Rejected::NoCredentials { .. } | Rejected::QuotaExhausted { .. });
    is_before.then_some(rejected)
}
