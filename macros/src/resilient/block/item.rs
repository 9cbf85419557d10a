//! An `impl` block, split into its members. Only methods are looked into; the rest goes through as it came.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, ItemImpl, Token, Type};

use super::super::function::Function;

/// The block.
pub(super) struct Block {
    /// All before the braces.
    pub(super) head: TokenStream,
    pub(super) attributes: Vec<Attribute>,
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
    pub(super) fn parse(item: TokenStream) -> syn::Result<Self> {
        let mut head: Vec<TokenTree> = item.clone().into_iter().collect();
        let braces = match head.pop() {
            Some(TokenTree::Group(braces)) if braces.delimiter() == Delimiter::Brace => braces,
            _ => return Err(syn::Error::new_spanned(item, "expected an `impl` block")),
        };
        let head: TokenStream = head.into_iter().collect();
        let ItemImpl { attrs, self_ty, .. } = syn::parse2(quote::quote!(#head {}))?;
        let Members(members) = syn::parse2(braces.stream())?;
        Ok(Self { head, attributes: attrs, type_name: type_name(&self_ty), members, braces })
    }
}

impl ToTokens for Block {
    fn to_tokens(&self, tokens: &mut TokenStream) {
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
        if begins_method(&input.fork()) { input.parse().map(Self::Method) } else { other(input).map(Self::Other) }
    }
}

fn begins_method(input: ParseStream<'_>) -> bool {
    let attributes = input.call(Attribute::parse_outer).is_ok();
    let visibility = input.parse::<syn::Visibility>().is_ok();
    attributes && visibility && Function::begins(input)
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

fn type_name(self_type: &Type) -> String {
    match self_type {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        Type::Group(group) => type_name(&group.elem),
        other => other.to_token_stream().to_string().replace(' ', ""),
    }
}
