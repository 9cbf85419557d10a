//! Questions about tokens that nobody parsed.

use proc_macro2::{Ident, TokenStream, TokenTree};

/// Whether a name occurs among the tokens, however deep.
pub(super) fn mentions(tokens: TokenStream, name: &str) -> bool {
    find(tokens, name).is_some()
}

/// The first token of this name, however deep.
pub(super) fn find(tokens: TokenStream, name: &str) -> Option<Ident> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => find(group.stream(), name),
        TokenTree::Ident(ident) => (ident == name).then_some(ident),
        _ => None,
    })
}
