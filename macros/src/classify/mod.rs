//! `#[derive(Classify)]`.

mod expansion;
mod item;
mod rule;

use proc_macro2::TokenStream;
use quote::quote;

use crate::report::Report;

/// Expands the derive. With mistakes in it the implementation is still there, so that they bring no others.
pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let mut report = Report::default();
    match syn::parse2(item) {
        Ok(input) => {
            let item = item::Item::read(&input, &mut report);
            let implementation = expansion::implementation(&item);
            quote!(#report #implementation)
        }
        Err(error) => error.to_compile_error(),
    }
}
