//! `impl Classify`.

use proc_macro2::TokenStream;
use quote::quote;

use super::item::{Arm, Item};
use super::rule::Source;
use crate::constant::probe;

pub(super) fn implementation(item: &Item<'_>) -> TokenStream {
    let Item { name, generics, root, arms } = item;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let arms: Vec<TokenStream> = arms.iter().map(|arm| match_arm(root, arm)).collect();
    // A mistake has cost an arm, or the type has no variants: either way nothing else is to be said of the rest.
    let rest = quote!(#[allow(unreachable_patterns)] _ => #root::Fault::new(#root::Class::UNKNOWN),);
    quote! {
        #[automatically_derived]
        impl #impl_generics #root::Classify for #name #type_generics #where_clause {
            fn classify(&self) -> #root::Fault {
                match self { #(#arms)* #rest }
            }
        }
    }
}

fn match_arm(root: &TokenStream, arm: &Arm) -> TokenStream {
    let Arm { path, source, decides, hint, not_processed } = arm;
    let decides = decides.as_ref().map(|member| quote!(#member: __resilient_field,));
    let bound = hint.as_ref().map(|member| quote!(#member: __resilient_hint,));
    let fault = fault(root, source);
    let hint = hint.as_ref().map(|_| quote!(.with_hint(#root::__private::ToHint::to_hint(__resilient_hint))));
    let not_processed = not_processed.then(|| quote!(.not_processed()));
    quote!(#path { #decides #bound .. } => #fault #hint #not_processed,)
}

fn fault(root: &TokenStream, source: &Source) -> TokenStream {
    match source {
        Source::Class(class) => quote!(#root::Fault::new(#root::Class::#class)),
        Source::FromRejected => quote!(__resilient_field.fault()),
        Source::Delegate(_) => {
            let probe = probe(root, &quote!(__resilient_field));
            quote!(#probe.unwrap_or(#root::Fault::new(#root::Class::UNKNOWN)))
        }
    }
}
