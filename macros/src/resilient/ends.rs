//! How an attempt ended, and what comes of it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::body::Plan;
use crate::constant;
use crate::report::{beside, located};

impl Plan<'_> {
    pub(super) fn judged(&self, run: &TokenStream) -> TokenStream {
        let (root, returned) = (&self.root, &self.judge.returned);
        let (outcome, result) = (self.outcome(), quote!(::core::result::Result));
        // Bound first: temporaries of a last expression are dropped in another order before edition 2024.
        let bound = |of_type: &TokenStream| self.bound("__resilient_end", of_type, run);
        match (self.refuses(), self.cuts()) {
            (false, false) => {
                let run = self.bound("__resilient_outcome", returned, run);
                quote!(#run #outcome)
            }
            (true, true) => {
                let run = bound(&quote!(#root::__private::Attempted<#returned>));
                let (cut, refused) = (self.rejected(), self.end(&self.refusal()));
                quote! {
                    #run
                    match __resilient_end {
                        #root::__private::Attempted::Ended(__resilient_outcome) => { #outcome }
                        #root::__private::Attempted::Cut(__resilient_rejected) => { #cut }
                        #root::__private::Attempted::Refused(__resilient_rejected) => { #refused }
                    }
                }
            }
            (refuses, _) => {
                let run = bound(&quote!(#result<#returned, #root::Rejected>));
                let rejected = if refuses { self.end(&self.refusal()) } else { self.rejected() };
                quote! {
                    #run
                    match __resilient_end {
                        #result::Ok(__resilient_outcome) => { #outcome }
                        #result::Err(__resilient_rejected) => { #rejected }
                    }
                }
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
        let apart =
            quote_spanned!(self.judge.outcome=> #root::__private::Outcome::into_result(__resilient_outcome));
        let (value, failure) = (self.value(), self.failure());
        quote! {
            match #apart {
                ::core::result::Result::Ok(__resilient_value) => { #value }
                ::core::result::Result::Err(__resilient_error) => { #failure }
            }
        }
    }

    fn value(&self) -> TokenStream {
        let end = self.end(&self.put_together("from_value", &quote!(__resilient_value)));
        let succeeded = self.told("succeeded", None);
        let accepted = quote!(#succeeded; #end);
        let Some(validate) = &self.judge.attribute.code.validate else {
            return accepted;
        };
        let rejected = self.rejected();
        let root = located(&self.root, beside(validate));
        quote_spanned! {beside(validate)=>
            match #validate(&__resilient_value) {
                ::core::result::Result::Ok(()) => { #accepted }
                ::core::result::Result::Err(__resilient_reason) => {
                    let __resilient_rejected = #root::__private::invalid(&__resilient_reason);
                    #rejected
                }
            }
        }
    }

    /// Leaves with the error if the call is over, else keeps it.
    fn failure(&self) -> TokenStream {
        let (root, found) = (&self.root, self.found());
        let gives_up = self.told("gives_up", Some(&quote!(#found, &__resilient_error)));
        let error = if self.falls_back() {
            quote!(#root::Error::Failed(__resilient_error))
        } else {
            quote!(__resilient_error)
        };
        let end = self.end(&self.put_together("from_error", &error));
        if !self.retries() {
            return quote!(#gives_up; #end);
        }
        let keep = self.keeps().then(|| quote!(__resilient_kept = #root::__private::Kept::error(#error);));
        quote!(if #gives_up { #end } #keep)
    }

    /// The call's outcome. What is no `Result` is said at the return type.
    fn put_together(&self, how: &str, part: &TokenStream) -> TokenStream {
        let (root, how) = (self.at_outcome(&self.root), Ident::new(how, self.judge.outcome));
        quote_spanned!(self.judge.outcome=> #root::__private::Outcome::#how(#part))
    }

    /// Tells the call how the attempt ended; the source of its lease hears it, too.
    fn told(&self, how: &str, what: Option<&TokenStream>) -> TokenStream {
        let (call, what) = (self.call(), what.map(|what| quote!(, #what)));
        match &self.judge.attribute.code.credentials {
            None => {
                let how = format_ident!("{how}");
                quote!(#call::#how(&mut __resilient_call #what))
            }
            Some(credentials) => {
                let (how, source) = (format_ident!("{how}_with"), self.judge.here(credentials.source()));
                // One place for one mistake: the compiler tells it once.
                let at = beside(&source);
                let call = located(&call, at);
                quote_spanned!(at=> #call::#how(&mut __resilient_call #what, #source, &__resilient_lease))
            }
        }
    }

    /// What an error says of itself, or what is said of it. The next attempt is told of it.
    fn found(&self) -> TokenStream {
        let root = &self.root;
        let found = match &self.judge.attribute.code.classify {
            Some(classify) => quote_spanned! {beside(classify)=>
                ::core::option::Option::<#root::Fault>::Some(#classify(&__resilient_error))
            },
            None => self.at_outcome(&constant::probe(root, &quote!(&__resilient_error))),
        };
        match &self.judge.attribute.code.attempt {
            Some(_) if self.retries() => quote!(#root::Attempt::found(&mut __resilient_attempt, #found)),
            _ => found,
        }
    }

    /// The policy cut the attempt, or did not accept its value: `__resilient_rejected`.
    fn rejected(&self) -> TokenStream {
        let root = &self.root;
        let rejected = self.told("rejected", Some(&quote!(&__resilient_rejected)));
        let end = self.end(&self.refusal());
        if !self.retries() {
            return quote!(#rejected; #end);
        }
        let attempt = self.judge.attribute.code.attempt.as_ref();
        let advance = attempt.map(|_| {
            quote!(#root::Attempt::advance(&mut __resilient_attempt, #root::Rejected::fault(&__resilient_rejected));)
        });
        let keep = self
            .keeps()
            .then(|| quote!(__resilient_kept = #root::__private::Kept::rejected(__resilient_rejected);));
        quote!(if !#rejected { #end } #advance #keep)
    }

    /// The outcome of a call that ends with `__resilient_rejected`.
    pub(super) fn refusal(&self) -> TokenStream {
        let root = &self.root;
        if !self.judge.attribute.holds {
            return quote!(#root::__private::never());
        }
        let kept = if self.keeps() { quote!(__resilient_kept) } else { quote!(#root::__private::Kept::nothing()) };
        let (kept, root) = (self.at_outcome(&kept), self.at_outcome(root));
        if self.falls_back() {
            return quote_spanned! {self.judge.outcome=>
                ::core::result::Result::Err(#root::__private::Kept::or(#kept, __resilient_rejected))
            };
        }
        quote_spanned! {self.judge.outcome=> #root::__private::Kept::refused(#kept, __resilient_rejected) }
    }
}
