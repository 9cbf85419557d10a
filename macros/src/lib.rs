//! The macros of `resilin`: `#[resilient]`, `#[derive(Classify)]` and `policy!`.
//!
//! Users depend on `resilin`, which re-exports and documents them; the versions are pinned to each other. The
//! crate only turns text into tokens: every value and every combination of values is judged by `resilin-policy`.

use proc_macro::TokenStream;

mod classify;
mod constant;
mod file;
mod policy_text;
mod report;
mod resilient;
#[cfg(test)]
mod snapshots;

#[allow(missing_docs, reason = "documented where `resilin` re-exports it")]
#[proc_macro_attribute]
pub fn resilient(attribute: TokenStream, item: TokenStream) -> TokenStream {
    resilient::expand(attribute.into(), &item.into(), &file::of_crate()).into()
}

#[allow(missing_docs, reason = "documented where `resilin` re-exports it")]
#[proc_macro_derive(Classify, attributes(class))]
pub fn derive_classify(item: TokenStream) -> TokenStream {
    classify::expand(item.into()).into()
}

/// What `resilin::policy!` expands into: the path of the crate, then the policy's text.
#[doc(hidden)]
#[proc_macro]
pub fn policy(input: TokenStream) -> TokenStream {
    constant::expand(input.into(), file::of_crate).into()
}
