//! The gates that clients share, or have one of each.

use resilin::kernel::{Moment, Permit, Refusal, RetryBudget, SharedCircuit, Spent};
use resilin::{Class, PolicyError};

use super::random::Seeded;
use super::variant::{Gate, Variant};

/// Retry budgets and breakers: none, one, or one for each client.
#[derive(Debug)]
pub(super) struct Protection {
    budgets: Vec<RetryBudget>,
    breakers: Vec<SharedCircuit>,
}

impl Protection {
    pub(super) fn new(variant: &Variant, clients: u32) -> Result<Self, PolicyError> {
        let budget = |text: &str| Ok(RetryBudget::new(&text.parse()?));
        let breaker = |text: &str| Ok(SharedCircuit::new(text.parse()?, Moment::EPOCH));
        Ok(Self {
            budgets: all(variant.budget, clients, budget)?,
            breakers: all(variant.breaker, clients, breaker)?,
        })
    }

    /// Before the first attempt, and again when the wait for another is over. `Ok(None)`: there is no breaker.
    pub(super) fn admit(&self, client: u32, now: Moment) -> Result<Option<Permit>, Refusal> {
        let admission = of(&self.breakers, client).map(|breaker| breaker.admit(|| now)).transpose()?;
        Ok(admission.map(|admission| admission.permit))
    }

    /// A call has succeeded whose last retry cost that.
    pub(super) fn succeeded(
        &self,
        client: u32,
        permit: Option<Permit>,
        last: Option<Spent>,
        now: Moment,
        random: &mut Seeded,
    ) {
        if let Some((breaker, permit)) = of(&self.breakers, client).zip(permit) {
            breaker.succeeded(permit, || now, random);
        }
        if let Some(budget) = of(&self.budgets, client) {
            budget.succeeded(last);
        }
    }

    pub(super) fn failed(&self, client: u32, permit: Option<Permit>, now: Moment, random: &mut Seeded) {
        if let Some((breaker, permit)) = of(&self.breakers, client).zip(permit) {
            breaker.failed(permit, || now, random);
        }
    }

    /// Whether there may be another attempt, as far as that can be said before the wait; and what it costs.
    pub(super) fn pay(&self, client: u32, class: Class, now: Moment) -> Payment {
        if of(&self.breakers, client).is_some_and(|breaker| breaker.look(|| now).is_err()) {
            return Payment::Refused;
        }
        let Some(budget) = of(&self.budgets, client) else { return Payment::Free };
        budget.failed();
        budget.spend(class, || now).map_or(Payment::Refused, Payment::Paid)
    }

    pub(super) fn give_back(&self, client: u32, spent: Option<Spent>) {
        if let Some((budget, spent)) = of(&self.budgets, client).zip(spent) {
            budget.give_back(spent);
        }
    }
}

/// What a retry costs.
#[derive(Debug)]
pub(super) enum Payment {
    Free,
    Paid(Spent),
    Refused,
}

fn all<T>(
    gate: Option<Gate>,
    clients: u32,
    make: impl Fn(&str) -> Result<T, PolicyError>,
) -> Result<Vec<T>, PolicyError> {
    gate.map_or(Ok(Vec::new()), |gate| (0..gate.sharing.how_many(clients)).map(|_| make(gate.settings)).collect())
}

fn of<T>(gates: &[T], client: u32) -> Option<&T> {
    let client = usize::try_from(client).unwrap_or(0);
    gates.get(client).or_else(|| gates.first())
}
