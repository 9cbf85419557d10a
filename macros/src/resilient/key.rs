//! The key of a call: the name of its breaker, with the values of arguments in it.

use std::ops::Range;

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use resilin_policy::{BreakerRef, Finding, Layer, NamePiece, Policy};
use syn::LitStr;
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;

use super::arguments::Arguments;
use super::attribute::Attribute;
use super::function::Function;
use crate::file::{Mistake, entry_of};
use crate::report::{at, with_help};

/// What calls find their breaker by, besides the site.
pub(super) enum Keys {
    /// Nothing: the name is the same for every call.
    None,
    One(TokenStream),
    /// It depends on which site this is: what it is for each of the alternatives, and for none of them.
    Several(Vec<Option<TokenStream>>),
}

impl Keys {
    pub(super) fn of(attribute: &Attribute, arguments: &Arguments, start: Span) -> Self {
        let mut breakers: Vec<&BreakerRef> = attribute.policies().filter_map(Policy::breaker).collect();
        if !breakers.iter().any(|breaker| breaker.is_keyed()) {
            return Self::None;
        }
        breakers.dedup_by_key(|breaker| breaker.name());
        let key = |breaker: &BreakerRef| key(attribute, breaker, arguments, start);
        match breakers.as_slice() {
            // A policy without a breaker makes nothing of the key.
            [only] => key(only).map_or(Self::None, Self::One),
            _ => Self::Several(attribute.policies().map(|policy| policy.breaker().and_then(key)).collect()),
        }
    }
}

