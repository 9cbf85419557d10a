//! The macros: `#[resilient]` on an item beside a `resilience.toml`, the same item's `#[derive(Classify)]`, and `policy!`
//! with what the attribute has between its parentheses.
//!
//! The text is the attribute, the item and the file, with lines `---` between them. Bytes that begin with a zero choose
//! among pieces of all three instead: that way a fuzzer comes further than letter by letter.

mod expansion;
mod pieces;
mod tokens;

use std::sync::Arc;

use arbitrary::{Arbitrary, Unstructured};
use proc_macro2::TokenStream;
use quote::quote;

use crate::file::File;
use crate::{classify, constant, text};

/// An attribute, an item and a file.
#[derive(Debug)]
pub struct Input {
    attribute: String,
    item: String,
    file: Option<String>,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        if bytes.peek_bytes(1) == Some(&[0]) {
            return pieces::input(bytes);
        }
        let text = bytes.bytes(bytes.len()).map(text::of)?;
        let mut parts = text.splitn(3, "\n---\n").map(str::to_owned);
        let (attribute, item) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        Ok(Self { attribute, item, file: parts.next() })
    }
}

impl Input {
    /// Expands all three, and what the expansion of a block leaves to be expanded.
    ///
    /// # Panics
    ///
    /// A promise is broken.
    pub fn check(&self) {
        let (Some(attribute), Some(item)) = (tokens::of(&self.attribute), tokens::of(&self.item)) else { return };
        expansion::check(&attribute, &item, &|| self.file());
        derive(item);
        self.policy(&attribute);
    }

    /// Read anew for each expansion: the first tells what is wrong with it.
    fn file(&self) -> File {
        self.file.as_deref().map_or_else(File::default, File::of_text)
    }

    fn policy(&self, text: &TokenStream) {
        let expanded = constant::expand(quote!(resilin #text), || Arc::new(self.file()));
        expansion::mistakes_have_a_way_out(&expanded);
        assert!(syn::parse2::<syn::Expr>(expanded.clone()).is_ok(), "no expression: {expanded}");
    }
}

fn derive(item: TokenStream) {
    if syn::parse2::<syn::DeriveInput>(item.clone()).is_ok() {
        let expanded = classify::expand(item);
        expansion::mistakes_have_a_way_out(&expanded);
        assert!(syn::parse2::<syn::File>(expanded.clone()).is_ok(), "no items: {expanded}");
    }
}
