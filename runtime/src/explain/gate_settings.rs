//! Every setting of a gate, and what holds. A new setting does not compile until it is here.

use std::fmt::Display;

use resilin_policy::{BreakerSettings, BudgetForm, QuotaSettings, RetryBudgetSettings, Window};

use super::settings::printed;
use crate::text::time;

/// A setting as it was written, and what holds where it was not.
pub(super) struct Value {
    pub(super) key: &'static str,
    pub(super) written: Option<String>,
    default: Option<String>,
}

impl Value {
    fn new(key: &'static str, written: Option<impl Display>, default: Option<impl Display>) -> Self {
        Self { key, written: printed(written), default: printed(default) }
    }

    /// What holds; `None` where there is none.
    pub(super) fn holding(&self) -> Option<&String> {
        self.written.as_ref().or(self.default.as_ref())
    }
}

const NONE: Option<&str> = None;

pub(super) fn of_breaker(settings: &BreakerSettings) -> Vec<Value> {
    let BreakerSettings {
        failures,
        within,
        failure_rate,
        calls,
        min_calls,
        slow_call,
        slow_call_rate,
        open,
        probes,
        successes,
        probe_timeout,
        keys,
    } = *settings;
    let counted = settings.failures_within().map(|(failures, _)| failures).or(settings.failures_in_row());
    let window = settings.window();
    let last = window.and_then(|window| if let Window::Calls(calls) = window { Some(calls) } else { None });
    vec![
        Value::new("failures", failures, counted),
        Value::new("within", within.map(time), NONE),
        Value::new("failure_rate", failure_rate, NONE),
        Value::new("calls", calls, last),
        Value::new("min_calls", min_calls, window.map(|_| settings.min_calls())),
        Value::new("slow_call", slow_call.map(time), NONE),
        Value::new("slow_call_rate", slow_call_rate, settings.slow_calls().map(|slow| slow.rate)),
        Value::new("open", open.map(|_| open_time(settings)), Some(open_time(settings))),
        Value::new("probes", probes, Some(settings.probes())),
        Value::new("successes", successes, Some(settings.successes())),
        Value::new("probe_timeout", probe_timeout.map(time), Some("the open time")),
        Value::new("keys", keys, Some(settings.keys())),
    ]
}

/// One that is always the same is written without its shape.
fn open_time(settings: &BreakerSettings) -> String {
    let alone = BreakerSettings { open: Some(settings.open()), ..BreakerSettings::NONE };
    alone.to_string().split_off("open = ".len())
}

pub(super) fn of_quota(settings: &QuotaSettings) -> Vec<Value> {
    let QuotaSettings { wait_up_to, ramp, probe_timeout } = *settings;
    vec![
        Value::new("wait_up_to", wait_up_to.map(time), Some(time(settings.wait_up_to()))),
        Value::new("ramp", ramp.map(time), Some(time(settings.ramp()))),
        Value::new("probe_timeout", probe_timeout.map(time), Some(time(settings.probe_timeout()))),
    ]
}

pub(super) fn of_budget(settings: &RetryBudgetSettings) -> Vec<Value> {
    let RetryBudgetSettings { ratio, min, tokens, cost, timeout_cost, throttled_cost, failure_cost, earn, above } =
        *settings;
    let (by_ratio, by_tokens) = match settings.form() {
        BudgetForm::Ratio(budget) => (Some(budget), None),
        BudgetForm::Tokens(budget) => (None, Some(budget)),
        _ => (None, None),
    };
    vec![
        Value::new("ratio", ratio, by_ratio.map(|budget| budget.ratio)),
        Value::new("min", min, by_ratio.map(|budget| budget.min)),
        Value::new("tokens", tokens, NONE),
        Value::new("cost", cost, by_tokens.map(|budget| budget.cost)),
        Value::new("timeout_cost", timeout_cost, by_tokens.map(|budget| budget.timeout_cost)),
        Value::new("throttled_cost", throttled_cost, by_tokens.map(|budget| budget.throttled_cost)),
        Value::new("failure_cost", failure_cost, by_tokens.map(|budget| budget.failure_cost)),
        Value::new("earn", earn, by_tokens.map(|budget| budget.earn)),
        Value::new("above", above, by_tokens.map(|budget| budget.above)),
    ]
}
