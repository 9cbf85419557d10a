//! From an attribute and an item to the item that takes its place.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

use super::arguments::Arguments;
use super::attribute::Attribute;
use super::block;
use super::check::check;
use super::expansion::expansion;
use super::function::Function;
use super::key::mistakes_of_alternatives;
use super::shape::Shape;
use crate::file::File;
use crate::report::Report;

/// Expands `#[resilient(attribute)] item`. Whatever is wrong, the item is still there, so that nothing else in the
/// file turns red.
pub(crate) fn expand(attribute: TokenStream, item: &TokenStream, file: &File) -> TokenStream {
    if block::begins_block(item) {
        return block::expand(attribute, item, file);
    }
    match syn::parse2::<Function>(item.clone()) {
        Ok(function) => expand_function(attribute, function, file),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

fn expand_function(attribute: TokenStream, function: Function, file: &File) -> TokenStream {
    let of_file = file.mistakes(place(&attribute, &function));
    let mut report = Report::default();
    let shape = Shape::of(&function);
    let target = shape.target();
    let attribute = Attribute::parse(attribute, target, &mut report);
    let mut attribute = attribute.over(file, target, Some(&function), &mut report);
    mistakes_of_alternatives(&mut attribute, &Arguments::of(&function, &shape));
    let signature_holds = check(&function, &attribute, &shape, &mut report);
    let attribute = if report.is_empty() { attribute } else { attribute.without_policy() };
    let function =
        if signature_holds { expansion(function, &attribute, shape, file) } else { function.into_token_stream() };
    quote!(#of_file #report #function)
}

/// Where a mistake is shown that is not the function's: at the attribute, if that says anything.
fn place(attribute: &TokenStream, function: &Function) -> Span {
    let first = attribute.clone().into_iter().next();
    first.map_or_else(|| function.signature.ident.span(), |token| token.span())
}
