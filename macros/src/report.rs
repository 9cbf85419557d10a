//! Errors as the compiler shows them: what is wrong, where, and what would be right.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use resilin_policy::Finding;

/// All mistakes of one macro call; they are reported together.
#[derive(Default)]
pub(crate) struct Report {
    errors: Vec<syn::Error>,
}

impl Report {
    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

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

/// The place of the user's first token, for tokens of ours.
pub(crate) fn beside(tokens: impl ToTokens) -> Span {
    let first = tokens.into_token_stream().into_iter().next();
    Span::call_site().located_at(first.map_or_else(Span::call_site, |token| token.span()))
}

/// The same tokens, said to stand elsewhere: the compiler underlines all from a path's first token to its last.
pub(crate) fn located(tokens: &TokenStream, span: Span) -> TokenStream {
    let located = |mut token: TokenTree| {
        token.set_span(token.span().located_at(span));
        token
    };
    tokens.clone().into_iter().map(located).collect()
}

/// A finding of the policy language, at a span.
pub(crate) fn of_finding(finding: &Finding, span: Span) -> syn::Error {
    syn::Error::new(span, with_help(&finding.message, finding.help.as_deref()))
}

pub(crate) fn with_help(message: &str, help: Option<&str>) -> String {
    help.map_or_else(|| message.to_owned(), |help| format!("{message}\nhelp: {help}"))
}
