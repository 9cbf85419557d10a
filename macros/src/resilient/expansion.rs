//! The function with its body inside the policy's loop.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, ReturnType, Type};

use super::arguments::Arguments;
use super::attribute::Attribute;
use super::body::{Driver, Judge, resilient_body};
use super::clones::take_clones;
use super::function::{Function, hoist_inner_attributes};
use super::inferred::{edge_of, infer_impl_trait};
use super::key::Keys;
use super::rustdoc;
use super::shape::{AsyncTraitBody, Shape};
use crate::file::File;
use crate::report::beside;

/// Expands the function. Its own braces keep their span; the loop and the settings get that of the first argument.
pub(super) fn expansion(
    mut function: Function,
    attribute: &Attribute,
    mut shape: Shape,
    file: &File,
) -> TokenStream {
    let watch = file.watch(&attribute.root(), stays(&function));
    let (hoisted, body) = hoist_inner_attributes(&function.body);
    function.added.extend(rustdoc::section(&function.attributes, attribute, shape.target()));
    function.added.extend(hoisted);
    function.added.extend(expected_lints(&shape, attribute));
    let name = site_name(&function, attribute);
    let at = start_of_arguments(&function);
    let arguments = Arguments::of(&function, &shape);
    let keys = Keys::of(attribute, &arguments, at);
    let receiver = match &shape {
        Shape::AsyncTrait(_) => arguments.find("self").cloned(),
        _ => None,
    };
    let clones = take_clones(&mut function, &mut shape, attribute);
    let returned = TokenStream::new();
    let judge =
        Judge { attribute, name: &name, keys: &keys, clones: &clones, at, outcome: at, receiver, returned, watch };
    let content = content(&shape, &body, judge);
    let mut braces = Group::new(Delimiter::Brace, content);
    braces.set_span(function.body.span());
    function.body = braces;
    function.into_token_stream()
}

/// Whether the function is sure to be compiled: another attribute may leave it out, as `#[cfg(…)]` does.
fn stays(function: &Function) -> bool {
    const HARMLESS: [&str; 10] =
        ["doc", "allow", "warn", "deny", "forbid", "expect", "inline", "must_use", "cold", "track_caller"];
    let harmless = |path: &Path| HARMLESS.iter().any(|name| path.is_ident(name));
    function.attributes.iter().all(|attribute| harmless(attribute.path()))
}

/// Lints that the expansion would bring upon a function that is free of them.
fn expected_lints(shape: &Shape, attribute: &Attribute) -> Option<TokenStream> {
    match shape {
        Shape::ImplFuture(_) => Some(quote!(#[allow(clippy::async_yields_async, clippy::manual_async_fn)])),
        Shape::BoxedFuture { .. } => Some(quote!(#[allow(clippy::async_yields_async)])),
        // The body consumes the clones; the arguments themselves are only read.
        Shape::Blocking(_) if !attribute.code.clones.is_empty() => {
            Some(quote!(#[allow(clippy::needless_pass_by_value)]))
        }
        _ => None,
    }
}

fn content(shape: &Shape, body: &Group, judge: Judge<'_>) -> TokenStream {
    match shape {
        Shape::Async(output) => of_async(output, body, judge),
        Shape::Blocking(output) => of_blocking(output, body, judge),
        Shape::ImplFuture(output) => of_future(output, &TokenStream::new(), body, judge),
        Shape::BoxedFuture { returned, output } => boxed(returned, output, body, judge),
        Shape::AsyncTrait(written) => of_async_trait(written, judge),
    }
}

fn of_async(output: &ReturnType, body: &Group, judge: Judge<'_>) -> TokenStream {
    let ReturnType::Type(_, returned) = output else {
        return body.stream();
    };
    let edge = edge(returned);
    let attempt = quote_spanned!(inside(body)=> async { #edge #body });
    resilient_body(Driver::Async, &attempt, &judge.of(returned))
}

fn of_blocking(output: &ReturnType, body: &Group, judge: Judge<'_>) -> TokenStream {
    let ReturnType::Type(_, returned) = output else {
        return body.stream();
    };
    // `impl Trait` cannot be said of a closure; what is left of the type still guides `?` and coercions.
    let annotated = infer_impl_trait(returned.to_token_stream());
    let attempt = quote_spanned!(inside(body)=> || -> #annotated #body);
    resilient_body(Driver::Blocking, &attempt, &judge.of(returned))
}

/// The body makes a future: it is run for each attempt, and the future it made is awaited.
fn of_future(output: &Type, edge: &TokenStream, body: &Group, judge: Judge<'_>) -> TokenStream {
    let attempt = quote_spanned!(inside(body)=> async { async { #edge #body }.await.await });
    let content = resilient_body(Driver::Async, &attempt, &judge.of(output));
    quote!(async move { #content })
}

fn boxed(returned: &Type, output: &Type, body: &Group, judge: Judge<'_>) -> TokenStream {
    let root = judge.attribute.root();
    let future = of_future(output, &edge(returned), body, judge);
    quote!(#root::__private::Box::pin(#future))
}

fn of_async_trait(written: &AsyncTraitBody, judge: Judge<'_>) -> TokenStream {
    let AsyncTraitBody { boxing, keywords, before, output, body, after } = written;
    let (hoisted, body) = hoist_inner_attributes(body);
    let edge = edge_of(output, beside(output));
    let attempt = quote_spanned!(inside(&body)=> async { #edge #body });
    let content = resilient_body(Driver::Async, &attempt, &judge.of(output));
    quote!(#boxing(#keywords { #before #hoisted { #content } #after }))
}

/// The type of a body's async block.
fn edge(returned: &Type) -> TokenStream {
    let returned = infer_impl_trait(returned.to_token_stream());
    edge_of(&returned, beside(&returned))
}

/// The first token inside the argument list's parentheses, else their closing one.
fn start_of_arguments(function: &Function) -> Span {
    let signature = &function.signature;
    let first = signature.inputs.to_token_stream().into_iter().next();
    let span = first.map_or_else(|| signature.paren_token.span.close(), |token| token.span());
    Span::call_site().located_at(span)
}

fn inside(body: &Group) -> Span {
    Span::call_site().located_at(body.span())
}

fn site_name(function: &Function, attribute: &Attribute) -> TokenStream {
    if let Some(name) = &attribute.code.name {
        return name.to_token_stream();
    }
    let name = syn::ext::IdentExt::unraw(&function.signature.ident).to_string();
    let of_type = attribute.code.type_name.as_ref().map(|type_name| quote!(#type_name, "::",));
    quote!(::core::concat!(::core::module_path!(), "::", #of_type #name))
}
