//! `impl Classify`.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Member;
use syn::spanned::Spanned;

use super::item::{Arm, Item};
use super::rule::Source;
use crate::constant::probe;
use crate::report::located;

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
    let fault = fault(root, source, arm.decides.as_ref());
    let hint = hint.as_ref().map(|member| with_hint(root, member));
    let not_processed = not_processed.then(|| quote!(.not_processed()));
    quote!(#path { #decides #bound .. } => #fault #hint #not_processed,)
}

/// A field that is no hint is shown where the attribute names it.
fn with_hint(root: &TokenStream, member: &Member) -> TokenStream {
    let span = Span::call_site().located_at(member.span());
    let root = located(root, span);
    let hint = quote_spanned!(span=> #root::__private::ToHint::to_hint(__resilient_hint));
    quote!(.with_hint(#hint))
}

fn fault(root: &TokenStream, source: &Source, decides: Option<&Member>) -> TokenStream {
    match source {
        Source::Class(class) => quote!(#root::Fault::new(#root::Class::#class)),
        Source::FromRejected => {
            let span = Span::call_site().located_at(decides.map_or_else(Span::call_site, Spanned::span));
            let root = located(root, span);
            quote_spanned!(span=> #root::Rejected::fault(__resilient_field))
        }
        Source::Delegate(_) => {
            let probe = probe(root, &quote!(__resilient_field));
            quote!(#probe.unwrap_or(#root::Fault::new(#root::Class::UNKNOWN)))
        }
    }
}
