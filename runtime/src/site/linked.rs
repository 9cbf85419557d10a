//! Sites that the linker lists: those that nobody has called yet, too.

/// Lists a static site at link time, where the feature `link-time` is on and the platform can.
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __listed {
    ($site:path) => {
        const _: () = {
            #[$crate::__private::linkme::distributed_slice($crate::__private::RESILIN_SITES_0_1)]
            #[linkme(crate = $crate::__private::linkme)]
            static LISTED: &$crate::__private::Declared = &$site;
        };
    };
}

/// Nothing: the site is listed by its first call.
#[cfg(not(all(feature = "link-time", not(target_family = "wasm"))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __listed {
    ($site:path) => {};
}

#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
use super::Declared;
use super::Site;

/// The sites of the whole binary. The name tells versions apart that can be in one binary: their sites are of two types.
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
#[doc(hidden)]
#[linkme::distributed_slice]
pub static RESILIN_SITES_0_1: [&'static Declared];

/// What the linker has listed.
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
pub(super) fn linked() -> impl Iterator<Item = &'static Site> {
    RESILIN_SITES_0_1.iter().map(|declared| declared.site())
}

/// What the linker has listed: nothing.
#[cfg(not(all(feature = "link-time", not(target_family = "wasm"))))]
pub(super) fn linked() -> impl Iterator<Item = &'static Site> {
    std::iter::empty()
}
