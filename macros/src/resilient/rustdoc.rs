//! The *Resilience* section of a function's documentation.

use proc_macro2::TokenStream;
use quote::quote;
use resilin_policy::{Policy, describe};
use syn::Attribute;

/// The section, where the function is documented; a function without documentation stays without, so that
/// `missing_docs` still sees it.
pub(super) fn section(attributes: &[Attribute], policy: &Policy) -> Option<TokenStream> {
    let is_documented = attributes.iter().any(|attribute| attribute.path().is_ident("doc"));
    is_documented.then(|| {
        let text = format!("\n\n# Resilience\n\n{}", describe(policy));
        quote!(#[doc = #text])
    })
}
