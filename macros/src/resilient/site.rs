//! The function's site, and a call that begins there.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use resilin_policy::{BreakerRef, Compiled, Layers, Policy};

use super::alternative::Alternative;
use super::body::{Driver, Plan};
use super::key::Keys;
use crate::constant;

impl Plan<'_> {
    /// A call at the site. The site stands in a scope that the body cannot see.
    pub(super) fn begin(&self) -> TokenStream {
        let (site, driver) = (self.site(), self.call());
        let attempt = self.judge.attribute.code.attempt.as_ref();
        let mutability = self.retries().then(|| quote!(mut));
        let attempt =
            attempt.map(|_| quote!(let #mutability __resilient_attempt = #driver::attempt(&__resilient_call);));
        if let Keys::Several(keys) = self.judge.keys {
            let begin = self.begin_by_site(keys);
            return quote_spanned!(self.judge.at=>
                let __resilient_site = #site;
                let mut __resilient_call = #begin;
                #attempt
            );
        }
        let names = self.names();
        quote_spanned! {self.judge.at=>
            let mut __resilient_call = #driver::begin(#site #names);
            #attempt
        }
    }

    /// The site as this call finds it, an expression.
    fn site(&self) -> TokenStream {
        let (root, watch, declared) = (&self.root, &self.judge.watch, self.declared());
        quote_spanned! {self.judge.at=> {
            #watch
            static SITE: #root::__private::Declared = #declared;
            #root::__private::listed!(SITE);
            #root::__private::Declared::enter(&SITE)
        }}
    }

    /// The site's value. What it is called is known to the compiler alone, so that chooses among what it may be.
    fn declared(&self) -> TokenStream {
        let (root, name, attribute) = (&self.root, self.judge.name, self.judge.attribute);
        let settings = constant::settings(root, attribute.policy.written());
        if attribute.alternatives.is_empty() {
            return self.with(name, &settings, &attribute.policy, attribute.layers.as_ref());
        }
        let others = attribute.alternatives.iter().map(|alternative| {
            let (site, value) = (&alternative.site, self.alternative(alternative));
            quote!(if #root::__private::same(NAME, #site) { #value } else)
        });
        let otherwise = self.chosen(&attribute.policy, attribute.layers.as_ref());
        quote!({ const NAME: &str = #name; #(#others)* { #otherwise } })
    }

    /// What is wrong with one that this site may be is wrong only if it is that one.
    fn alternative(&self, alternative: &Alternative) -> TokenStream {
        let Alternative { policy, layers, mistakes, .. } = alternative;
        if mistakes.is_empty() {
            return self.chosen(policy, layers.as_ref());
        }
        let message = mistakes.join("\n");
        quote!(::core::panic!("{}", #message))
    }

    /// One of several. What it borrows lives for ever only in a constant of its own: the compiler promotes nothing that it
    /// may not come to.
    fn chosen(&self, policy: &Policy, layers: Option<&Layers>) -> TokenStream {
        let (root, value) = (&self.root, constant::settings(&self.root, policy.written()));
        let constant = quote!({ const SETTINGS: #root::__private::Settings = #value; SETTINGS });
        self.with(&quote!(NAME), &constant, policy, layers)
    }

    fn with(
        &self,
        name: &TokenStream,
        value: &TokenStream,
        policy: &Policy,
        layers: Option<&Layers>,
    ) -> TokenStream {
        let (root, compiled) = (&self.root, self.compiled(policy));
        let layers = layers.map(|layers| {
            let layers = constant::layers(root, layers);
            quote!(.written(&#layers))
        });
        quote_spanned! {self.judge.at=>
            #root::__private::Declared::new(
                #name,
                #value,
                #compiled,
                (::core::module_path!(), ::core::file!(), ::core::line!()),
            ) #layers
        }
    }

    /// What the code can do, whatever the policy says.
    fn compiled(&self, policy: &Policy) -> TokenStream {
        let code = &self.judge.attribute.code;
        let is_keyed = policy.breaker().is_some_and(BreakerRef::is_keyed);
        let can = [
            (Compiled::ASYNC, self.driver == Driver::Async),
            (Compiled::LOOP, self.retries()),
            (Compiled::GATED, self.refuses()),
            (Compiled::CUT, self.cuts()),
            (Compiled::KEPT, self.keeps()),
            (Compiled::KEYED, is_keyed && !matches!(self.judge.keys, Keys::None)),
            (Compiled::LEASED, code.credentials.is_some()),
            (Compiled::SCOPED, code.registry().is_some()),
        ];
        let can = can.into_iter().filter(|(_, can)| *can).fold(Compiled::ONCE, |all, (one, _)| all.and(one));
        let (root, bits) = (&self.root, can.0);
        quote!(#root::__private::Compiled(#bits))
    }

    /// What the names of the call are found by, besides the site.
    fn names(&self) -> Option<TokenStream> {
        let key = match self.judge.keys {
            Keys::One(key) => Some(key),
            _ => None,
        };
        match (self.registry(), key) {
            (Some(registry), key) => {
                let key = optional(key);
                Some(quote!(, #registry, #key))
            }
            (None, key) => key.map(|key| quote!(, #key)),
        }
    }

    /// The call, with the key that belongs to the site's name. Names are looked up by each call then.
    fn begin_by_site(&self, keys: &[Option<TokenStream>]) -> TokenStream {
        let (root, name, driver) = (&self.root, self.judge.name, self.call());
        let registry = self.registry().unwrap_or_else(|| quote!(#root::Registry::global()));
        let mut begins = keys.iter().map(|key| {
            let key = optional(key.as_ref());
            quote!(#driver::begin(__resilient_site, #registry, #key))
        });
        let others = self.judge.attribute.alternatives.iter().zip(begins.by_ref()).map(|(alternative, begin)| {
            let site = &alternative.site;
            quote!(if const { #root::__private::same(#name, #site) } { #begin } else)
        });
        let others: TokenStream = others.collect();
        let otherwise = begins.next();
        quote!(#others { #otherwise })
    }

    fn registry(&self) -> Option<TokenStream> {
        self.judge.attribute.code.registry().map(|registry| self.judge.here(registry))
    }
}

fn optional(key: Option<&impl ToTokens>) -> TokenStream {
    match key {
        Some(key) => quote!(::core::option::Option::Some(#key)),
        None => quote!(::core::option::Option::None),
    }
}
