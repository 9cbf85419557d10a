//! Which form of function it is: what decides how the body is run.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use resilin_policy::Target;
use syn::punctuated::Punctuated;
use syn::{AssocType, GenericArgument, Path, PathArguments, PathSegment, ReturnType, Token, Type, TypeParamBound};

use super::function::Function;

/// The form of a function.
#[allow(clippy::large_enum_variant, reason = "there is one for each expansion, and it is not moved about")]
pub(super) enum Shape {
    /// `async fn … -> R`.
    Async(ReturnType),
    /// `fn … -> R`.
    Blocking(ReturnType),
    /// `fn … -> impl Future<Output = R>`.
    ImplFuture(Type),
    /// `fn … -> Pin<Box<dyn Future<Output = R>>>`, or an alias of it.
    BoxedFuture { returned: Type, output: Type },
    /// What `#[async_trait]` makes of an `async fn`: a boxed block with the body in it.
    AsyncTrait(AsyncTraitBody),
}

/// The body that `#[async_trait]` wrote: `Box::pin(async move { … let __ret: R = { body }; … })`.
pub(super) struct AsyncTraitBody {
    /// `Box::pin`.
    pub(super) boxing: TokenStream,
    /// `async move`.
    pub(super) keywords: TokenStream,
    /// All up to the body: `… let __ret: R =`.
    pub(super) before: TokenStream,
    /// `R`.
    pub(super) output: TokenStream,
    /// What the user wrote.
    pub(super) body: Group,
    /// All after it.
    pub(super) after: TokenStream,
}

impl Shape {
    pub(super) fn of(function: &Function) -> Self {
        let output = &function.signature.output;
        if function.signature.asyncness.is_some() {
            return Self::Async(output.clone());
        }
        match output {
            ReturnType::Type(_, returned) => Self::of_type(returned, function),
            ReturnType::Default => Self::Blocking(output.clone()),
        }
    }

    fn of_type(returned: &Type, function: &Function) -> Self {
        let returned = ungrouped(returned);
        if let Type::ImplTrait(it) = returned {
            if let Some(output) = future_output(&it.bounds) {
                return Self::ImplFuture(output);
            }
        }
        match boxed_output(returned) {
            Some(output) => {
                let plain = || Self::BoxedFuture { returned: returned.clone(), output };
                AsyncTraitBody::find(&function.body).map_or_else(plain, Self::AsyncTrait)
            }
            None => Self::Blocking(function.signature.output.clone()),
        }
    }

    /// Which rules of the policy language apply.
    pub(super) fn target(&self) -> Target {
        match self {
            Self::Blocking(_) => Target::BlockingFn,
            _ => Target::AsyncFn,
        }
    }
}

/// A type that came through a macro's variable stands in invisible delimiters.
fn ungrouped(mut returned: &Type) -> &Type {
    while let Type::Group(group) = returned {
        returned = &group.elem;
    }
    returned
}

/// `R` of `Future<Output = R>` among the bounds.
fn future_output(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<Type> {
    bounds.iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => output_binding(last_if(&bound.path, "Future")?),
        _ => None,
    })
}

fn output_binding(future: &PathSegment) -> Option<Type> {
    arguments(future).find_map(|argument| match argument {
        GenericArgument::AssocType(AssocType { ident, ty, .. }) if ident == "Output" => Some(ty.clone()),
        _ => None,
    })
}

/// `R` of `Pin<Box<dyn Future<Output = R>>>`, `BoxFuture<'_, R>` or `LocalBoxFuture<'_, R>`.
fn boxed_output(returned: &Type) -> Option<Type> {
    let Type::Path(path) = returned else {
        return None;
    };
    let alias = last_if(&path.path, "BoxFuture").or_else(|| last_if(&path.path, "LocalBoxFuture"));
    if let Some(alias) = alias {
        return type_argument(alias).cloned();
    }
    let boxed = type_argument(last_if(&path.path, "Pin")?)?;
    let Type::Path(boxed) = boxed else {
        return None;
    };
    match type_argument(last_if(&boxed.path, "Box")?)? {
        Type::TraitObject(object) => future_output(&object.bounds),
        _ => None,
    }
}

fn last_if<'p>(path: &'p Path, name: &str) -> Option<&'p PathSegment> {
    path.segments.last().filter(|segment| segment.ident == name)
}

fn arguments(segment: &PathSegment) -> impl Iterator<Item = &GenericArgument> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(arguments.args.iter()),
        _ => None,
    }
    .into_iter()
    .flatten()
}

fn type_argument(segment: &PathSegment) -> Option<&Type> {
    arguments(segment).find_map(|argument| match argument {
        GenericArgument::Type(argument) => Some(argument),
        _ => None,
    })
}

impl AsyncTraitBody {
    fn find(body: &Group) -> Option<Self> {
        let outer: Vec<TokenTree> = body.stream().into_iter().collect();
        let (TokenTree::Group(arguments), boxing) = outer.split_last()? else {
            return None;
        };
        let argument: Vec<TokenTree> = arguments.stream().into_iter().collect();
        let (TokenTree::Group(block), keywords) = argument.split_last()? else {
            return None;
        };
        let statements: Vec<TokenTree> = block.stream().into_iter().collect();
        let start = statements.windows(3).position(is_ret_binding)? + 3;
        let rest = &statements[start..];
        let (at, body) =
            rest.windows(2).enumerate().find_map(|(at, pair)| initialiser(pair).map(|it| (at, it)))?;
        Some(Self {
            boxing: stream(boxing),
            keywords: stream(keywords),
            before: stream(&statements[..=start + at]),
            output: stream(&rest[..at]),
            body,
            after: stream(&rest[at + 2..]),
        })
    }
}

/// `let __ret :`.
fn is_ret_binding(tokens: &[TokenTree]) -> bool {
    let expected = ["let", "__ret", ":"];
    tokens.iter().zip(expected).all(|(token, expected)| token.to_string() == expected)
}

/// `= { … }`.
fn initialiser(pair: &[TokenTree]) -> Option<Group> {
    match pair {
        [TokenTree::Punct(equals), TokenTree::Group(group)]
            if equals.as_char() == '=' && group.delimiter() == Delimiter::Brace =>
        {
            Some(group.clone())
        }
        _ => None,
    }
}

fn stream(tokens: &[TokenTree]) -> TokenStream {
    tokens.iter().map(ToTokens::to_token_stream).collect()
}
