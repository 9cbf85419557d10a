//! Errors as the compiler shows them: what is wrong, where, and what would be right.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// All mistakes of one macro call; they are reported together.
#[derive(Default)]
pub(crate) struct Report {
    errors: Vec<syn::Error>,
}

impl Report {
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.errors.push(error);
    }
}

impl ToTokens for Report {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let errors = self.errors.iter().map(syn::Error::to_compile_error);
        tokens.extend(quote!(#(#errors)*));
    }
}

/// An error with its way out, at a span.
pub(crate) fn at(span: Span, message: &str, help: &str) -> syn::Error {
    syn::Error::new(span, with_help(message, Some(help)))
}

/// An error with its way out, under all of these tokens.
pub(crate) fn under(tokens: impl ToTokens, message: &str, help: &str) -> syn::Error {
    syn::Error::new_spanned(tokens, with_help(message, Some(help)))
}

pub(crate) fn with_help(message: &str, help: Option<&str>) -> String {
    help.map_or_else(|| message.to_owned(), |help| format!("{message}\nhelp: {help}"))
}
