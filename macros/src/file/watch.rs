//! What is said of the file once: that the compiler is to watch it, and what it has for functions.

use std::sync::atomic::Ordering;

use proc_macro2::TokenStream;
use quote::quote;

use super::source::{File, Watched};

impl File {
    /// What makes cargo build anew when the file has changed, and lists the entries that functions are to take. Once is
    /// enough for a crate: expansions are made anew by each run of the compiler. `stays` is whether what the first expansion
    /// gives is sure to be compiled.
    pub(crate) fn watch(&self, root: &TokenStream, stays: bool) -> Option<TokenStream> {
        let Self::Right(Watched { document, is_watched }) = self else {
            return None;
        };
        let was_watched =
            if stays { is_watched.swap(true, Ordering::Relaxed) } else { is_watched.load(Ordering::Relaxed) };
        (!was_watched).then(|| {
            let names = document.sites.names();
            let entries = (!document.sites.is_empty()).then(|| quote!(#root::__private::entries!(#(#names)*);));
            quote! {
                const _: &[u8] = ::core::include_bytes!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/resilience.toml")
                );
                #entries
            }
        })
    }
}
