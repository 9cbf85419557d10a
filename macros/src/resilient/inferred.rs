//! A return type with the parts that only a signature can say left for the compiler to infer.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::quote;

/// `Result<impl Display + 'a, E>` becomes `Result<_, E>`.
pub(super) fn infer_impl_trait(returned: TokenStream) -> TokenStream {
    let mut inferred = TokenStream::new();
    let mut tokens = returned.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "impl" => {
                inferred.extend(quote!(_));
                let mut bounds = Bounds::default();
                while tokens.next_if(|token| bounds.go_on(token)).is_some() {}
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), infer_impl_trait(group.stream()));
                inner.set_span(group.span());
                inferred.extend([TokenTree::Group(inner)]);
            }
            token => inferred.extend([token]),
        }
    }
    inferred
}

/// Follows the bounds of an `impl` to their end: the first `,` or `>` outside angle brackets of their own.
#[derive(Default)]
struct Bounds {
    depth: usize,
    after_dash: bool,
}

impl Bounds {
    fn go_on(&mut self, token: &TokenTree) -> bool {
        let character = match token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        let is_arrow = character == '>' && self.after_dash;
        self.after_dash = character == '-';
        match character {
            ',' | '>' if self.depth == 0 && !is_arrow => return false,
            '<' => self.depth += 1,
            '>' if !is_arrow => self.depth -= 1,
            _ => {}
        }
        true
    }
}
