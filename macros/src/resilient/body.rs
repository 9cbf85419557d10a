//! The loop around the body.
//!
//! It is a loop around an `async` block, not a closure, for a plain `async fn`: that alone keeps `?`, early
//! returns, `&mut` arguments, values that are not `Send` and futures that are, all at once. What the runtime
//! waits for by itself it waits for before the body, never in the match on the outcome.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use resilin_policy::Policy;

use super::attribute::Attribute;
use super::clones::Clone;
use super::inferred::infer_impl_trait;
use super::key::Keys;
use super::tokens::renamed;
use crate::report::{beside, located};

/// Which of the runtime's drivers runs the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Driver {
    Async,
    Blocking,
}

/// What the loop needs to know besides the body.
pub(super) struct Judge<'a> {
    pub(super) attribute: &'a Attribute,
    /// The site's name, an expression.
    pub(super) name: &'a TokenStream,
    /// The name of the call's breaker, where arguments are part of it.
    pub(super) keys: &'a Keys,
    pub(super) clones: &'a [Clone],
    /// Where the loop and the settings are said to stand.
    pub(super) at: Span,
    /// Where "no `Result`" and "cannot say refused" are shown: the return type.
    pub(super) outcome: Span,
    /// What `self` is called where the body stands, if that is another name.
    pub(super) receiver: Option<Ident>,
    /// The return type, with what only a signature can say left to be inferred.
    pub(super) returned: TokenStream,
    /// What tells the compiler to watch `resilience.toml`, if this expansion is to do that.
    pub(super) watch: Option<TokenStream>,
}

impl Judge<'_> {
    /// The same, with errors about the outcome at the first token of the return type.
    pub(super) fn of(mut self, returned: impl ToTokens) -> Self {
        let returned = returned.into_token_stream();
        if let Some(first) = returned.clone().into_iter().next() {
            self.outcome = Span::call_site().located_at(first.span());
        }
        self.returned = infer_impl_trait(returned);
        self
    }

    /// An expression of the attribute's, in the words of the place where the body stands.
    pub(super) fn here(&self, expression: TokenStream) -> TokenStream {
        match &self.receiver {
            Some(receiver) => renamed(expression, receiver),
            None => expression,
        }
    }

    fn any_policy(&self, has: impl FnMut(&Policy) -> bool) -> bool {
        self.attribute.policies().any(has)
    }
}

