//! `#[resilient]` on whole `impl` blocks: which methods it reaches, what they say for themselves, what goes through.
//!
//! A body fails twice, and a method that is resilient returns what the third run gave; one that is not returns the
//! first error. The delays are zero, so nothing sleeps.

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

/// `name: form;` is a test of that name: a form whose body fails twice returns the third run's number.
macro_rules! third_run {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            assert_eq!($crate::flaky::spawned(2, $form).await, (Ok(3), 3));
        }
    )*};
}

/// The same for a method that the block's attribute leaves alone: its only run fails.
macro_rules! only_run {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            assert_eq!($crate::flaky::spawned(2, $form).await, (Err::<u32, _>($crate::flaky::RESET.to_owned()), 1));
        }
    )*};
}

mod blocks_in_macros;
mod conditions;
#[path = "../forms/flaky.rs"]
mod flaky;
mod members;
mod names;
mod own;
mod reach;
mod self_types;
mod traits;
