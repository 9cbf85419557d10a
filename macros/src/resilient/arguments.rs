//! What a function's arguments are called.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;
use syn::{FnArg, Pat};

use super::function::Function;
use super::shape::Shape;
use super::tokens::find;

/// The names that a body knows, each as the token that binds it: an equal one from elsewhere may mean something else.
pub(super) struct Arguments {
    names: Vec<Ident>,
    receiver: Option<Ident>,
}

impl Arguments {
    pub(super) fn of(function: &Function, shape: &Shape) -> Self {
        let mut arguments = Self { names: Vec::new(), receiver: None };
        for argument in &function.signature.inputs {
            match argument {
                FnArg::Receiver(receiver) => {
                    arguments.receiver = Some(Ident::new("self", receiver.self_token.span));
                }
                FnArg::Typed(typed) => bind(&typed.pat, &mut arguments.names),
            }
        }
        if let Shape::AsyncTrait(written) = shape {
            arguments.bind_inside(&written.before);
        }
        arguments
    }

    /// The name without its `r#`, or `self`.
    pub(super) fn find(&self, name: &str) -> Option<&Ident> {
        if name == "self" { self.receiver.as_ref() } else { self.names.iter().find(|bound| bound.unraw() == name) }
    }

    pub(super) fn has_receiver(&self) -> bool {
        self.receiver.is_some()
    }

    /// The names, for a message; `None` where there are none.
    pub(super) fn listed(&self) -> Option<String> {
        let names: Vec<String> = self.names.iter().map(|name| format!("`{name}`")).collect();
        match names.as_slice() {
            [] => None,
            [only] => Some(format!("the only argument is {only}")),
            names => Some(format!("the arguments are {}", names.join(", "))),
        }
    }

    /// `#[async_trait]` has moved patterns to the top of its block, and calls `self` another name there.
    fn bind_inside(&mut self, before: &TokenStream) {
        self.receiver = find(before.clone(), "__self");
        self.names.retain(|name| !is_of_async_trait(name));
        for pattern in patterns(before) {
            let mut names = Vec::new();
            bind(&pattern, &mut names);
            names.retain(|name| !is_of_async_trait(name) && !self.names.contains(name));
            self.names.extend(names);
        }
    }
}

/// Its own names: `__self`, `__arg1`, `__ret`.
fn is_of_async_trait(name: &Ident) -> bool {
    name.to_string().starts_with("__")
}

/// The names that a pattern binds.
fn bind(pattern: &Pat, names: &mut Vec<Ident>) {
    match pattern {
        Pat::Ident(it) => {
            names.push(it.ident.clone());
            it.subpat.iter().for_each(|(_, inner)| bind(inner, names));
        }
        Pat::Reference(it) => bind(&it.pat, names),
        Pat::Paren(it) => bind(&it.pat, names),
        Pat::Tuple(it) => it.elems.iter().for_each(|inner| bind(inner, names)),
        Pat::TupleStruct(it) => it.elems.iter().for_each(|inner| bind(inner, names)),
        Pat::Slice(it) => it.elems.iter().for_each(|inner| bind(inner, names)),
        Pat::Struct(it) => it.fields.iter().for_each(|field| bind(&field.pat, names)),
        // Every case binds the same names.
        Pat::Or(it) => it.cases.iter().take(1).for_each(|inner| bind(inner, names)),
        _ => {}
    }
}

/// The patterns of the `let … =` among the statements.
fn patterns(statements: &TokenStream) -> Vec<Pat> {
    let mut patterns = Vec::new();
    let mut tokens = statements.clone().into_iter();
    while let Some(token) = tokens.next() {
        if matches!(&token, TokenTree::Ident(word) if word == "let") {
            let is_equals = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '=');
            let pattern: TokenStream = tokens.by_ref().take_while(|token| !is_equals(token)).collect();
            patterns.extend(Pat::parse_single.parse2(pattern));
        }
    }
    patterns
}
