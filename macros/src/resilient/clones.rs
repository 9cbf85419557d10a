//! Arguments that are cloned for each attempt. An argument itself is only read then, so its `mut` goes to the
//! clone.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Pat, Token};

use super::attribute::Attribute;
use super::function::Function;
use super::shape::Shape;

/// An argument that is cloned for each attempt.
pub(super) struct Clone {
    pub(super) mutability: Option<Token![mut]>,
    pub(super) name: Ident,
}

/// The clones, with each `mut` found out of the patterns. The only run may consume its
/// arguments as they are, unless a fallback is to see them, too.
pub(super) fn take_clones(function: &mut Function, shape: &mut Shape, attribute: &Attribute) -> Vec<Clone> {
    if !attribute.retries() && attribute.code.fallback.is_none() {
        return Vec::new();
    }
    let names = attribute.code.clones.iter();
    names.map(|name| Clone { mutability: take_mut(function, shape, name), name: name.clone() }).collect()
}

/// `#[async_trait]` has moved the patterns out of the signature, to the top of its block.
fn take_mut(function: &mut Function, shape: &mut Shape, name: &Ident) -> Option<Token![mut]> {
    if let Shape::AsyncTrait(written) = shape {
        return take_from(&mut written.before, name);
    }
    function.signature.inputs.iter_mut().find_map(|argument| match argument {
        FnArg::Typed(typed) => take_from_pattern(&mut typed.pat, name),
        FnArg::Receiver(_) => None,
    })
}

fn take_from_pattern(pattern: &mut Pat, name: &Ident) -> Option<Token![mut]> {
    let mut tokens = pattern.to_token_stream();
    let found = take_from(&mut tokens, name)?;
    *pattern = Pat::Verbatim(tokens);
    Some(found)
}

/// Takes the `mut` of `mut name` out of the tokens.
fn take_from(tokens: &mut TokenStream, name: &Ident) -> Option<Token![mut]> {
    let mut found = None;
    let mut rest: Vec<TokenTree> = Vec::new();
    for token in std::mem::take(tokens) {
        match token {
            TokenTree::Group(group) => rest.push(take_from_group(&group, name, &mut found).into()),
            TokenTree::Ident(word) if word == *name && is_binding_mut(&rest) => {
                found = rest.pop().map(|keyword| Token![mut](keyword.span()));
                rest.push(word.into());
            }
            token => rest.push(token),
        }
    }
    *tokens = rest.into_iter().collect();
    found
}

fn take_from_group(group: &Group, name: &Ident, found: &mut Option<Token![mut]>) -> Group {
    let mut content = group.stream();
    *found = take_from(&mut content, name).or(*found);
    let mut inner = Group::new(group.delimiter(), content);
    inner.set_span(group.span());
    inner
}

/// Whether the tokens end with a `mut` that makes a binding mutable: not that of `&mut` or `ref mut`.
fn is_binding_mut(tokens: &[TokenTree]) -> bool {
    let [before @ .., TokenTree::Ident(last)] = tokens else {
        return false;
    };
    let is_reference = match before.last() {
        Some(TokenTree::Ident(word)) => word == "ref",
        Some(TokenTree::Punct(punct)) => punct.as_char() == '&',
        _ => false,
    };
    last == "mut" && !is_reference
}
