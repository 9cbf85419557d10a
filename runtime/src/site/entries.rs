//! What files have under `[sites]`, listed by the linker: an entry that no function takes is seen by nobody else.

/// The entries under `[sites]` of a crate's `resilience.toml`. An expansion of that crate lists them.
#[derive(Debug)]
pub struct Entries {
    /// The module of that expansion.
    pub module: &'static str,
    /// What the entries are called.
    pub names: &'static [&'static str],
}

/// Lists the entries at link time, where the feature `link-time` is on and the platform can.
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __entries {
    ($($name:literal)*) => {
        const _: () = {
            #[$crate::__private::linkme::distributed_slice($crate::__private::RESILIN_ENTRIES_0_1)]
            #[linkme(crate = $crate::__private::linkme)]
            static ENTRIES: $crate::__private::Entries =
                $crate::__private::Entries { module: ::core::module_path!(), names: &[$($name),*] };
        };
    };
}

/// Nothing: without all sites nobody can say which entry is left over.
#[cfg(not(all(feature = "link-time", not(target_family = "wasm"))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __entries {
    ($($name:literal)*) => {};
}

/// The entries of all crates of the binary. The name tells versions apart, as that of the sites does.
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
#[doc(hidden)]
#[linkme::distributed_slice]
pub static RESILIN_ENTRIES_0_1: [Entries];

/// What the linker has listed.
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
pub(crate) fn entries() -> &'static [Entries] {
    &RESILIN_ENTRIES_0_1
}

/// What the linker has listed: nothing.
#[cfg(not(all(feature = "link-time", not(target_family = "wasm"))))]
pub(crate) fn entries() -> &'static [Entries] {
    &[]
}
