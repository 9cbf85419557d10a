//! What a method in a block says for itself, be it inside `cfg_attr`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta, Path, Token};

use super::super::function::is_ours;

/// Writes a method's attributes anew, with its own `#[resilient(…)]` refined.
pub(super) struct Rewriting<R> {
    /// From the path and the entries of a method's own attribute to what stands in its place.
    refine: R,
    /// Under which condition each of the method's own attributes holds.
    conditions: Vec<TokenStream>,
}

impl<R: Fn(&Path, TokenStream) -> TokenStream> Rewriting<R> {
    pub(super) const fn new(refine: R) -> Self {
        Self { refine, conditions: Vec::new() }
    }

    /// Rewrites the attributes, and tells under which conditions one of them was ours.
    pub(super) fn of(mut self, attributes: &mut Vec<Attribute>) -> Vec<TokenStream> {
        let written = std::mem::take(attributes);
        for attribute in written {
            let known = self.conditions.len();
            let content = self.content(&attribute.meta, &TokenStream::new());
            if self.conditions.len() == known {
                attributes.push(attribute);
            } else if let Some(content) = content {
                attributes.extend(parsed(&content).map(|new| Attribute { meta: new.meta, ..attribute }));
            }
        }
        self.conditions
    }

    /// An attribute's content; `None` where nothing is left of it.
    fn content(&mut self, meta: &Meta, under: &TokenStream) -> Option<TokenStream> {
        match meta {
            meta if is_ours(meta.path()) => {
                self.conditions.push(quote!(all(#under)));
                let own = entries(meta);
                (own.to_string().trim_end_matches([' ', ',']) != "skip").then(|| (self.refine)(meta.path(), own))
            }
            Meta::List(list) if list.path.is_ident("cfg_attr") => self.conditional(&list.tokens, under),
            meta => Some(quote!(#meta)),
        }
    }

    /// `condition, attribute, attribute…`, in the same order.
    fn conditional(&mut self, tokens: &TokenStream, under: &TokenStream) -> Option<TokenStream> {
        let mut parts = split.parse2(tokens.clone()).unwrap_or_default().into_iter();
        let condition = parts.next()?;
        let under = quote!(#under #condition,);
        let rewritten = |part: TokenStream| match syn::parse2(part.clone()) {
            Ok(meta) => self.content(&meta, &under),
            Err(_) => Some(part),
        };
        let parts: Vec<TokenStream> = parts.filter_map(rewritten).collect();
        (!parts.is_empty()).then(|| quote!(cfg_attr(#condition, #(#parts),*)))
    }
}

/// An attribute of this content, which we wrote, so it parses.
pub(super) fn parsed(content: &TokenStream) -> Option<Attribute> {
    Attribute::parse_outer.parse2(quote!(#[#content])).ok()?.pop()
}

fn entries(meta: &Meta) -> TokenStream {
    match meta {
        Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}

/// The parts between the commas.
fn split(input: ParseStream<'_>) -> syn::Result<Vec<TokenStream>> {
    let mut parts = Vec::new();
    while !input.is_empty() {
        let mut part = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            part.extend([input.parse::<proc_macro2::TokenTree>()?]);
        }
        let _: syn::Result<Token![,]> = input.parse();
        parts.push(part);
    }
    Ok(parts)
}