/// The content of the function's braces: `attempt` run under the policy.
pub(super) fn resilient_body(driver: Driver, attempt: &TokenStream, judge: &Judge<'_>) -> TokenStream {
    let plan = Plan { driver, judge, root: judge.attribute.root() };
    let (begin, attempts) = (plan.begin(), plan.attempts(attempt));
    plan.fallen_back(&quote_spanned!(judge.at=> #begin #attempts))
}

pub(super) struct Plan<'a> {
    pub(super) driver: Driver,
    pub(super) judge: &'a Judge<'a>,
    pub(super) root: TokenStream,
}

impl Plan<'_> {
    /// The call's outcome, or what the fallback makes of its error. Outermost, so that no limit of the policy's cuts it.
    fn fallen_back(&self, call: &TokenStream) -> TokenStream {
        let Some(fallback) = &self.judge.attribute.code.fallback else {
            return call.clone();
        };
        let value = fallback.value(&self.root, &self.judge.returned, &format_ident!("__resilient_error"));
        let value = self.judge.here(value);
        // The value is out before the fallback is awaited, which would ask it to be `Send`.
        quote! {
            '__resilient_fallback: {
                let __resilient_error = {
                    let __resilient_end = { #call };
                    match __resilient_end {
                        ::core::result::Result::Ok(__resilient_value) => {
                            break '__resilient_fallback ::core::result::Result::Ok(__resilient_value);
                        }
                        ::core::result::Result::Err(__resilient_error) => __resilient_error,
                    }
                };
                #value
            }
        }
    }

    fn attempts(&self, attempt: &TokenStream) -> TokenStream {
        let ready = self.ready();
        let judged = self.judged(&self.run(attempt));
        let kept = self.keeps().then(|| {
            let root = &self.root;
            quote!(let mut __resilient_kept = #root::__private::Kept::nothing();)
        });
        match (self.retries(), ready.is_some()) {
            (true, _) => quote_spanned!(self.judge.at=> #kept loop { #ready #judged }),
            (false, true) => quote_spanned!(self.judge.at=> '__resilient_call: { #ready #judged }),
            (false, false) => quote_spanned!(self.judge.at=> #judged),
        }
    }

    /// Waits until the attempt may run, and leaves where a gate refuses it: where something is made for the attempt, which
    /// is not to grow old in the wait. What nothing is made for waits in `run`.
    fn ready(&self) -> Option<TokenStream> {
        let (call, wait) = (self.call(), self.wait());
        if self.judge.clones.is_empty() && self.judge.attribute.code.credentials.is_none() {
            return None;
        }
        if !self.refuses() {
            return self.retries().then(|| quote!(#call::wait(&mut __resilient_call) #wait;));
        }
        let label = (!self.retries()).then(|| quote!('__resilient_call));
        let refusal = self.refusal();
        if let Some(credentials) = &self.judge.attribute.code.credentials {
            let source = self.judge.here(credentials.source());
            let at = beside(&source);
            let call = located(&call, at);
            let wait = wait.map(|wait| located(&wait, at));
            let leased = quote_spanned!(at=> #call::leased(&mut __resilient_call, #source) #wait);
            return Some(quote! {
                let __resilient_lease = {
                    let __resilient_leased = #leased;
                    match __resilient_leased {
                        ::core::result::Result::Ok(__resilient_lease) => __resilient_lease,
                        ::core::result::Result::Err(__resilient_rejected) => break #label #refusal,
                    }
                };
            });
        }
        let ready = quote!(#call::ready(&mut __resilient_call) #wait);
        // In a scope of its own: the future is not to carry the answer while the body runs.
        Some(quote! {
            {
                let __resilient_ready = #ready;
                if let ::core::result::Result::Err(__resilient_rejected) = __resilient_ready {
                    break #label #refusal;
                }
            }
        })
    }

    /// What the body sees besides the arguments; `None` where that is nothing.
    pub(super) fn bindings(&self) -> Option<TokenStream> {
        let code = &self.judge.attribute.code;
        let attempt = code.attempt.as_ref().map(|name| quote!(let #name = &__resilient_attempt;));
        let lease = code.credentials.as_ref().map(|credentials| &credentials.lease);
        let lease = lease.map(|name| quote!(let #name = &__resilient_lease;));
        let is_empty = attempt.is_none() && lease.is_none() && self.judge.clones.is_empty();
        let clones = self.judge.clones.iter().map(clone);
        (!is_empty).then(|| quote!(#attempt #lease #(#clones)*))
    }

    fn run(&self, attempt: &TokenStream) -> TokenStream {
        let (call, wait) = (self.call(), self.wait());
        let run = match (self.refuses(), self.cuts()) {
            (true, true) => quote!(gated_limited),
            (true, false) => quote!(gated),
            (false, true) => quote!(run_limited),
            (false, false) => quote!(run),
        };
        quote!(#call::#run(&mut __resilient_call, #attempt) #wait)
    }

    /// The call's type. Its functions are named by path: a blanket trait of the user's could answer a method call.
    pub(super) fn call(&self) -> TokenStream {
        let root = &self.root;
        let gate = match self.judge.keys {
            Keys::Several(_) => "Scoped",
            _ if self.judge.attribute.code.registry().is_some() => "Scoped",
            Keys::One(_) => "Keyed",
            Keys::None if self.refuses() => "Guarded",
            Keys::None => "",
        };
        let call = match self.driver {
            Driver::Async => format_ident!("{gate}AsyncCall"),
            Driver::Blocking => format_ident!("{gate}BlockingCall"),
        };
        quote!(#root::__private::#call)
    }

    /// The tokens as if they stood at the return type; what `quote_spanned!` is given keeps a place of its own.
    pub(super) fn at_outcome(&self, tokens: &TokenStream) -> TokenStream {
        located(tokens, self.judge.outcome)
    }

    fn wait(&self) -> Option<TokenStream> {
        (self.driver == Driver::Async).then(|| quote!(.await))
    }

    /// Leaves the loop with `value`; without a loop it is the value.
    pub(super) fn end(&self, value: &TokenStream) -> TokenStream {
        if self.retries() { quote!(break #value;) } else { value.clone() }
    }

    pub(super) fn retries(&self) -> bool {
        self.judge.attribute.retries()
    }

    /// Whether an attempt may be cut: only an async one can.
    pub(super) fn cuts(&self) -> bool {
        let cuts = |policy: &Policy| policy.timeout().is_some() || policy.deadline().is_some();
        self.driver == Driver::Async && self.judge.any_policy(cuts)
    }

    /// Whether an outcome may have to be given back after a later refusal.
    pub(super) fn keeps(&self) -> bool {
        let cuts_short = self.cuts() && self.judge.any_policy(|policy| policy.deadline().is_some());
        self.retries() && (cuts_short || self.refuses())
    }

    /// Whether an attempt may be refused before it runs.
    pub(super) fn refuses(&self) -> bool {
        let is_gated = |policy: &Policy| policy.breaker().is_some() || policy.quota().is_some();
        self.judge.any_policy(is_gated) || self.judge.attribute.code.credentials.is_some()
    }

    pub(super) fn falls_back(&self) -> bool {
        self.judge.attribute.code.fallback.is_some()
    }
}

/// The name is the user's, so lints take the shadowing for the user's too.
fn clone(Clone { mutability, name }: &Clone) -> TokenStream {
    quote_spanned! {beside(name)=>
        #[allow(clippy::shadow_reuse, clippy::collection_is_never_read)]
        let #mutability #name = ::core::clone::Clone::clone(&#name);
    }
}
