//! The block with its attribute handed on to the methods.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{ReturnType, Type};

use super::super::function::Function;
use super::super::shape::Shape;
use super::defaults::{Defaults, Method};
use super::item::{Block, Member};
use super::own::{Rewriting, parsed};
use crate::file::File;
use crate::report::{at, under};

/// Expands `#[resilient(attribute)] impl …`. With a mistake in the attribute the methods only get what their bodies
/// need to compile.
pub(in super::super) fn expand(attribute: TokenStream, item: &TokenStream, file: &File) -> TokenStream {
    match Block::parse(item) {
        Ok(block) => expand_block(attribute, block, file),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

fn expand_block(attribute: TokenStream, mut block: Block, file: &File) -> TokenStream {
    let of_file = file.mistakes(place(&attribute, &block));
    let (defaults, mut report) = Defaults::read(attribute, block.type_name.clone(), file);
    if let Some(second) = block.take_second() {
        let help = "write one `#[resilient(…)]` with all the keys";
        report.push(under(second, "this block has `#[resilient]` twice", help));
    }
    let methods = block.members.iter_mut().filter_map(method);
    let governed = methods.map(|method| hand_to(method, &defaults)).filter(|governed| *governed).count();
    if governed == 0 {
        report.push(nobody(&block));
    }
    quote!(#of_file #report #block)
}

fn method(member: &mut Member) -> Option<&mut Function> {
    match member {
        Member::Method(method) => Some(method),
        Member::Other(_) => None,
    }
}

/// Gives a method its attribute; `false` where it has nothing to do with the block's: it says nothing for itself, and
/// is not an async function that returns a `Result`.
fn hand_to(method: &mut Function, defaults: &Defaults<'_>) -> bool {
    let shape = Shape::of(method);
    let looked_at = Method { target: shape.target(), body: method.body.stream() };
    let rewriting = Rewriting::new(|path, own| {
        let content = defaults.refined(own, &looked_at);
        quote!(#path(#content))
    });
    let conditions = rewriting.of(&mut method.attributes);
    let by_default = returns_async_result(shape);
    // A condition of `all()` always holds.
    let decided = conditions.iter().any(|condition| condition.to_string().replace(' ', "") == "all()");
    if by_default && !decided {
        let content = default_content(defaults, &looked_at, &conditions);
        method.attributes.splice(0..0, parsed(&content));
    }
    by_default || !conditions.is_empty()
}

/// The block's own attribute, where none of the method's holds.
fn default_content(defaults: &Defaults<'_>, method: &Method, conditions: &[TokenStream]) -> TokenStream {
    let (root, content) = (&defaults.root, defaults.refined(TokenStream::new(), method));
    let attribute = quote!(#root::resilient(#content));
    if conditions.is_empty() { attribute } else { quote!(cfg_attr(not(any(#(#conditions),*)), #attribute)) }
}

/// `async`, or made a boxed future by `#[async_trait]`, with a return type that is written as a `Result`.
fn returns_async_result(shape: Shape) -> bool {
    match shape {
        Shape::Async(ReturnType::Type(_, returned)) => is_written_as_result(&returned),
        Shape::AsyncTrait(written) => {
            syn::parse2(written.output).is_ok_and(|output| is_written_as_result(&output))
        }
        _ => false,
    }
}

fn is_written_as_result(returned: &Type) -> bool {
    match returned {
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| last.ident.to_string().ends_with("Result"))
        }
        Type::Group(group) => is_written_as_result(&group.elem),
        Type::Paren(group) => is_written_as_result(&group.elem),
        _ => false,
    }
}

/// Where a mistake is shown that is not the block's: at the attribute, if that says anything.
fn place(attribute: &TokenStream, block: &Block) -> Span {
    attribute.clone().into_iter().next().map_or_else(|| start(block), |token| token.span())
}

fn start(block: &Block) -> Span {
    block.head.to_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

fn nobody(block: &Block) -> syn::Error {
    at(
        start(block),
        "no method of this block is an `async fn` that returns a `Result`",
        "put the attribute on the functions that need it",
    )
}
