//! The *Resilience* section of a function's documentation.

use proc_macro2::TokenStream;
use quote::quote;
use resilin_policy::{Context, Policy, describe_in};
use syn::{Attribute, Meta};

/// The section, where the function is documented; a function without documentation stays without, so that
/// `missing_docs` still sees it.
pub(super) fn section(attributes: &[Attribute], policy: &Policy, context: Context) -> Option<TokenStream> {
    let is_documented = attributes.iter().any(is_text);
    is_documented.then(|| {
        let text = format!("\n\n# Resilience\n\n{}", describe_in(policy, context));
        quote!(#[doc = #text])
    })
}

/// `#[doc = "…"]`, which a `///` is too; `#[doc(hidden)]` and its like say nothing.
fn is_text(attribute: &Attribute) -> bool {
    matches!(&attribute.meta, Meta::NameValue(meta) if meta.path.is_ident("doc"))
}
