//! The loop around the body.
//!
//! It is a loop around an `async` block, not a closure, for a plain `async fn`: that alone keeps `?`, early
//! returns, `&mut` arguments, values that are not `Send` and futures that are, all at once. What the runtime
//! awaits by itself stands at the loop's top, never in the match on the outcome.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use resilin_policy::Policy;

use super::attribute::Attribute;
use super::clones::Clone;
use crate::constant;
use crate::report::{beside, located};

/// Which of the runtime's drivers runs the body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Driver {
    Async,
    Blocking,
}

/// What the loop needs to know besides the body.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) attribute: &'a Attribute,
    /// The site's name, an expression.
    pub(super) name: &'a TokenStream,
    /// The name of the call's breaker, an expression, where arguments are part of it.
    pub(super) key: Option<&'a TokenStream>,
    pub(super) clones: &'a [Clone],
    /// Where the loop and the settings are said to stand.
    pub(super) at: Span,
    /// Where "no `Result`" and "cannot say refused" are shown: the return type.
    pub(super) outcome: Span,
}

impl Judge<'_> {
    /// The same, with errors about the outcome at the first token of the return type.
    pub(super) fn of(mut self, returned: impl ToTokens) -> Self {
        if let Some(first) = returned.into_token_stream().into_iter().next() {
            self.outcome = Span::call_site().located_at(first.span());
        }
        self
    }

    fn policy(&self) -> &Policy {
        &self.attribute.policy
    }
}

/// The content of the function's braces: `attempt` run under the policy.
pub(super) fn resilient_body(driver: Driver, attempt: &TokenStream, judge: &Judge<'_>) -> TokenStream {
    let plan = Plan { driver, judge, root: judge.attribute.root() };
    let (begin, attempts) = (plan.begin(), plan.attempts(attempt));
    quote_spanned!(judge.at=> #begin #attempts)
}

struct Plan<'a> {
    driver: Driver,
    judge: &'a Judge<'a>,
    root: TokenStream,
}

