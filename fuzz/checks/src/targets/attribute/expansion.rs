//! What holds for every expansion, of whatever.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{ImplItem, ImplItemFn, Item, LitStr, Meta};

use super::tokens::idents;
use crate::file::File;
use crate::resilient;

/// Expands the attribute on the item, and the attributes that it hands on to the methods of a block.
pub(super) fn check(attribute: &TokenStream, item: &TokenStream, file: &dyn Fn() -> File) {
    let expanded = resilient::expand(attribute.clone(), item, &file());
    emits_the_item(item, &expanded);
    if syn::parse2::<Item>(item.clone()).is_err() {
        return;
    }
    mistakes_have_a_way_out(&expanded);
    let expanded: syn::File = syn::parse2(expanded.clone())
        .unwrap_or_else(|error| panic!("of an item there is left what is none: {error}, in {expanded}"));
    for (attribute, method) in handed_on(expanded) {
        check(&attribute, &method, file);
    }
}

/// Nothing else in the user's file turns red: what others name is there, whatever is wrong. A block loses the attributes
/// of its methods that it hands on.
fn emits_the_item(item: &TokenStream, expanded: &TokenStream) {
    let (mut wanted, there) = (names(item), idents(expanded));
    wanted.retain(|name| !there.contains(name));
    assert!(wanted.is_empty(), "{wanted:?} got lost in {expanded}");
}

/// Of a block the names of its members, of anything else all words. What is neither may be a block with a mistake.
fn names(item: &TokenStream) -> Vec<String> {
    let words = idents(item);
    match syn::parse2(item.clone()) {
        Ok(Item::Impl(block)) => block.items.iter().filter_map(name).collect(),
        Err(_) if words.contains("impl") => Vec::new(),
        _ => words.into_iter().collect(),
    }
}

fn name(member: &ImplItem) -> Option<String> {
    match member {
        ImplItem::Const(constant) => Some(constant.ident.to_string()),
        ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
        ImplItem::Type(of) => Some(of.ident.to_string()),
        _ => None,
    }
}

/// Every mistake is told with what would be right; a parser of TOML tells what it would have taken.
pub(super) fn mistakes_have_a_way_out(expanded: &TokenStream) {
    for message in mistakes(expanded) {
        let told = message.split_once("help: ").or_else(|| message.split_once(", expected "));
        let (what, help) = told.unwrap_or((&message, ""));
        assert!(!what.trim().is_empty() && !help.trim().is_empty(), "no way out: {message}");
    }
}

/// The messages of all `compile_error!` in it.
fn mistakes(expanded: &TokenStream) -> Vec<String> {
    let mut is_mistake = false;
    let mut messages = Vec::new();
    for token in expanded.clone() {
        match token {
            TokenTree::Group(group) if is_mistake => {
                let message: LitStr = syn::parse2(group.stream()).expect("a mistake is told in a string");
                messages.push(message.value());
                is_mistake = false;
            }
            TokenTree::Group(group) => messages.extend(mistakes(&group.stream())),
            TokenTree::Ident(word) => is_mistake = word == "compile_error",
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    messages
}

/// The attributes of ours that an expansion leaves on methods, each with the rest of its method.
fn handed_on(expanded: syn::File) -> Vec<(TokenStream, TokenStream)> {
    let blocks = expanded.items.into_iter().filter_map(|item| match item {
        Item::Impl(block) => Some(block.items),
        _ => None,
    });
    let methods = blocks.flatten().filter_map(|member| match member {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    });
    methods.filter_map(first_of_ours).collect()
}

fn first_of_ours(mut method: ImplItemFn) -> Option<(TokenStream, TokenStream)> {
    let is_ours = |meta: &Meta| meta.path().segments.last().is_some_and(|last| last.ident == "resilient");
    let at = method.attrs.iter().position(|attribute| is_ours(&attribute.meta))?;
    let content = match method.attrs.remove(at).meta {
        Meta::List(list) => list.tokens,
        _ => TokenStream::new(),
    };
    Some((content, method.into_token_stream()))
}
