//! What a call pays for its retries.

use resilin_policy::Class;

use super::gate::Gate;
use super::session::Session;
use crate::clock::Clock;

impl<G: Gate> Session<'_, G> {
    /// Pays for a retry; `false` where the budget has not enough. A site without a budget pays nothing.
    pub(super) fn pay(&mut self, class: Class, clock: Clock) -> bool {
        let Some(budget) = self.gate.budget(self.site) else {
            return true;
        };
        budget.failed();
        match budget.spend(class, clock) {
            Some(spent) => {
                self.extras.get_or_insert_default().spent = Some(spent);
                true
            }
            None => false,
        }
    }

    /// Tells the budget of a failure that is not retried although its rule is to retry.
    pub(super) fn pay_for_failure(&self) {
        if let Some(budget) = self.gate.budget(self.site) {
            budget.failed();
        }
    }
}
