//! The reference: a bucket that is filled whenever it is looked at.

use resilin::Class;
use resilin_policy::{BudgetForm, RetryBudgetSettings, TokenBudget, Tokens};

/// One budget.
#[derive(Debug)]
pub(super) struct Model {
    form: BudgetForm,
    level: u64,
    now: u64,
}

/// What was paid, and whether in tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paid {
    pub(super) cost: u64,
    in_tokens: bool,
}

impl Model {
    pub(super) fn new(settings: &RetryBudgetSettings) -> Self {
        let mut model = Self { form: settings.form(), level: 0, now: 0 };
        model.level = model.size();
        model
    }

    fn size(&self) -> u64 {
        match &self.form {
            BudgetForm::Ratio(ratio) => amount(ratio.burst),
            BudgetForm::Tokens(tokens) => amount(tokens.tokens),
            other => panic!("the model does not know {other:?}"),
        }
    }

    fn tokens(&self) -> Option<&TokenBudget> {
        match &self.form {
            BudgetForm::Tokens(tokens) => Some(tokens),
            _ => None,
        }
    }

    /// Whole thousandths only: what time has brought of the next one is there when it is whole.
    pub(super) fn wait(&mut self, nanos: u64) {
        let brought = self.brought_until(self.now + nanos) - self.brought_until(self.now);
        self.now += nanos;
        self.fill(brought);
    }

    /// A million retries a second is the most.
    fn brought_until(&self, now: u64) -> u64 {
        let BudgetForm::Ratio(ratio) = &self.form else { return 0 };
        let nanos = ratio.min.per().as_nanos();
        let thousandths = u128::from(ratio.min.count()) * 1000;
        u64::try_from(u128::from(now) * thousandths.min(nanos) / nanos).expect("the times here are short enough")
    }

    fn fill(&mut self, amount: u64) {
        self.level = (self.level + amount).min(self.size());
    }

    pub(super) fn balance(&self) -> u64 {
        self.level
    }

    pub(super) fn succeeded(&mut self, last: Option<Paid>) {
        let back = last.filter(|last| last.in_tokens && last.cost > 0).map(|last| last.cost);
        let earned = match &self.form {
            BudgetForm::Ratio(ratio) => amount(ratio.ratio),
            BudgetForm::Tokens(tokens) => back.unwrap_or(amount(tokens.earn)),
            other => panic!("the model does not know {other:?}"),
        };
        self.fill(earned);
    }

    pub(super) fn failed(&mut self) {
        let cost = self.tokens().map_or(0, |tokens| amount(tokens.failure_cost));
        self.level = self.level.saturating_sub(cost);
    }

    pub(super) fn spend(&mut self, class: Class) -> Option<Paid> {
        let (cost, above) = self.tokens().map_or((1000, 0), |tokens| {
            let cost = match class.name() {
                "timeout" => tokens.timeout_cost,
                "throttled" => tokens.throttled_cost,
                _ => tokens.cost,
            };
            (amount(cost), amount(tokens.above))
        });
        let pays = self.level >= cost && self.level > above;
        pays.then(|| {
            self.level -= cost;
            Paid { cost, in_tokens: self.tokens().is_some() }
        })
    }

    pub(super) fn give_back(&mut self, paid: Paid) {
        if paid.in_tokens == self.tokens().is_some() {
            self.fill(paid.cost);
        }
    }

    pub(super) fn define(&mut self, settings: &RetryBudgetSettings) {
        let had_tokens = self.tokens().is_some();
        self.form = settings.form();
        let is_same = had_tokens == self.tokens().is_some();
        self.level = if is_same { self.level.min(self.size()) } else { self.size() };
    }
}

fn amount(tokens: Tokens) -> u64 {
    tokens.thousandths().into()
}
