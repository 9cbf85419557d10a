//! From an attribute and an item to the item that takes its place.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::attribute::Attribute;
use super::block;
use super::check::check;
use super::expansion::expansion;
use super::function::Function;
use super::shape::Shape;
use crate::report::Report;

/// Expands `#[resilient(attribute)] item`. Whatever is wrong, the item is still there, so that nothing else in the
/// file turns red.
pub(crate) fn expand(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    if block::begins_block(item) {
        return block::expand(attribute, item);
    }
    match syn::parse2::<Function>(item.clone()) {
        Ok(function) => expand_function(attribute, function),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

fn expand_function(attribute: TokenStream, function: Function) -> TokenStream {
    let mut report = Report::default();
    let shape = Shape::of(&function);
    let attribute = Attribute::parse(attribute, shape.target(), &mut report);
    let signature_holds = check(&function, &attribute, &shape, &mut report);
    let attribute = if report.is_empty() { attribute } else { attribute.without_policy() };
    let function =
        if signature_holds { expansion(function, &attribute, shape) } else { function.into_token_stream() };
    quote!(#report #function)
}
