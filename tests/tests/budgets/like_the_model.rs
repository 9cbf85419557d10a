//! Whatever happens, the budget does what the model does: to the thousandth.

use std::cell::Cell;

use proptest::prelude::*;
use resilin::kernel::{RetryBudget, Spent};
use resilin_policy::RetryBudgetSettings;

use super::history::{Step, any_history, cases};
use super::model::{Model, Paid};
use super::settings::moment;

struct Compared {
    budget: RetryBudget,
    model: Model,
    now: u64,
    paid: Vec<(Spent, Paid)>,
    /// Whether only successes fill it.
    has_tokens: bool,
}

impl Compared {
    fn new(settings: &RetryBudgetSettings) -> Self {
        let (budget, model) = (RetryBudget::new(settings), Model::new(settings));
        Self { budget, model, now: 0, paid: Vec::new(), has_tokens: settings.tokens.is_some() }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Wait(nanos) => self.wait(*nanos),
            Step::Spend(class, times) => (0..*times).for_each(|_| self.spend(*class)),
            Step::Succeed(times) => (0..*times).for_each(|_| self.succeed(None)),
            Step::SucceedAfterRetry => {
                let last = self.paid.pop();
                self.succeed(last);
            }
            Step::Fail => self.fail(),
            Step::GiveBack => self.give_back(),
            Step::Define(settings) => self.define(settings),
        }
        self.look();
    }

    fn wait(&mut self, nanos: u64) {
        self.now += nanos;
        self.model.wait(nanos);
    }

    fn spend(&mut self, class: resilin::Class) {
        let read = Cell::new(0);
        let clock = || {
            read.set(read.get() + 1);
            moment(self.now)
        };
        let spent = self.budget.spend(class, clock);
        assert!(!self.has_tokens || read.get() == 0, "no time fills tokens");
        let paid = self.model.spend(class);
        assert_eq!(spent.map(|spent| u64::from(spent.cost().thousandths())), paid.map(|paid| paid.cost));
        self.paid.extend(spent.zip(paid));
    }

    fn succeed(&mut self, last: Option<(Spent, Paid)>) {
        self.budget.succeeded(last.map(|(spent, _)| spent));
        self.model.succeeded(last.map(|(_, paid)| paid));
    }

    fn fail(&mut self) {
        self.budget.failed();
        self.model.failed();
    }

    fn give_back(&mut self) {
        if let Some((spent, paid)) = self.paid.pop() {
            self.budget.give_back(spent);
            self.model.give_back(paid);
        }
    }

    fn define(&mut self, settings: &RetryBudgetSettings) {
        self.budget.define(settings, moment(self.now));
        self.model.define(settings);
        self.has_tokens = settings.tokens.is_some();
    }

    fn look(&self) {
        let balance = self.budget.balance(moment(self.now)).thousandths();
        assert_eq!(u64::from(balance), self.model.balance());
    }
}

proptest! {
    #![proptest_config(cases(300))]

    // Red when, in runtime/src/kernel/budget:
    // shared.rs: `pay` has `>` instead of `>=`, or the other way round; `defined` keeps what is missing, or does not ask for
    // the form; `give_back` or `failed` does nothing; `failed` takes more than there is;
    // terms.rs: `worth` does not ask for the form; `earned` gives the last cost back to a ratio, or gives nothing back, or
    // nothing where the last cost is nothing; `cost` takes another class for a timeout or for throttling; a rate has no limit;
    // word.rs: `more` never says that it is full, or says so too soon.
    #[test]
    fn every_history_goes_as_in_the_model((settings, history) in any_history()) {
        let mut compared = Compared::new(&settings);
        compared.look();
        for step in &history {
            compared.step(step);
        }
    }
}
