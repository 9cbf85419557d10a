//! Entries of an attribute by their keys, to put a method's own before the block's.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::Token;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};

use super::super::entry::begins_entry;

/// The entries of an attribute.
#[derive(Default)]
pub(super) struct Entries(Vec<Entry>);

struct Entry {
    key: String,
    span: Span,
    tokens: TokenStream,
}

impl Entries {
    /// Splits at the commas in front of a key; others stand inside a value, as in `classify = by::<A, B>`.
    pub(super) fn parse(tokens: TokenStream) -> Self {
        let read = |input: ParseStream<'_>| {
            let mut entries = Vec::new();
            while !input.is_empty() {
                entries.push(entry(input));
            }
            Ok(entries)
        };
        Self(read.parse2(tokens).unwrap_or_default())
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key == key)
    }

    pub(super) fn span(&self, key: &str) -> Option<Span> {
        self.0.iter().find(|entry| entry.key == key).map(|entry| entry.span)
    }

    /// The entries of this key.
    pub(super) fn only(&self, key: &str) -> TokenStream {
        let entries = self.0.iter().filter(|entry| entry.key == key).map(|entry| &entry.tokens);
        quote!(#(#entries,)*)
    }

    /// These, and of `defaults` the wanted ones whose keys are not among them.
    pub(super) fn before(&self, defaults: &Self, wanted: impl Fn(&str) -> bool) -> TokenStream {
        let rest = defaults.0.iter().filter(|entry| !self.has(&entry.key) && wanted(&entry.key));
        let entries = self.0.iter().chain(rest).map(|entry| &entry.tokens);
        quote!(#(#entries,)*)
    }
}

fn entry(input: ParseStream<'_>) -> Entry {
    let span = input.span();
    let key = input.fork().call(Ident::parse_any).map(|key| key.unraw().to_string()).unwrap_or_default();
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        let comma = input.fork();
        if comma.parse::<Token![,]>().is_ok() && (comma.is_empty() || begins_entry(&comma)) {
            let _: syn::Result<Token![,]> = input.parse();
            break;
        }
        tokens.extend(input.parse::<TokenTree>());
    }
    Entry { key, span, tokens }
}
