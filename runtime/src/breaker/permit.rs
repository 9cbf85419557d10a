//! Attempts under a breaker, by hand.

use resilin_policy::breaker_counts;

use super::handle::Breaker;
use crate::kernel::{Permit, Refusal};
use crate::{Fault, Rejected, clock};

impl Breaker {
    /// Asks for one attempt, for what is no resilient function: a connection that is kept, a body that is streamed.
    ///
    /// # Errors
    ///
    /// [`Rejected::CircuitOpen`] where the breaker does not let it pass.
    pub fn permit(&self) -> Result<BreakerPermit, Rejected> {
        let admission = self.admit(clock::of_thread).map_err(|refusal| refused(self, refusal))?;
        let permit = BreakerPermit::new(self.clone(), admission.permit);
        self.tell(admission.transition);
        Ok(permit)
    }
}

/// The right to one attempt: from [`Breaker::permit`]. Say how the attempt ended.
///
/// Dropped without a word, the attempt is as if it had never been, which is right for one that was cancelled; dropped by
/// a panic, it has failed.
#[derive(Debug)]
#[must_use = "an attempt that is over without a word counts for nothing"]
pub struct BreakerPermit {
    breaker: Breaker,
    permit: Option<Permit>,
    /// Whether the thread was unwinding when it was given: then that is not this attempt's panic.
    unwinding: bool,
}

impl BreakerPermit {
    pub(super) fn new(breaker: Breaker, permit: Permit) -> Self {
        Self { breaker, permit: Some(permit), unwinding: std::thread::panicking() }
    }

    /// The attempt succeeded.
    pub fn succeeded(mut self) {
        if let Some(permit) = self.permit.take() {
            self.breaker.succeeded(permit, clock::of_thread);
        }
    }

    /// The attempt failed in a way that says something about the server's health.
    pub fn failed(mut self) {
        self.give_back_failed();
    }

    /// The attempt failed by this fault. Only the classes that breakers count are failures here; after another one, such
    /// as `client`, the attempt is as if it had never been.
    pub fn failed_by(mut self, fault: &Fault) {
        if breaker_counts(fault.class()) {
            self.give_back_failed();
        } else {
            self.give_back_cancelled();
        }
    }

    /// The breaker that gave it.
    pub const fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    fn give_back_cancelled(&mut self) {
        if let Some(permit) = self.permit.take() {
            self.breaker.cancelled(permit);
        }
    }

    fn give_back_failed(&mut self) {
        if let Some(permit) = self.permit.take() {
            self.breaker.failed(permit, clock::of_thread);
        }
    }
}

impl Drop for BreakerPermit {
    fn drop(&mut self) {
        if std::thread::panicking() && !self.unwinding {
            self.give_back_failed();
        } else {
            self.give_back_cancelled();
        }
    }
}

fn refused(breaker: &Breaker, refusal: Refusal) -> Rejected {
    Rejected::CircuitOpen { breaker: breaker.name().to_owned().into(), retry_after: refusal.retry_after }
}
