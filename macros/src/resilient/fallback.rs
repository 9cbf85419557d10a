//! `fallback = |error| …`: what a call returns that gives up.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse as _, ParseStream};
use syn::{Expr, ExprClosure, ReturnType};

use super::inferred::edge_of;
use crate::report::{at, beside, under};

/// A closure over the arguments, given the call's error.
pub(super) struct Fallback(ExprClosure);

pub(super) const EXAMPLE: &str = "fallback = |error| Ok(self.cached(symbol))";

impl Fallback {
    pub(super) fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        match bare(Expr::parse(input)?) {
            Expr::Closure(closure) if closure.inputs.len() == 1 => Ok(Self(closure)),
            other => Err(syn::Error::new_spanned(other, "no closure of one argument")),
        }
    }

    /// Whether its value is awaited: `async |error| …`, or a closure that returns an `async` block.
    pub(super) fn is_async(&self) -> bool {
        self.0.asyncness.is_some() || matches!(&*self.0.body, Expr::Async(_))
    }

    /// What is wrong with it on a function that blocks.
    pub(super) fn on_blocking(&self, function: &Ident) -> Option<syn::Error> {
        let help = "write it without `async`, or make the function `async`";
        let message = &format!("an async fallback needs an async function, and `{function}` blocks");
        match &self.0.asyncness {
            Some(keyword) => Some(at(keyword.span, message, help)),
            None => self.is_async().then(|| under(&self.0.body, message, help)),
        }
    }

    /// The value of the function, whose type is `returned`, for the error of this name.
    pub(super) fn value(&self, root: &TokenStream, returned: &TokenStream, error: &Ident) -> TokenStream {
        let closure = self.closure(returned);
        let at = beside(&self.0);
        let awaited = self.is_async().then(|| quote_spanned!(at=> .await));
        quote_spanned!(at=> #root::__private::fall_back(#error, #closure) #awaited)
    }

    /// The closure, with the type that it returns: what `?` and `return` in it need to know. An async one becomes a
    /// closure that returns a block, which the oldest compilers take, too.
    fn closure(&self, returned: &TokenStream) -> TokenStream {
        let ExprClosure { attrs, lifetimes, capture, inputs, output, body, asyncness, .. } = &self.0;
        let at = beside(body);
        let returned = match output {
            ReturnType::Type(_, written) => quote!(#written),
            ReturnType::Default => returned.clone(),
        };
        let body = match &**body {
            body if asyncness.is_some() => {
                let edge = edge_of(&returned, at);
                quote_spanned!(at=> { async move { #edge #body } })
            }
            Expr::Async(block) => {
                let (attrs, capture, statements) = (&block.attrs, &block.capture, &block.block);
                let edge = edge_of(&returned, at);
                quote_spanned!(at=> { #(#attrs)* async #capture { #edge #statements } })
            }
            body => return quote_spanned!(at=> #(#attrs)* #lifetimes #capture |#inputs| -> #returned { #body }),
        };
        quote_spanned!(at=> #(#attrs)* #lifetimes #capture |#inputs| #body)
    }
}

/// An expression without what stands around it: parentheses, or the invisible ones of a macro's variable.
fn bare(mut expression: Expr) -> Expr {
    loop {
        expression = match expression {
            Expr::Group(group) => *group.expr,
            Expr::Paren(paren) => *paren.expr,
            other => return other,
        };
    }
}
