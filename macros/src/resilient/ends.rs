//! How an attempt ended, and what comes of it.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

use super::body::Plan;
use crate::constant;
use crate::report::{beside, located};

impl Plan<'_> {
    pub(super) fn judged(&self, run: &TokenStream) -> TokenStream {
        let (root, returned) = (&self.root, &self.judge.returned);
        let outcome = self.outcome();
        if !self.cuts() {
            let run = self.bound("__resilient_outcome", returned, run);
            return quote!(#run #outcome);
        }
        let rejected = self.rejected();
        // Bound first: temporaries of a last expression are dropped in another order before edition 2024.
        let run = self.bound("__resilient_end", &quote!(::core::result::Result<#returned, #root::Rejected>), run);
        quote! {
            #run
            match __resilient_end {
                ::core::result::Result::Ok(__resilient_outcome) => { #outcome }
                ::core::result::Result::Err(__resilient_rejected) => { #rejected }
            }
        }
    }

    /// What the run gives, by this name. What the body sees besides the arguments is seen by nothing else. A fallback
    /// leaves the type of the error to be said.
    fn bound(&self, name: &str, of_type: &TokenStream, run: &TokenStream) -> TokenStream {
        let name = format_ident!("{name}");
        let of_type = self.falls_back().then(|| quote!(: #of_type));
        match self.bindings() {
            Some(bindings) => quote!(let #name #of_type; { #bindings #name = #run; }),
            None => quote!(let #name #of_type = #run;),
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
        let (root, end) = (&self.root, self.end(&self.ended()));
        let succeeded = self.told("succeeded", None);
        let accepted = quote!(#succeeded; #end);
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
        let fault = self.fault();
        let failed = self.told("failed", Some(&quote!(, &__resilient_fault)));
        let end = self.end(&self.ended());
        if !self.retries() {
            return quote!(let __resilient_fault = #fault; #failed; #end);
        }
        let root = &self.root;
        let advance = self.advance(&quote!(__resilient_fault));
        let error = if self.falls_back() { quote!(into_failed) } else { quote!(into_error) };
        let keep = self.keeps().then(|| {
            quote! {
                __resilient_kept =
                    #root::__private::Kept::error(#root::__private::Outcome::#error(__resilient_outcome));
            }
        });
        quote!(let __resilient_fault = #fault; if !#failed { #end } #advance #keep)
    }

    /// Tells the call how the attempt ended; the source of its lease hears it, too.
    fn told(&self, how: &str, with: Option<&TokenStream>) -> TokenStream {
        let call = self.call();
        match &self.judge.attribute.code.credentials {
            None => {
                let how = format_ident!("{how}");
                quote!(#call::#how(&mut __resilient_call #with))
            }
            Some(credentials) => {
                let (how, source) = (format_ident!("{how}_with"), self.judge.here(credentials.source()));
                // One place for one mistake: the compiler tells it once.
                let at = beside(&source);
                let call = located(&call, at);
                quote_spanned!(at=> #call::#how(&mut __resilient_call #with, #source, &__resilient_lease))
            }
        }
    }

    /// The call's value or error, as its last attempt gave it.
    fn ended(&self) -> TokenStream {
        let root = &self.root;
        if self.falls_back() {
            quote!(#root::__private::Outcome::widened(__resilient_outcome))
        } else {
            quote!(__resilient_outcome)
        }
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
        let root = &self.root;
        let rejected = self.told("rejected", Some(&quote!(, &__resilient_rejected)));
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
    pub(super) fn refusal(&self) -> TokenStream {
        let root = &self.root;
        let kept = if self.keeps() { quote!(__resilient_kept) } else { quote!(#root::__private::Kept::Nothing) };
        let (kept, root) = (self.at_outcome(&kept), self.at_outcome(root));
        if self.falls_back() {
            return quote_spanned! {self.judge.outcome=>
                ::core::result::Result::Err(#root::__private::Kept::or(#kept, __resilient_rejected))
            };
        }
        quote_spanned! {self.judge.outcome=>
            #root::__private::Outcome::from_error(#root::__private::Kept::or(#kept, __resilient_rejected))
        }
    }

    fn advance(&self, fault: &TokenStream) -> Option<TokenStream> {
        let attempt = self.judge.attribute.code.attempt.as_ref();
        let root = &self.root;
        attempt.map(|_| quote!(#root::Attempt::advance(&mut __resilient_attempt, #fault);))
    }
}
