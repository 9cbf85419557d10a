//! Policies as constant expressions; `policy!`.

mod gates;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use resilin_policy::{
    Attempts, Backoff, ClassRule, Delays, Jitter, Layers, Retry, Rule, Settings, Table, TableRef, Target,
};
use syn::LitStr;

use gates::{breaker_tokens, budget_tokens, quota_tokens};

use crate::file::{File, names_something};
use crate::policy_text::PolicyText;

/// Expands `policy!`: one token tree for the crate's path, then a string or bare tokens. The file is asked for where the
/// text names something that it may have.
pub(crate) fn expand(input: TokenStream, file: impl FnOnce() -> Arc<File>) -> TokenStream {
    let mut input = input.into_iter();
    let root: TokenStream = input.next().into_iter().collect();
    let (text, place) = text(input.collect());
    let reading = text.read(Target::Text.into());
    let file = if names_something(&reading) { file() } else { Arc::default() };
    let mut report = file.mistakes(place);
    for finding in &reading.findings {
        report.push(text.error(finding, place));
    }
    let merged = file.merge(&reading, None, (Target::Text, Target::Text.into()));
    for mistake in merged.mistakes {
        report.push(text.mistake(mistake, place));
    }
    let (watch, policy) = (file.watch(&root, true), policy(&root, &merged.settings));
    quote!({ #report #watch #policy })
}

/// The text, and where it stands.
fn text(tokens: TokenStream) -> (PolicyText, Span) {
    if let Some(literal) = whole_string(&tokens) {
        return (PolicyText::of_literal(&literal), literal.span());
    }
    let mut text = PolicyText::default();
    text.extend(tokens);
    (text, Span::call_site())
}

fn whole_string(tokens: &TokenStream) -> Option<LitStr> {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == proc_macro2::Delimiter::None => {
            whole_string(&group.stream())
        }
        (Some(TokenTree::Literal(_)), None) => syn::parse2(tokens.clone()).ok(),
        _ => None,
    }
}

/// `settings` as a constant of type `Policy`. They have been checked; nothing is checked again at run time.
pub(crate) fn policy(root: &TokenStream, settings: &Settings) -> TokenStream {
    let settings = self::settings(root, settings);
    quote!(#root::Policy::from_checked(#settings))
}

/// The same as a constant of type `Settings`.
pub(crate) fn settings(root: &TokenStream, settings: &Settings) -> TokenStream {
    let Settings {
        backoff,
        jitter,
        attempts,
        timeout,
        deadline,
        max_wait,
        idempotent,
        breaker,
        table,
        on,
        quota,
        retry_budget,
    } = settings;
    let written = [
        field("backoff", backoff.map(|backoff| backoff_tokens(root, backoff))),
        field("jitter", jitter.map(|jitter| jitter_tokens(root, jitter))),
        field("attempts", attempts.map(|attempts| attempts_tokens(root, attempts))),
        field("timeout", timeout.map(duration)),
        field("deadline", deadline.map(duration)),
        field("max_wait", max_wait.map(duration)),
        field("idempotent", *idempotent),
        field("breaker", breaker.as_ref().map(|breaker| breaker_tokens(root, breaker))),
        field("table", table.as_ref().map(|table| table_ref_tokens(root, table))),
        field("on", on.as_ref().map(|on| table_tokens(root, on))),
        field("quota", quota.as_ref().map(|quota| quota_tokens(root, quota))),
        field("retry_budget", retry_budget.as_ref().map(|budget| budget_tokens(root, budget))),
    ];
    only_written(&quote!(#root::__private::Settings), &written)
}

/// What a site was put together from, as a constant of type `LayerTexts`: few tokens, which is what the compiler takes its
/// time for.
pub(crate) fn layers(root: &TokenStream, layers: &Layers) -> TokenStream {
    let ([own, site, name, policy, breaker, quota, retry_budget], table) = layers.texts();
    let text = |name: &str, text: String| {
        let name = Ident::new(name, Span::call_site());
        (!text.is_empty()).then(|| quote!(#name: #text))
    };
    let written = [
        text("own", own),
        text("site", site),
        (!name.is_empty()).then(|| quote!(policy: (#name, #policy))),
        text("breaker", breaker),
        text("quota", quota),
        text("retry_budget", retry_budget),
        field("table", table),
    ];
    only_written(&quote!(#root::__private::LayerTexts), &written)
}

/// Only what was written, and `NONE` of the same type for the rest: every token here is in every annotated function.
fn only_written(settings: &TokenStream, fields: &[Option<TokenStream>]) -> TokenStream {
    let rest = fields.iter().any(Option::is_none).then(|| quote!(..#settings::NONE));
    let written = fields.iter().flatten();
    quote!(#settings { #(#written,)* #rest })
}

fn field(name: &str, value: Option<impl ToTokens>) -> Option<TokenStream> {
    let name = Ident::new(name, Span::call_site());
    value.map(|value| quote!(#name: ::core::option::Option::Some(#value)))
}

fn backoff_tokens(root: &TokenStream, backoff: Backoff) -> TokenStream {
    let variant = match backoff {
        Backoff::Exponential { first, factor, cap } => {
            let (first, cap) = (duration(first), duration(cap));
            quote!(Exponential { first: #first, factor: #factor, cap: #cap })
        }
        Backoff::Linear { first, step, cap } => {
            let (first, step, cap) = (duration(first), duration(step), duration(cap));
            quote!(Linear { first: #first, step: #step, cap: #cap })
        }
        Backoff::Fibonacci { first, cap } => {
            let (first, cap) = (duration(first), duration(cap));
            quote!(Fibonacci { first: #first, cap: #cap })
        }
        Backoff::Fixed(delay) => {
            let delay = duration(delay);
            quote!(Fixed(#delay))
        }
        Backoff::Decorrelated { base, cap } => {
            let (base, cap) = (duration(base), duration(cap));
            quote!(Decorrelated { base: #base, cap: #cap })
        }
        _ => quote!(None),
    };
    quote!(#root::Backoff::#variant)
}

fn jitter_tokens(root: &TokenStream, jitter: Jitter) -> TokenStream {
    let variant = match jitter {
        Jitter::Proportional(share) => quote!(Proportional(#share)),
        Jitter::Equal => quote!(Equal),
        Jitter::None => quote!(None),
        _ => quote!(Full),
    };
    quote!(#root::Jitter::#variant)
}

fn attempts_tokens(root: &TokenStream, attempts: Attempts) -> TokenStream {
    match attempts {
        Attempts::Limited(count) => {
            let count = count.get();
            quote!(#root::Attempts::Limited(::core::num::NonZeroU32::MIN.saturating_add(#count - 1)))
        }
        _ => quote!(#root::Attempts::Unlimited),
    }
}

fn borrowed(root: &TokenStream, text: &str) -> TokenStream {
    quote!(#root::__private::Cow::Borrowed(#text))
}

fn table_tokens(root: &TokenStream, table: &Table) -> TokenStream {
    let rules = table.rules().iter().map(|rule| class_rule_tokens(root, rule));
    quote!(#root::__private::Table(#root::__private::Cow::Borrowed(&[#(#rules),*])))
}

fn table_ref_tokens(root: &TokenStream, table: &TableRef) -> TokenStream {
    let name = table.name();
    match table.rules() {
        Some(rules) => {
            let rules = table_tokens(root, rules);
            quote!(#root::__private::TableRef::with_rules(#name, #rules))
        }
        None => quote!(#root::__private::TableRef::named(#name)),
    }
}

fn class_rule_tokens(root: &TokenStream, rule: &ClassRule) -> TokenStream {
    let (class, of_class) = (borrowed(root, rule.class()), rule_tokens(root, rule.rule()));
    let counts = match rule.counts() {
        Some(counts) => quote!(::core::option::Option::Some(#counts)),
        None => quote!(::core::option::Option::None),
    };
    quote!(#root::__private::ClassRule { class: #class, rule: #of_class, counts: #counts })
}

fn rule_tokens(root: &TokenStream, rule: Rule) -> TokenStream {
    let variant = match rule {
        Rule::Retry(Retry { delays, attempts }) => {
            let (delays, attempts) = (delays_tokens(root, delays), attempts.map_or(0, NonZeroU32::get));
            // Of 0 it is `None`.
            let attempts = quote!(::core::num::NonZeroU32::new(#attempts));
            quote!(Retry(#root::__private::Retry { delays: #delays, attempts: #attempts }))
        }
        Rule::Cooldown { default, max } => {
            let (default, max) = (duration(default), duration(max));
            quote!(Cooldown { default: #default, max: #max })
        }
        Rule::Refresh => quote!(Refresh),
        _ => quote!(Fail),
    };
    quote!(#root::__private::Rule::#variant)
}

fn delays_tokens(root: &TokenStream, delays: Delays) -> TokenStream {
    let variant = match delays {
        Delays::Scaled(scale) => quote!(Scaled(#scale)),
        Delays::Own(shape) => {
            let shape = backoff_tokens(root, shape);
            quote!(Own(#shape))
        }
        _ => quote!(Site),
    };
    quote!(#root::__private::Delays::#variant)
}

fn count(name: &str, count: Option<NonZeroU32>) -> Option<TokenStream> {
    let (name, count) = (Ident::new(name, Span::call_site()), count?.get());
    Some(quote!(#name: ::core::num::NonZeroU32::new(#count)))
}

fn duration(duration: Duration) -> TokenStream {
    let (seconds, nanos) = (duration.as_secs(), duration.subsec_nanos());
    quote!(::core::time::Duration::new(#seconds, #nanos))
}

/// What an error says about itself, an expression of type `Option<Fault>`.
pub(crate) fn probe(root: &TokenStream, error: &TokenStream) -> TokenStream {
    quote! {{
        use #root::__private::{ByClassify as _, ByNothing as _, ByReport as _, BySource as _};
        (&&&&#root::__private::Probe(#error)).__resilient_fault()
    }}
}
