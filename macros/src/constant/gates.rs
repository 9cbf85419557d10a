//! The gates that a policy names, as constant expressions.

use proc_macro2::TokenStream;
use quote::quote;
use resilin_policy::{
    BreakerRef, BreakerSettings, QuotaRef, QuotaSettings, Rate, RetryBudgetRef, RetryBudgetSettings, Tokens,
};

use super::{backoff_tokens, borrowed, count, duration, field, only_written};

pub(super) fn breaker_tokens(root: &TokenStream, breaker: &BreakerRef) -> TokenStream {
    let (name, settings) = (borrowed(root, breaker.name()), breaker_settings(root, breaker.settings()));
    quote!(#root::__private::BreakerRef { name: #name, settings: #settings })
}

fn breaker_settings(root: &TokenStream, settings: &BreakerSettings) -> TokenStream {
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
    let written = [
        count("failures", failures),
        field("within", within.map(duration)),
        field("failure_rate", failure_rate),
        count("calls", calls),
        count("min_calls", min_calls),
        field("slow_call", slow_call.map(duration)),
        field("slow_call_rate", slow_call_rate),
        field("open", open.map(|open| backoff_tokens(root, open))),
        count("probes", probes),
        count("successes", successes),
        field("probe_timeout", probe_timeout.map(duration)),
        count("keys", keys),
    ];
    self::settings(&quote!(#root::__private::BreakerSettings), &written)
}

pub(super) fn quota_tokens(root: &TokenStream, quota: &QuotaRef) -> TokenStream {
    let QuotaSettings { wait_up_to, ramp, probe_timeout } = *quota.settings();
    let written = [
        field("wait_up_to", wait_up_to.map(duration)),
        field("ramp", ramp.map(duration)),
        field("probe_timeout", probe_timeout.map(duration)),
    ];
    let (name, settings) =
        (borrowed(root, quota.name()), settings(&quote!(#root::__private::QuotaSettings), &written));
    quote!(#root::__private::QuotaRef { name: #name, settings: #settings })
}

pub(super) fn budget_tokens(root: &TokenStream, budget: &RetryBudgetRef) -> TokenStream {
    let RetryBudgetSettings { ratio, min, tokens, cost, timeout_cost, throttled_cost, failure_cost, earn, above } =
        *budget.settings();
    let amount = |name, amount: Option<Tokens>| field(name, amount.map(|amount| amount_tokens(root, amount)));
    let written = [
        field("ratio", ratio),
        field("min", min.map(|min| rate_tokens(root, min))),
        amount("tokens", tokens),
        amount("cost", cost),
        amount("timeout_cost", timeout_cost),
        amount("throttled_cost", throttled_cost),
        amount("failure_cost", failure_cost),
        amount("earn", earn),
        amount("above", above),
    ];
    let of_type = quote!(#root::__private::RetryBudgetSettings);
    let (name, settings) = (borrowed(root, budget.name()), settings(&of_type, &written));
    quote!(#root::__private::RetryBudgetRef { name: #name, settings: #settings })
}

fn amount_tokens(root: &TokenStream, amount: Tokens) -> TokenStream {
    let thousandths = amount.thousandths();
    quote!(#root::__private::Tokens(#thousandths))
}

fn rate_tokens(root: &TokenStream, rate: Rate) -> TokenStream {
    let (count, per) = (rate.count(), duration(rate.per()));
    quote!(#root::__private::Rate { count: #count, per: #per })
}

/// `NONE` where nothing was written, else what was, and `NONE` for the rest.
fn settings(of_type: &TokenStream, written: &[Option<TokenStream>]) -> TokenStream {
    if written.iter().all(Option::is_none) { quote!(#of_type::NONE) } else { only_written(of_type, written) }
}
