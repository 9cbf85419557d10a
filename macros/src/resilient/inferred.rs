//! A return type where there is no signature: with the parts that only a signature can say left for the compiler to infer,
//! and said to a block that has no place for it.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

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

/// Tells the compiler the type of an async block, which has no place to write it: without it `?`, early returns
/// and coercions in the body would have to guess.
pub(super) fn edge_of(returned: &TokenStream, at: Span) -> TokenStream {
    quote_spanned! {at=>
        if let ::core::option::Option::Some(__resilient_return) = ::core::option::Option::None::<#returned> {
            return __resilient_return;
        }
    }
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
