//! A site as the attribute declares it.

use std::mem::ManuallyDrop;

use resilin_policy::{Compiled, LayerTexts, Policy, Settings};

use super::Site;
use crate::sync::const_unless_loom;

/// The site of an attribute, which is a static and so never dropped. The compiler is told so: of every other static it
/// proves anew what it would take to drop it in a constant, which with many functions is a noticeable part of a check.
#[derive(Debug)]
pub struct Declared(ManuallyDrop<Site>);

impl Declared {
    const_unless_loom! {
        /// A site of the attribute.
        pub const fn new(
            name: &'static str,
            settings: Settings,
            compiled: Compiled,
            place: (&'static str, &'static str, u32),
        ) -> Self {
            Self(ManuallyDrop::new(Site::declared(name, Policy::from_checked(settings), compiled, place)))
        }
    }

    /// With what it was compiled with, layer by layer.
    #[must_use]
    pub const fn written(self, texts: &'static LayerTexts) -> Self {
        Self(ManuallyDrop::new(ManuallyDrop::into_inner(self.0).written(texts)))
    }

    /// What an expansion begins its call with.
    #[inline]
    pub fn enter(&'static self) -> &'static Site {
        self.0.enter()
    }

    /// The site itself.
    #[cfg(all(feature = "link-time", not(target_family = "wasm")))]
    pub(super) fn site(&self) -> &Site {
        &self.0
    }
}