impl Plan<'_> {
    /// A call at the site. The site stands in a scope that the body cannot see.
    fn begin(&self) -> TokenStream {
        let (root, name) = (&self.root, self.judge.name);
        let policy = constant::policy(root, self.judge.policy().written());
        let driver = self.call();
        let key = self.judge.key.map(|key| quote!(, #key));
        let attempt = self.judge.attribute.code.attempt.as_ref();
        let mutability = self.retries().then(|| quote!(mut));
        let attempt =
            attempt.map(|_| quote!(let #mutability __resilient_attempt = #driver::attempt(&__resilient_call);));
        quote_spanned! {self.judge.at=>
            let mut __resilient_call = #driver::begin({
                static SITE: #root::Site =
                    #root::Site::declared(#name, #policy, ::core::file!(), ::core::line!());
                &SITE
            } #key);
            #attempt
        }
    }

    fn attempts(&self, attempt: &TokenStream) -> TokenStream {
        let (ready, bindings) = (self.ready(), self.bindings());
        let judged = self.judged(&self.run(attempt));
        let kept = self.keeps().then(|| {
            let root = &self.root;
            quote!(let mut __resilient_kept = #root::__private::Kept::Nothing;)
        });
        match (self.retries(), self.refuses()) {
            (true, _) => quote_spanned!(self.judge.at=> #kept loop { #ready #bindings #judged }),
            (false, true) => quote_spanned!(self.judge.at=> '__resilient_call: { #ready #bindings #judged }),
            (false, false) => quote_spanned!(self.judge.at=> #bindings #judged),
        }
    }

    /// Waits until the attempt may run, and leaves where the breaker refuses it.
    fn ready(&self) -> Option<TokenStream> {
        let (call, wait) = (self.call(), self.wait());
        let ready = quote!(#call::ready(&mut __resilient_call) #wait);
        if !self.refuses() {
            return self.retries().then(|| quote!(#ready;));
        }
        let label = (!self.retries()).then(|| quote!('__resilient_call));
        let refusal = self.refusal();
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

    /// What the body sees besides the arguments.
    fn bindings(&self) -> TokenStream {
        let attempt = self.judge.attribute.code.attempt.as_ref();
        let attempt = attempt.map(|name| quote!(let #name = &__resilient_attempt;));
        let clones = self.judge.clones.iter().map(clone);
        quote!(#attempt #(#clones)*)
    }

    fn run(&self, attempt: &TokenStream) -> TokenStream {
        let (call, wait) = (self.call(), self.wait());
        let run = if self.cuts() { quote!(run_limited) } else { quote!(run) };
        quote!(#call::#run(&mut __resilient_call, #attempt) #wait)
    }

    fn judged(&self, run: &TokenStream) -> TokenStream {
        let outcome = self.outcome();
        if !self.cuts() {
            return quote!(let __resilient_outcome = #run; #outcome);
        }
        let rejected = self.rejected();
        // Bound first: temporaries of a last expression are dropped in another order before edition 2024.
        quote! {
            let __resilient_end = #run;
            match __resilient_end {
                ::core::result::Result::Ok(__resilient_outcome) => { #outcome }
                ::core::result::Result::Err(__resilient_rejected) => { #rejected }
            }
        }
    }

    /// The body has ended: with a value, or with an error to be classified.
    fn outcome(&self) -> TokenStream {
        let root = self.at_outcome(&self.root);
        let (value, failure) = (self.value(), self.failure());
        let look = quote_spanned!(self.judge.outcome=> #root::__private::Outcome::look(&__resilient_outcome));
        let binding = match self.judge.attribute.code.validate {
            Some(_) => quote!(__resilient_value),
            None => quote!(_),
        };
        quote! {
            match #look {
                ::core::result::Result::Ok(#binding) => { #value }
                ::core::result::Result::Err(__resilient_error) => { #failure }
            }
        }
    }

    fn value(&self) -> TokenStream {
        let (root, call, end) = (&self.root, self.call(), self.end(&quote!(__resilient_outcome)));
        let accepted = quote!(#call::succeeded(&mut __resilient_call); #end);
        let Some(validate) = &self.judge.attribute.code.validate else {
            return accepted;
        };
        let rejected = self.rejected();
        let root = located(root, beside(validate));
        quote_spanned! {beside(validate)=>
            match #validate(__resilient_value) {
                ::core::result::Result::Ok(()) => { #accepted }
                ::core::result::Result::Err(__resilient_reason) => {
                    let __resilient_rejected = #root::__private::invalid(&__resilient_reason);
                    #rejected
                }
            }
        }
    }

    fn failure(&self) -> TokenStream {
        let (call, fault) = (self.call(), self.fault());
        let failed = quote!(#call::failed(&mut __resilient_call, &__resilient_fault));
        let end = self.end(&quote!(__resilient_outcome));
        if !self.retries() {
            return quote!(let __resilient_fault = #fault; #failed; #end);
        }
        let root = &self.root;
        let advance = self.advance(&quote!(__resilient_fault));
        let keep = self.keeps().then(|| {
            quote! {
                __resilient_kept =
                    #root::__private::Kept::error(#root::__private::Outcome::into_error(__resilient_outcome));
            }
        });
        quote!(let __resilient_fault = #fault; if !#failed { #end } #advance #keep)
    }

    fn fault(&self) -> TokenStream {
        let root = &self.root;
        let call = self.call();
        if let Some(classify) = &self.judge.attribute.code.classify {
            let found = quote_spanned! {beside(classify)=>
                ::core::option::Option::<#root::Fault>::Some(#classify(__resilient_error))
            };
            return quote!(#call::fault(&__resilient_call, #found, __resilient_error));
        }
        let call = self.at_outcome(&call);
        let probe = self.at_outcome(&constant::probe(root, &quote!(__resilient_error)));
        quote_spanned!(self.judge.outcome=> #call::fault(&__resilient_call, #probe, __resilient_error))
    }

    /// The policy cut the attempt, or did not accept its value: `__resilient_rejected`.
    fn rejected(&self) -> TokenStream {
        let (root, call) = (&self.root, self.call());
        let rejected = quote!(#call::rejected(&mut __resilient_call, &__resilient_rejected));
        let end = self.end(&self.refusal());
        if !self.retries() {
            return quote!(#rejected; #end);
        }
        let advance = self.advance(&quote!(#root::Rejected::fault(&__resilient_rejected)));
        let keep = self
            .keeps()
            .then(|| quote!(__resilient_kept = #root::__private::Kept::rejected(__resilient_rejected);));
        quote!(if !#rejected { #end } #advance #keep)
    }

    /// The outcome of a call that ends with `__resilient_rejected`.
    fn refusal(&self) -> TokenStream {
        let root = &self.root;
        let kept = if self.keeps() { quote!(__resilient_kept) } else { quote!(#root::__private::Kept::Nothing) };
        let (kept, root) = (self.at_outcome(&kept), self.at_outcome(root));
        quote_spanned! {self.judge.outcome=>
            #root::__private::Outcome::from_error(#root::__private::Kept::or(#kept, __resilient_rejected))
        }
    }

    fn advance(&self, fault: &TokenStream) -> Option<TokenStream> {
        let attempt = self.judge.attribute.code.attempt.as_ref();
        let root = &self.root;
        attempt.map(|_| quote!(#root::Attempt::advance(&mut __resilient_attempt, #fault);))
    }

    /// The call's type. Its functions are named by path: a blanket trait of the user's could answer a method call.
    fn call(&self) -> TokenStream {
        let root = &self.root;
        let gate = match self.judge.key {
            Some(_) => "Keyed",
            None if self.refuses() => "Guarded",
            None => "",
        };
        let call = match self.driver {
            Driver::Async => format_ident!("{gate}AsyncCall"),
            Driver::Blocking => format_ident!("{gate}BlockingCall"),
        };
        quote!(#root::__private::#call)
    }

    /// The tokens as if they stood at the return type; what `quote_spanned!` is given keeps a place of its own.
    fn at_outcome(&self, tokens: &TokenStream) -> TokenStream {
        located(tokens, self.judge.outcome)
    }

    fn wait(&self) -> Option<TokenStream> {
        (self.driver == Driver::Async).then(|| quote!(.await))
    }

    /// Leaves the loop with `value`; without a loop it is the value.
    fn end(&self, value: &TokenStream) -> TokenStream {
        if self.retries() { quote!(break #value;) } else { value.clone() }
    }

    fn retries(&self) -> bool {
        self.judge.policy().retries()
    }

    /// Whether an attempt may be cut: only an async one can.
    fn cuts(&self) -> bool {
        let policy = self.judge.policy();
        self.driver == Driver::Async && (policy.timeout().is_some() || policy.deadline().is_some())
    }

    /// Whether an outcome may have to be given back after a later refusal.
    fn keeps(&self) -> bool {
        let cuts_short = self.cuts() && self.judge.policy().deadline().is_some();
        self.retries() && (cuts_short || self.refuses())
    }

    /// Whether an attempt may be refused before it runs.
    fn refuses(&self) -> bool {
        self.judge.policy().breaker().is_some()
    }
}

/// The name is the user's, so lints take the shadowing for the user's too.
fn clone(Clone { mutability, name }: &Clone) -> TokenStream {
    quote_spanned! {beside(name)=>
        #[allow(clippy::shadow_reuse, clippy::collection_is_never_read)]
        let #mutability #name = ::core::clone::Clone::clone(&#name);
    }
}
