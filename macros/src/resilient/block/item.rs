//! An `impl` block, split into its members. Only methods are looked into; the rest goes through as it came.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Attribute, ItemImpl, Token, Type, TypeParamBound};

use super::super::function::{Function, is_ours};

/// The block.
pub(super) struct Block {
    attributes: Vec<Attribute>,
    /// All between the attributes and the braces.
    pub(super) head: TokenStream,
    /// The name of the type: `Client` of `impl<T> Fetch for api::Client<T>`.
    pub(super) type_name: String,
    pub(super) members: Vec<Member>,
    pub(super) braces: Group,
}

/// What stands in a block.
#[allow(clippy::large_enum_variant, reason = "most of a block are methods")]
pub(super) enum Member {
    Method(Function),
    Other(TokenStream),
}

/// Whether the item is an `impl` block.
pub(in super::super) fn begins_block(item: &TokenStream) -> bool {
    let mut tokens = item.clone().into_iter().peekable();
    loop {
        match tokens.next() {
            // An attribute, or a doc comment.
            Some(TokenTree::Punct(pound)) if pound.as_char() == '#' => drop(tokens.next()),
            Some(TokenTree::Ident(word)) if word == "unsafe" => {}
            Some(TokenTree::Ident(word)) => return word == "impl",
            _ => return false,
        }
    }
}

impl Block {
    pub(super) fn parse(item: &TokenStream) -> syn::Result<Self> {
        let (attributes, rest) = split.parse2(item.clone())?;
        let mut head: Vec<TokenTree> = rest.into_iter().collect();
        let braces = match head.pop() {
            Some(TokenTree::Group(braces)) if braces.delimiter() == Delimiter::Brace => braces,
            _ => return Err(syn::Error::new_spanned(item, "expected an `impl` block")),
        };
        let head: TokenStream = head.into_iter().collect();
        let ItemImpl { self_ty, .. } = syn::parse2(quote!(#head {}))?;
        let Members(members) = syn::parse2(braces.stream())?;
        Ok(Self { attributes, head, type_name: type_name(&self_ty), members, braces })
    }

    /// Takes an attribute of ours that stands below the one that is expanded.
    pub(super) fn take_second(&mut self) -> Option<Attribute> {
        let at = self.attributes.iter().position(|attribute| is_ours(attribute.path()))?;
        let second = self.attributes.remove(at);
        self.attributes.retain(|attribute| !is_ours(attribute.path()));
        Some(second)
    }
}

fn split(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, TokenStream)> {
    Ok((input.call(Attribute::parse_outer)?, input.parse()?))
}

impl ToTokens for Block {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.attributes.iter().map(ToTokens::to_token_stream));
        self.head.to_tokens(tokens);
        let members = self.members.iter().map(ToTokens::to_token_stream);
        let mut braces = Group::new(Delimiter::Brace, members.collect());
        braces.set_span(self.braces.span());
        braces.to_tokens(tokens);
    }
}

impl ToTokens for Member {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Method(method) => method.to_tokens(tokens),
            Self::Other(other) => other.to_tokens(tokens),
        }
    }
}

struct Members(Vec<Member>);

impl Parse for Members {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut members = Vec::new();
        while !input.is_empty() {
            members.push(input.parse()?);
        }
        Ok(Self(members))
    }
}

impl Parse for Member {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Token![#]) && input.peek2(Token![!]) {
            return inner_attribute(input).map(Self::Other);
        }
        if begins_method(&input.fork()) { input.parse().map(Self::Method) } else { other(input).map(Self::Other) }
    }
}

fn begins_method(input: ParseStream<'_>) -> bool {
    let attributes = input.call(Attribute::parse_outer).is_ok();
    let visibility = input.parse::<syn::Visibility>().is_ok();
    attributes && visibility && Function::begins(input)
}

/// `#![…]`.
fn inner_attribute(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let (pound, bang): (Token![#], Token![!]) = (input.parse()?, input.parse()?);
    let content: Group = input.parse()?;
    Ok(quote!(#pound #bang #content))
}

/// Up to a semicolon or a closing brace. Where a member goes on behind its brace, as in `const A: B = B {};`, the rest
/// is taken for a member of its own: all are written again in their order.
fn other(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let mut tokens = TokenStream::new();
    while !input.is_empty() {
        if input.peek(Token![;]) {
            input.parse::<Token![;]>()?.to_tokens(&mut tokens);
            break;
        }
        let token: TokenTree = input.parse()?;
        let ends = matches!(&token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        tokens.extend([token]);
        if ends {
            break;
        }
    }
    Ok(tokens)
}

/// A type by the name that is its own: without module, arguments and reference.
fn type_name(self_type: &Type) -> String {
    match self_type {
        Type::Path(path) => {
            path.path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default()
        }
        Type::Group(group) => type_name(&group.elem),
        Type::Paren(group) => type_name(&group.elem),
        Type::Reference(reference) => type_name(&reference.elem),
        Type::TraitObject(object) => object.bounds.iter().find_map(trait_name).unwrap_or_default(),
        other => other.to_token_stream().to_string(),
    }
}

fn trait_name(bound: &TypeParamBound) -> Option<String> {
    match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().map(|last| format!("dyn {}", last.ident.unraw()))
        }
        _ => None,
    }
}
