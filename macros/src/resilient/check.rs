//! The function against the attribute: what no policy can mend.

use syn::ext::IdentExt as _;
use syn::{ReturnType, Type};

use super::arguments::Arguments;
use super::attribute::Attribute;
use super::function::{Function, is_ours};
use super::key;
use super::shape::Shape;
use super::tokens::mentions;
use crate::report::{Report, at, under};

/// Reports what is wrong with the function; `false` where an expansion would only bring follow-up errors.
pub(super) fn check(function: &Function, attribute: &Attribute, shape: &Shape, report: &mut Report) -> bool {
    let errors = [const_fn(function), return_type(function, shape), expanded_before(function)];
    let holds = errors.iter().all(Option::is_none);
    let arguments = Arguments::of(function, shape);
    let placeholders = key::mistakes(function, attribute, &arguments);
    let fallback = match shape {
        Shape::Blocking(_) => {
            attribute.code.fallback.as_ref().and_then(|fallback| fallback.on_blocking(&function.signature.ident))
        }
        _ => None,
    };
    let others = clones(attribute, &arguments).chain(placeholders).chain(fallback);
    for error in errors.into_iter().flatten().chain(others) {
        report.push(error);
    }
    holds
}

fn const_fn(function: &Function) -> Option<syn::Error> {
    let constness = function.signature.constness?;
    Some(under(
        constness,
        "a `const fn` cannot be resilient: retrying needs time and chance, which constants have not",
        "remove `const`, or remove `#[resilient]`",
    ))
}

fn return_type(function: &Function, shape: &Shape) -> Option<syn::Error> {
    let help = "return `Result<T, E>`: a policy acts on the `Err`";
    match shape {
        Shape::Async(ReturnType::Default) | Shape::Blocking(ReturnType::Default) => {
            Some(under(&function.signature.ident, "this function returns no `Result`", help))
        }
        Shape::Async(ReturnType::Type(_, returned)) | Shape::Blocking(ReturnType::Type(_, returned)) => {
            is_no_result(returned).then(|| under(returned, "this return type is no `Result`", help))
        }
        Shape::ImplFuture(output) | Shape::BoxedFuture { output, .. } => {
            is_no_result(output).then(|| under(output, "the future's output is no `Result`", help))
        }
        Shape::AsyncTrait(_) => None,
    }
}

/// Types that are no `Result` under any alias. The compiler judges the others.
fn is_no_result(returned: &Type) -> bool {
    const PLAIN: [&str; 19] = [
        "bool", "char", "str", "String", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
        "i128", "isize", "f32", "f64", "Option",
    ];
    match returned {
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| PLAIN.iter().any(|plain| last.ident == plain))
        }
        Type::Never(_)
        | Type::Tuple(_)
        | Type::Reference(_)
        | Type::Array(_)
        | Type::Slice(_)
        | Type::ImplTrait(_)
        | Type::TraitObject(_) => true,
        _ => false,
    }
}

/// A second expansion would retry the retries; another attribute's code around the body would run inside ours.
fn expanded_before(function: &Function) -> Option<syn::Error> {
    let once = "write one `#[resilient(…)]` with all the keys";
    if let Some(second) = function.attributes.iter().find(|attribute| is_ours(attribute.path())) {
        return Some(under(second, "this function has `#[resilient]` twice", once));
    }
    if mentions(function.body.stream(), "__resilient_call") {
        return Some(at(function.signature.ident.span(), "this body is resilient already", once));
    }
    if mentions(function.body.stream(), "__tracing_attr_span") {
        return Some(at(
            function.signature.ident.span(),
            "`#[instrument]` has rewritten this body before `#[resilient]` saw it",
            "put `#[resilient]` above `#[instrument]`",
        ));
    }
    None
}

fn clones<'a>(attribute: &'a Attribute, arguments: &'a Arguments) -> impl Iterator<Item = syn::Error> + 'a {
    attribute.code.clones.iter().filter_map(|clone| {
        if clone == "self" {
            return Some(at(clone.span(), "`self` cannot be cloned for each attempt", "take `&self`"));
        }
        let message = format!("`{clone}` is not the name of an argument");
        let nothing = || "leave `clone` out: there is no argument to be cloned".to_owned();
        let known = arguments.find(&clone.unraw().to_string()).is_some();
        (!known).then(|| at(clone.span(), &message, &arguments.listed().unwrap_or_else(nothing)))
    })
}
