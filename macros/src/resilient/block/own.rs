//! What a method in a block says for itself.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Meta, Path, Token};

/// A method's own attribute.
pub(super) enum Own {
    /// `#[resilient(skip)]`.
    Skip,
    /// `#[resilient]`, `#[resilient(…)]`: these entries.
    Entries(TokenStream),
}

/// An attribute that is ours, or has ours in it.
pub(super) struct Found {
    pub(super) own: Own,
    /// The condition of a `cfg_attr`, and what else stands in it.
    pub(super) conditional: Option<Conditional>,
}

/// `cfg_attr(condition, others…)`, without ours.
pub(super) struct Conditional {
    pub(super) condition: TokenStream,
    pub(super) others: Vec<TokenStream>,
}

/// Whether the attribute is `#[resilient]` under whatever path.
pub(super) fn is_ours(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "resilient")
}

impl Found {
    pub(super) fn in_attribute(attribute: &Attribute) -> Option<Self> {
        if is_ours(attribute.path()) {
            return Some(Self { own: Own::of(&attribute.meta), conditional: None });
        }
        match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg_attr") => in_cfg_attr.parse2(list.tokens.clone()).ok()?,
            _ => None,
        }
    }
}

impl Own {
    fn of(meta: &Meta) -> Self {
        match meta {
            Meta::List(list) if list.tokens.to_string() == "skip" => Self::Skip,
            Meta::List(list) => Self::Entries(list.tokens.clone()),
            _ => Self::Entries(TokenStream::new()),
        }
    }
}

/// `condition, attribute, attribute…`.
fn in_cfg_attr(input: ParseStream<'_>) -> syn::Result<Option<Found>> {
    let condition: Meta = input.parse()?;
    let (mut own, mut others) = (None, Vec::new());
    while input.parse::<Token![,]>().is_ok() && !input.is_empty() {
        let attribute: Meta = input.parse()?;
        if is_ours(attribute.path()) {
            own = Some(Own::of(&attribute));
        } else {
            others.push(quote::quote!(#attribute));
        }
    }
    let conditional = Conditional { condition: quote::quote!(#condition), others };
    Ok(own.map(|own| Found { own, conditional: Some(conditional) }))
}
