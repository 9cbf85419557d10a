//! `credentials(lease = expr)`.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse::{Parse as _, ParseStream, Parser as _};
use syn::{Expr, Token};

use super::entry::{ends_here, is_at_end, parenthesized, unexpected};
use crate::report::{beside, under};

/// Where each attempt gets its lease from, and what the body calls it.
pub(super) struct Credentials {
    pub(super) lease: Ident,
    source: Expr,
}

const HELP: &str =
    "write `credentials(lease = self.session)`: a name for the body to use, and where leases come from";

impl Credentials {
    /// Reads what stands behind the key.
    pub(super) fn parse(key: &Ident, input: ParseStream<'_>) -> syn::Result<Self> {
        const NOTHING: &str = "`credentials` names no source of leases";
        if is_at_end(input) {
            return Err(under(key, NOTHING, HELP));
        }
        let inside =
            parenthesized(input).ok_or_else(|| unexpected(input, &format!("expected `(` after `{key}`"), HELP))?;
        if inside.stream().is_empty() {
            return Err(under(quote!(#key #inside), NOTHING, HELP));
        }
        let found = binding
            .parse2(inside.stream())
            .map_err(|_| under(inside.stream(), "`credentials` takes `lease = …`", HELP))?;
        if ends_here(input) {
            Ok(found)
        } else {
            Err(unexpected(input, "expected `,` after `credentials(…)`", HELP))
        }
    }

    /// The source, borrowed. It is named anew each time, so that the body may borrow what it is a part of.
    pub(super) fn source(&self) -> TokenStream {
        borrowed(&self.source)
    }
}

fn binding(input: ParseStream<'_>) -> syn::Result<Credentials> {
    let lease = input.parse()?;
    input.parse::<Token![=]>()?;
    let source = Expr::parse(input)?;
    let _: Option<Token![,]> = input.parse()?;
    Ok(Credentials { lease, source })
}

/// A reference to what an expression of the user's is, whatever its precedence.
pub(super) fn borrowed(expression: &Expr) -> TokenStream {
    let whole = Group::new(Delimiter::None, quote!(#expression));
    quote_spanned!(beside(expression)=> &#whole)
}
