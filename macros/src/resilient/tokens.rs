//! Questions about tokens that nobody parsed.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};

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

/// Whether the tokens use a variable of this name: `self.name` does not.
pub(super) fn uses(tokens: TokenStream, name: &str) -> bool {
    let mut dots = 0;
    for token in tokens {
        match &token {
            TokenTree::Ident(word) if word == name && dots != 1 => return true,
            TokenTree::Group(group) if uses(group.stream(), name) => return true,
            _ => {}
        }
        dots = match &token {
            TokenTree::Punct(mark) if mark.as_char() == '.' => dots + 1,
            _ => 0,
        };
    }
    false
}

/// Whether a format string among the tokens shows a variable of this name, as in `"{name:?}"`.
pub(super) fn shows(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => shows(group.stream(), name),
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            text.contains(&format!("{{{name}}}")) || text.contains(&format!("{{{name}:"))
        }
        _ => false,
    })
}

/// The tokens with `self` by another name.
pub(super) fn renamed(tokens: TokenStream, receiver: &Ident) -> TokenStream {
    let renamed = |token| match token {
        TokenTree::Ident(word) if word == "self" => TokenTree::Ident(receiver.clone()),
        TokenTree::Group(group) => {
            let mut inner = Group::new(group.delimiter(), renamed(group.stream(), receiver));
            inner.set_span(group.span());
            inner.into()
        }
        token => token,
    };
    tokens.into_iter().map(renamed).collect()
}
