//! Where an entry of the attribute begins and ends, and what stands there in its place.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use resilin_policy::{KeyKind, key_kind};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{Token, token};

use crate::report::at;

/// Whether an entry comes next: `key =` or `key(…)`.
pub(super) fn begins_entry(input: ParseStream<'_>) -> bool {
    let equals = input.peek2(Token![=]) && !input.peek2(Token![==]) && !input.peek2(Token![=>]);
    input.peek(Ident::peek_any) && (equals || input.peek2(token::Paren))
}

/// Whether an entry ends here.
pub(super) fn is_at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// What is left of an entry: to its comma, or to a key of the language in front of which that was forgotten.
pub(super) fn rest_of_entry(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !is_at_end(input) && !begins_known_entry(input) {
        tokens.extend(input.parse::<TokenTree>());
    }
    tokens
}

/// Whether a value that was read is all of it; what should be a comma is told by who reads the next entry.
pub(super) fn ends_here(input: ParseStream<'_>) -> bool {
    is_at_end(input) || begins_entry(input) || input.peek(Token![;])
}

pub(super) fn parenthesized(input: ParseStream<'_>) -> Option<Group> {
    match input.fork().parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => input.parse().ok(),
        _ => None,
    }
}

/// An error at the next token.
pub(super) fn unexpected(input: ParseStream<'_>, expected: &str, help: &str) -> syn::Error {
    let found = match input.fork().parse() {
        Ok(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => "(".to_owned(),
        Ok(token) => token.to_string(),
        Err(_) => return at(input.span(), expected, help),
    };
    at(input.span(), &format!("{expected}, found `{found}`"), help)
}

fn begins_known_entry(input: ParseStream<'_>) -> bool {
    let key = input.fork().call(Ident::parse_any);
    begins_entry(input) && key.is_ok_and(|key| key_kind(&key.unraw().to_string()) != KeyKind::Unknown)
}
