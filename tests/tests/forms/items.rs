//! Visibility, attributes and names of a resilient function.

use std::io;

use resilin::resilient;

use crate::flaky::Flaky;

mod module {
    use super::{Flaky, io, resilient};

    #[resilient(backoff = none)]
    pub(crate) async fn crate_wide(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    #[resilient(backoff = none)]
    pub(super) async fn for_the_parent(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    #[resilient(backoff = none)]
    pub(in crate::items) async fn for_a_path(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }
}

/// Documented.
#[doc = "In two ways."]
#[resilient(backoff = none)]
/// And below, too.
async fn documented(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[must_use]
#[inline]
#[resilient(backoff = none)]
#[allow(clippy::double_must_use, clippy::let_and_return)]
async fn attributed(flaky: &Flaky) -> io::Result<u32> {
    let answer = flaky.answer().await;
    answer
}

#[allow(clippy::non_minimal_cfg)] // a condition that always holds
#[cfg(all())]
#[resilient(backoff = none)]
#[cfg(not(any()))]
async fn configured(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[cfg_attr(all(), resilient(backoff = none))]
async fn conditional(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

/// Not resilient: the condition never holds.
#[cfg_attr(any(), resilient(backoff = none))]
async fn plain(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilin::resilient(backoff = none)]
async fn by_path(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, crate = crate::renamed)]
async fn renamed(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none, name = "items.named")]
async fn named(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(backoff = none)]
async fn r#fn(r#type: &Flaky) -> io::Result<u32> {
    r#type.answer().await
}

#[resilient]
async fn without_keys(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient()]
async fn with_empty_keys(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

/// An argument that is there only under a condition.
#[resilient(backoff = none)]
async fn configured_argument(flaky: &Flaky, #[cfg(any())] nothing: Nothing) -> io::Result<u32> {
    flaky.answer().await
}

third_run! {
    visible_in_the_crate: |flaky| async move { module::crate_wide(&flaky).await };
    visible_in_the_parent: |flaky| async move { module::for_the_parent(&flaky).await };
    visible_in_a_path: |flaky| async move { module::for_a_path(&flaky).await };
    with_documentation: |flaky| async move { documented(&flaky).await };
    with_attributes: |flaky| async move { attributed(&flaky).await };
    with_conditions: |flaky| async move { configured(&flaky).await };
    by_cfg_attr: |flaky| async move { conditional(&flaky).await };
    attribute_by_its_path: |flaky| async move { by_path(&flaky).await };
    crate_renamed: |flaky| async move { renamed(&flaky).await };
    site_named: |flaky| async move { named(&flaky).await };
    raw_identifiers: |flaky| async move { r#fn(&flaky).await };
    conditional_argument: |flaky| async move { configured_argument(&flaky).await };
}

#[tokio::test(flavor = "multi_thread")]
async fn not_by_a_cfg_attr_that_does_not_hold() {
    let (result, runs) = crate::flaky::spawned(2, |flaky| async move { plain(&flaky).await }).await;
    assert_eq!((result.unwrap_err().as_str(), runs), (crate::flaky::RESET, 1));
}

/// The default policy has delays.
#[tokio::test(start_paused = true)]
async fn without_any_key() {
    let (first, second) = (Flaky::new(2), Flaky::new(2));
    assert_eq!((without_keys(&first).await.unwrap(), with_empty_keys(&second).await.unwrap()), (3, 3));
}
