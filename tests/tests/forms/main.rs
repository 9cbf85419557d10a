//! The forms of functions that `#[resilient]` takes: receivers, arguments, return types, bodies, traits, items.
//!
//! Each test is one form: its body fails twice, and the call returns what the third run gave. The async ones run in a
//! task of a multi-thread runtime, which only a `Send` future can. The delays are zero, so nothing sleeps.

#![deny(
    clippy::pedantic,
    clippy::nursery,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused,
    explicit_outlives_requirements,
    non_ascii_idents,
    redundant_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications
)]
// `unreachable_pub` asks for what this one forbids.
#![allow(clippy::redundant_pub_crate)]
// A `validate` function takes a reference, whatever the type.
#![allow(clippy::trivially_copy_pass_by_ref)]

pub(crate) use resilin as renamed;

/// `name: form;` is a test of that name: a form whose body fails twice returns the third run's number, after three runs.
macro_rules! third_run {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            assert_eq!($crate::flaky::spawned(2, $form).await, (Ok(3), 3));
        }
    )*};
}

/// The same for a function that blocks its thread.
macro_rules! third_blocking_run {
    ($($name:ident: $form:expr;)*) => {$(
        #[test]
        fn $name() {
            assert_eq!($crate::flaky::blocked(2, $form), (Ok(3), 3));
        }
    )*};
}

mod arguments;
mod async_trait_blocks;
mod async_trait_keys;
mod blocking;
mod bodies;
mod borrowed;
mod breakers;
mod clones;
mod combinations;
mod ends;
mod errors;
mod fallbacks;
mod flaky;
mod futures;
mod generics;
mod inner_items;
mod items;
mod leased;
mod names_in_scope;
mod once;
mod other_macros;
mod produced;
mod receivers;
mod registries;
mod shadows;
mod sizes;
mod traits;
mod values;
