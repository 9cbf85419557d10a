//! What a budget's settings come to, for threads to read.

use resilin_policy::{BudgetForm, Class, Rate, RatioBudget, TokenBudget, Tokens};

use super::spent::{Form, Spent};
use super::word::within_reach;
use crate::kernel::Moment;
use crate::sync::{AtomicU64, Ordering};

/// Sizes, costs and earnings in thousandths, two to a word.
///
/// They may be overwritten while they are read. Whoever has read one that belongs to a later definition finds that the
/// budget's word has changed: hence the orderings.
#[derive(Debug, Default)]
pub(super) struct Terms {
    size_and_above: AtomicU64,
    cost_and_timeout: AtomicU64,
    throttled_and_failure: AtomicU64,
    earn_and_form: AtomicU64,
    /// Time brings back so many thousandths …
    brought: AtomicU64,
    /// … in so many nanoseconds.
    nanos: AtomicU64,
}

impl Terms {
    pub(super) fn set(&self, form: &BudgetForm) {
        let (bucket, rate, form) = match form {
            BudgetForm::Tokens(bucket) => (*bucket, None, Form::Tokens),
            BudgetForm::Ratio(ratio) => (bucket(ratio), Some(ratio.min), Form::Ratio),
            _ => (EMPTY, None, Form::Tokens),
        };
        put(&self.size_and_above, bucket.tokens.thousandths(), bucket.above.thousandths());
        put(&self.cost_and_timeout, bucket.cost.thousandths(), bucket.timeout_cost.thousandths());
        put(&self.throttled_and_failure, bucket.throttled_cost.thousandths(), bucket.failure_cost.thousandths());
        put(&self.earn_and_form, bucket.earn.thousandths(), form as u32);
        let (brought, nanos) = rate.map_or((0, 1), thousandths_by_nanos);
        self.brought.store(brought, Ordering::Release);
        self.nanos.store(nanos, Ordering::Release);
    }

    pub(super) fn size(&self) -> u32 {
        first(&self.size_and_above)
    }

    /// A retry needs more than this.
    pub(super) fn above(&self) -> u32 {
        second(&self.size_and_above)
    }

    /// What a retry costs after a failure of this class.
    pub(super) fn cost(&self, class: Class) -> Spent {
        let cost = match class {
            Class::TIMEOUT => second(&self.cost_and_timeout),
            Class::THROTTLED => first(&self.throttled_and_failure),
            _ => first(&self.cost_and_timeout),
        };
        Spent { cost, form: self.form() }
    }

    pub(super) fn failure_cost(&self) -> u32 {
        second(&self.throttled_and_failure)
    }

    /// What a success earns whose last retry cost so much. One that cost nothing is no reason to earn nothing.
    pub(super) fn earned(&self, last: Option<Spent>) -> u32 {
        let back = match self.form() {
            Form::Tokens => last.map_or(0, |last| self.worth(last)),
            Form::Ratio => 0,
        };
        if back == 0 { first(&self.earn_and_form) } else { back }
    }

    /// What was paid, if it was paid to this form.
    pub(super) fn worth(&self, spent: Spent) -> u32 {
        if spent.form == self.form() { spent.cost } else { 0 }
    }

    pub(super) fn form(&self) -> Form {
        if second(&self.earn_and_form) == Form::Ratio as u32 { Form::Ratio } else { Form::Tokens }
    }

    /// Whether it needs no success to fill.
    pub(super) fn is_filled_by_time(&self) -> bool {
        self.brought.load(Ordering::Acquire) > 0
    }

    /// What time has brought since the epoch.
    pub(super) fn brought_until(&self, moment: Moment) -> i64 {
        let (brought, nanos) = (self.brought.load(Ordering::Acquire), self.nanos.load(Ordering::Acquire));
        let product = i128::from(moment.as_nanos()) * i128::from(brought);
        within_reach(product.div_euclid(nanos.into()))
    }
}

/// Retries as tokens.
fn bucket(ratio: &RatioBudget) -> TokenBudget {
    let one = Tokens::whole(1);
    let costs = TokenBudget { cost: one, timeout_cost: one, throttled_cost: one, ..EMPTY };
    TokenBudget { tokens: ratio.burst, earn: ratio.ratio, ..costs }
}

const EMPTY: TokenBudget = TokenBudget {
    tokens: Tokens(0),
    cost: Tokens(0),
    timeout_cost: Tokens(0),
    throttled_cost: Tokens(0),
    failure_cost: Tokens(0),
    earn: Tokens(0),
    above: Tokens(0),
};

/// At most one a nanosecond, so that times stay within reach: a million retries a second.
fn thousandths_by_nanos(rate: Rate) -> (u64, u64) {
    let nanos = u64::try_from(rate.per().as_nanos()).unwrap_or(u64::MAX).max(1);
    ((u64::from(rate.count()) * 1000).min(nanos), nanos)
}

fn put(pair: &AtomicU64, first: u32, second: u32) {
    pair.store(u64::from(first) << 32 | u64::from(second), Ordering::Release);
}

fn first(pair: &AtomicU64) -> u32 {
    (pair.load(Ordering::Acquire) >> 32) as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn second(pair: &AtomicU64) -> u32 {
    pair.load(Ordering::Acquire) as u32
}
