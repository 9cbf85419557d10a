//! The function under the attribute. Its body is never parsed: it goes through as the tokens that it came as.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Path, Signature, Token, Visibility};

use crate::report::{at, under};

/// A function's parts.
pub(super) struct Function {
    pub(super) attributes: Vec<Attribute>,
    /// What the expansion adds to the attributes, after the user's own.
    pub(super) added: TokenStream,
    pub(super) visibility: Visibility,
    pub(super) signature: Signature,
    pub(super) body: Group,
}

impl Function {
    /// Whether a signature comes next.
    pub(super) fn begins(input: ParseStream<'_>) -> bool {
        has_fn_keyword(input)
    }
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let start = input.fork();
        let signature: Signature = input.parse().map_err(|error| not_a_function(&start).unwrap_or(error))?;
        if input.peek(Token![;]) {
            return Err(without_body(&signature));
        }
        Ok(Self { attributes, added: TokenStream::new(), visibility, signature, body: body(input)? })
    }
}

/// The braces. Those that came through a macro's variable (`$body:block`) stand in invisible delimiters.
fn body(input: ParseStream<'_>) -> syn::Result<Group> {
    let token: TokenTree = input.parse()?;
    braces(&token).ok_or_else(|| syn::Error::new(token.span(), "expected the function's body"))
}

fn braces(token: &TokenTree) -> Option<Group> {
    let TokenTree::Group(group) = token else {
        return None;
    };
    match group.delimiter() {
        Delimiter::Brace => Some(group.clone()),
        Delimiter::None => group.stream().into_iter().next().as_ref().and_then(braces),
        _ => None,
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.attributes.iter().map(ToTokens::to_token_stream));
        self.added.to_tokens(tokens);
        self.visibility.to_tokens(tokens);
        self.signature.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

/// Whether an attribute of this path is `#[resilient]`, from wherever it was imported.
pub(super) fn is_ours(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "resilient")
}

/// What is not a function is said to be what it is; `None` for a function with a mistake of its own.
fn not_a_function(input: ParseStream<'_>) -> Option<syn::Error> {
    if has_fn_keyword(input) {
        return None;
    }
    Some(at(
        input.span(),
        "`#[resilient]` goes on a function with a body, and this is none",
        "put it on an `fn` or `async fn` that returns a `Result`",
    ))
}

/// Whether a `fn` comes before anything that no signature begins with.
fn has_fn_keyword(input: ParseStream<'_>) -> bool {
    let tokens = input.cursor().token_stream().into_iter();
    tokens
        .take_while(|token| matches!(token, TokenTree::Ident(_) | TokenTree::Literal(_)))
        .any(|token| token.to_string() == "fn")
}

fn without_body(signature: &Signature) -> syn::Error {
    under(
        signature,
        "this function has no body to run again",
        "put `#[resilient]` on the methods of the `impl` blocks, or give the trait's method a body",
    )
}

/// The attributes at the top of a body (`#![allow(…)]`), made outer ones, and the rest of the body.
pub(super) fn hoist_inner_attributes(body: &Group) -> (TokenStream, Group) {
    let mut hoisted = TokenStream::new();
    let mut rest: Vec<TokenTree> = body.stream().into_iter().collect();
    while let Some(attribute) = inner_attribute(&rest) {
        hoisted.extend(attribute);
        rest.drain(..3);
    }
    let mut group = Group::new(Delimiter::Brace, rest.into_iter().collect());
    group.set_span(Span::call_site().located_at(body.span()));
    (hoisted, group)
}

fn inner_attribute(tokens: &[TokenTree]) -> Option<[TokenTree; 2]> {
    let [TokenTree::Punct(pound), TokenTree::Punct(bang), TokenTree::Group(content), ..] = tokens else {
        return None;
    };
    let is_attribute =
        pound.as_char() == '#' && bang.as_char() == '!' && content.delimiter() == Delimiter::Bracket;
    is_attribute.then(|| [pound.clone().into(), content.clone().into()])
}
