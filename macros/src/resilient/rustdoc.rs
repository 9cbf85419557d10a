//! The *Resilience* section of a function's documentation.

use proc_macro2::TokenStream;
use quote::quote;
use resilin_policy::{Target, describe_in};
use syn::Meta;

use super::alternative::Alternative;
use super::attribute::Attribute;

/// The section, where the function is documented; a function without documentation stays without, so that
/// `missing_docs` still sees it. What holds if `resilience.toml` names the site is said, too.
pub(super) fn section(
    attributes: &[syn::Attribute],
    attribute: &Attribute,
    target: Target,
) -> Option<TokenStream> {
    if !attributes.iter().any(is_text) {
        return None;
    }
    let described = |policy| describe_in(policy, attribute.code.context(target));
    let right = attribute.alternatives.iter().filter(|alternative| alternative.mistakes.is_empty());
    let others =
        right.map(|Alternative { site, policy, .. }| format!("\nWhere it is `{site}`:\n\n{}", described(policy)));
    let text = format!("\n\n# Resilience\n\n{}{}", described(&attribute.policy), others.collect::<String>());
    Some(quote!(#[doc = #text]))
}

/// `#[doc = "…"]`, which a `///` is too; `#[doc(hidden)]` and its like say nothing.
fn is_text(attribute: &syn::Attribute) -> bool {
    matches!(&attribute.meta, Meta::NameValue(meta) if meta.path.is_ident("doc"))
}