/// The name as `format_args!` puts it together, which borrows the values only while it does; `None` where the name is
/// the same for every call.
fn key(attribute: &Attribute, breaker: &BreakerRef, arguments: &Arguments, start: Span) -> Option<TokenStream> {
    if !breaker.is_keyed() {
        return None;
    }
    let span = Span::call_site().located_at(place(attribute, breaker).map_or(start, |(_, literal)| literal));
    let mut format = String::new();
    let mut values = Vec::new();
    for piece in breaker.pieces() {
        match piece {
            NamePiece::Placeholder(path) => {
                format.push_str("{}");
                values.push(value(path, arguments, span)?);
            }
            NamePiece::Text(text) => format.push_str(text),
            _ => {}
        }
    }
    Some(quote_spanned!(span=> ::core::format_args!(#format, #(#values),*)))
}

/// What is wrong with placeholders that the policy language finds nothing wrong with.
pub(super) fn mistakes(function: &Function, attribute: &Attribute, arguments: &Arguments) -> Vec<syn::Error> {
    let Some(breaker) = keyed(&attribute.policy) else {
        return Vec::new();
    };
    let source = attribute.layers.as_ref().and_then(|layers| {
        let site = attribute.code.name.as_ref().map(LitStr::value);
        layers.origin("breaker").filter(|layer| *layer != Layer::Own)?;
        entry_of("breaker", layers, site.as_deref())
    });
    if let Some(source) = source {
        let mistake = of_file(breaker, &source, arguments, attribute.reading.place("policy"));
        return mistake.map(|it| attribute.mistake(it, function.signature.ident.span())).into_iter().collect();
    }
    let mut mistakes = placeholders(breaker).filter_map(|it| Some((mistake(it.path, arguments)?, it.range)));
    match place(attribute, breaker) {
        Some((start, literal)) => {
            let finding =
                |range: Range<usize>, message| Finding::new(start + range.start..start + range.end, message);
            let error =
                |((message, help), range)| attribute.text.error(&finding(range, message).with_help(help), literal);
            mistakes.map(error).collect()
        }
        None => {
            mistakes.next().map(|((message, _), _)| of_method(function, breaker, &message)).into_iter().collect()
        }
    }
}

/// The same for the sites that this one may be, as far as what it says itself is right.
pub(super) fn mistakes_of_alternatives(attribute: &mut Attribute, arguments: &Arguments) {
    for alternative in &mut attribute.alternatives {
        let (Some(breaker), Some(layers)) = (keyed(&alternative.policy), &alternative.layers) else {
            continue;
        };
        if let Some(source) = entry_of("breaker", layers, Some(&alternative.site)) {
            let mistake = of_file(breaker, &source, arguments, None);
            alternative.mistakes.extend(mistake.map(|it| with_help(&it.message, it.help.as_deref())));
        }
    }
}

/// A mistake in a name that stands in the file.
fn of_file(
    breaker: &BreakerRef,
    source: &str,
    arguments: &Arguments,
    range: Option<Range<usize>>,
) -> Option<Mistake> {
    let (message, help) = placeholders(breaker).find_map(|it| mistake(it.path, arguments))?;
    let message = format!("{message}\n`breaker = \"{}\"` comes from {source}", breaker.name());
    Some(Mistake { range, message, help: Some(help) })
}

fn keyed(policy: &Policy) -> Option<&BreakerRef> {
    policy.breaker().filter(|breaker| breaker.is_keyed())
}

/// Where the name begins in the policy's text, and its literal. A name that the block lent to the method has no place
/// there that would tell which method is meant.
fn place(attribute: &Attribute, breaker: &BreakerRef) -> Option<(usize, Span)> {
    if attribute.code.lent_breaker { None } else { attribute.text.literal(breaker.name()) }
}

/// A placeholder of a name, braces included.
struct Placeholder<'n> {
    path: &'n str,
    range: Range<usize>,
}

fn placeholders(breaker: &BreakerRef) -> impl Iterator<Item = Placeholder<'_>> {
    let name = breaker.name();
    let ranges =
        name.match_indices('{').zip(name.match_indices('}')).map(|((open, _), (close, _))| open..close + 1);
    let paths = breaker.pieces().into_iter().filter_map(|piece| match piece {
        NamePiece::Placeholder(path) => Some(path),
        _ => None,
    });
    paths.zip(ranges).map(|(path, range)| Placeholder { path, range })
}

/// What is wrong with a path, and the way out.
fn mistake(path: &str, arguments: &Arguments) -> Option<(String, String)> {
    let mut segments = path.split('.');
    let first = segments.next()?;
    if arguments.find(first).is_none() {
        return Some(not_an_argument(path, first, arguments));
    }
    let wrong = segments.find(|segment| member(segment, Span::call_site()).is_none())?;
    let help = "write an argument, or a field of one, as in `{host}` or `{self.tenant}`".to_owned();
    Some((format!("`{wrong}` cannot be the name of a field"), help))
}

fn not_an_argument(path: &str, first: &str, arguments: &Arguments) -> (String, String) {
    let message = match first {
        "self" => format!("`{{{path}}}` needs a `self`, and this function has none"),
        _ if first == path => format!("`{{{path}}}` is not an argument"),
        _ => format!("`{first}` of `{{{path}}}` is not an argument"),
    };
    let nothing = if arguments.has_receiver() {
        "there is no argument but `self`: write a field of it, as in `{self.tenant}`"
    } else {
        "there is no argument: write a name without placeholders, as in `breaker = \"api\"`"
    };
    (message, arguments.listed().unwrap_or_else(|| nothing.to_owned()))
}

/// The mistake of a block that a method shows.
fn of_method(function: &Function, breaker: &BreakerRef, message: &str) -> syn::Error {
    let message = format!("the block's breaker `{}` is not for this method: {message}", breaker.name());
    let help = "give it a breaker of its own, as in `#[resilient(breaker = \"api\")]`, or leave it out: `#[resilient(skip)]`";
    at(function.signature.ident.span(), &message, help)
}

/// The place that a path names, as the function's own tokens name it.
fn value(path: &str, arguments: &Arguments, span: Span) -> Option<TokenStream> {
    let mut segments = path.split('.');
    let mut first = arguments.find(segments.next()?)?.clone();
    first.set_span(first.span().located_at(span));
    let members = segments.map(|segment| member(segment, span)).collect::<Option<Vec<TokenTree>>>()?;
    Some(quote_spanned!(span=> #first #(.#members)*))
}

/// A field's name or number. A keyword names a field by its `r#`.
fn member(segment: &str, span: Span) -> Option<TokenTree> {
    let mut token: TokenTree = match Ident::parse_any.parse_str(segment) {
        Ok(name) if syn::parse_str::<Ident>(segment).is_ok() => name.into(),
        Ok(name) if !["self", "Self", "super", "crate"].contains(&segment) => raw(&name).into(),
        Ok(_) => return None,
        Err(_) => segment.parse::<Literal>().ok()?.into(),
    };
    token.set_span(span);
    Some(token)
}

fn raw(name: &Ident) -> Ident {
    Ident::new_raw(&name.to_string(), name.span())
}
