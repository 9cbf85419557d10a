//! The block with its attribute handed on to the methods.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use resilin_policy::Target;
use syn::parse::Parser as _;
use syn::{Attribute, ReturnType, Type};

use super::super::attribute::Attribute as Content;
use super::super::function::Function;
use super::super::shape::Shape;
use super::defaults::Entries;
use super::item::{Block, Member};
use super::own::{Conditional, Found, Own, is_ours};
use crate::report::{Report, at, under};

/// Expands `#[resilient(attribute)] impl …`. With a mistake in the attribute the block stays as it is.
pub(in super::super) fn expand(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    match Block::parse(item.clone()) {
        Ok(block) => expand_block(attribute, block),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

fn expand_block(attribute: TokenStream, mut block: Block) -> TokenStream {
    let mut report = Report::default();
    let content = Content::parse(attribute.clone(), Target::AsyncFn, &mut report);
    let defaults = Defaults {
        entries: Entries::parse(attribute),
        root: content.root(),
        type_name: block.type_name.clone(),
        holds: report.is_empty(),
    };
    let governed = block.members.iter_mut().filter_map(method).filter_map(|method| defaults.hand_to(method));
    let governed = governed.count();
    for error in mistakes(&block, &defaults, governed) {
        report.push(error);
    }
    quote!(#report #block)
}

fn method(member: &mut Member) -> Option<&mut Function> {
    match member {
        Member::Method(method) => Some(method),
        Member::Other(_) => None,
    }
}

/// What the block's attribute gives to its methods.
struct Defaults {
    entries: Entries,
    root: TokenStream,
    type_name: String,
    /// Whether the attribute is right; a wrong one is told once, and not handed on.
    holds: bool,
}

impl Defaults {
    /// Gives a method its attribute. `None` where it has nothing to do with the block's: it says nothing, and is not
    /// an async function that returns a `Result`.
    fn hand_to(&self, method: &mut Function) -> Option<()> {
        let found = method.attributes.iter().enumerate().find_map(|(at, it)| Some((at, Found::in_attribute(it)?)));
        match found {
            None => {
                returns_async_result(method).then(|| insert(method, 0, &[self.attribute(&Entries::default())]))
            }
            Some((at, Found { own, conditional })) => {
                method.attributes.remove(at);
                let own = match own {
                    Own::Skip => None,
                    Own::Entries(entries) => Some(self.attribute(&Entries::parse(entries))),
                };
                let rest = returns_async_result(method).then(|| self.attribute(&Entries::default()));
                insert(method, at, &either(own, rest, conditional));
                Some(())
            }
        }
    }

    /// The attribute of a method with these entries of its own.
    fn attribute(&self, own: &Entries) -> TokenStream {
        let (root, type_name) = (&self.root, &self.type_name);
        let none = Entries::default();
        let entries = own.before(if self.holds { &self.entries } else { &none });
        quote!(#root::resilient(#entries __type = #type_name))
    }
}

/// Puts attributes in front of that with the number `at`.
fn insert(method: &mut Function, at: usize, attributes: &[TokenStream]) {
    // Written by us, so they parse.
    let parsed = Attribute::parse_outer.parse2(quote!(#(#[#attributes])*)).unwrap_or_default();
    method.attributes.splice(at..at, parsed);
}

/// What takes the place of a method's own attribute: itself, or under a condition itself or the block's.
fn either(
    own: Option<TokenStream>,
    rest: Option<TokenStream>,
    conditional: Option<Conditional>,
) -> Vec<TokenStream> {
    let Some(Conditional { condition, others }) = conditional else {
        return own.into_iter().collect();
    };
    let then = others.into_iter().chain(own).map(|attribute| quote!(cfg_attr(#condition, #attribute)));
    let otherwise = rest.map(|attribute| quote!(cfg_attr(not(#condition), #attribute)));
    then.chain(otherwise).collect()
}

/// `async`, or made a boxed future by `#[async_trait]`, with a return type that is written as a `Result`.
fn returns_async_result(method: &Function) -> bool {
    match Shape::of(method) {
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
        _ => false,
    }
}

fn mistakes(block: &Block, defaults: &Defaults, governed: usize) -> Vec<syn::Error> {
    let twice = block.attributes.iter().find(|attribute| is_ours(attribute.path())).map(|second| {
        under(second, "this block has `#[resilient]` twice", "write one `#[resilient(…)]` with all the keys")
    });
    let nobody = (governed == 0).then(|| {
        at(
            block.head.to_token_stream().into_iter().next().map_or_else(Span::call_site, |token| token.span()),
            "no method of this block is an `async fn` that returns a `Result`",
            "put the attribute on the functions that need it",
        )
    });
    let of_methods = ["name", "clone"].into_iter().filter(|key| defaults.entries.has(key)).map(|key| {
        let message = format!("`{key}` belongs to one method, not to a whole block");
        at(Span::call_site(), &message, &format!("write `#[resilient({key} …)]` on that method"))
    });
    twice.into_iter().chain(nobody).chain(of_methods).collect()
}
