//! Questions about tokens that nobody parsed.

use proc_macro2::{TokenStream, TokenTree};

/// Whether a name occurs among the tokens, however deep.
pub(super) fn mentions(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Ident(ident) => ident == name,
        _ => false,
    })
}
