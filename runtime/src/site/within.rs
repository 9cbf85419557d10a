//! A site in a registry of its own.

use std::future::Future;

use super::Site;
use super::calls::{drive, drive_blocking};
use crate::driver::{ScopedAsyncCall, ScopedBlockingCall};
use crate::registry::Registry;
use crate::{Classify, Error, Fault};

impl Site {
    /// This site with the names of another registry than the process's own.
    ///
    /// ```
    /// use resilin::{Registry, Site, policy};
    ///
    /// static READS: Site = Site::new("reads", policy!("attempts = 2, breaker = \"store\""));
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let registry = Registry::new();
    /// registry.breaker("store").force_open();
    /// let refused = READS.within(&registry).call(|| async { Ok::<_, std::io::Error>(()) }).await;
    /// assert!(refused.is_err());
    /// assert!(READS.call(|| async { Ok::<_, std::io::Error>(()) }).await.is_ok());
    /// # });
    /// ```
    pub fn within(&self, registry: &Registry) -> SiteWithin<'_> {
        SiteWithin { site: self, registry: registry.clone() }
    }
}

/// A site in a registry: from [`Site::within`].
#[derive(Clone, Debug)]
pub struct SiteWithin<'s> {
    site: &'s Site,
    registry: Registry,
}

impl SiteWithin<'_> {
    /// As [`Site::call`].
    ///
    /// # Errors
    ///
    /// As [`Site::call`].
    pub fn call<T, E, F>(&self, body: impl FnMut() -> F) -> impl Future<Output = Result<T, Error<E>>>
    where
        F: Future<Output = Result<T, E>>,
        E: Classify,
    {
        self.call_with(E::classify, body)
    }

    /// As [`Site::call_with`].
    ///
    /// # Errors
    ///
    /// As [`Site::call`].
    pub fn call_with<T, E, F>(
        &self,
        classify: impl Fn(&E) -> Fault,
        body: impl FnMut() -> F,
    ) -> impl Future<Output = Result<T, Error<E>>>
    where
        F: Future<Output = Result<T, E>>,
    {
        drive(|| ScopedAsyncCall::begin(self.site.current(), &self.registry, None), classify, body)
    }

    /// As [`Site::call_blocking`].
    ///
    /// # Errors
    ///
    /// As [`Site::call`].
    pub fn call_blocking<T, E: Classify>(&self, body: impl FnMut() -> Result<T, E>) -> Result<T, Error<E>> {
        self.call_blocking_with(E::classify, body)
    }

    /// As [`Site::call_blocking_with`].
    ///
    /// # Errors
    ///
    /// As [`Site::call`].
    pub fn call_blocking_with<T, E>(
        &self,
        classify: impl Fn(&E) -> Fault,
        body: impl FnMut() -> Result<T, E>,
    ) -> Result<T, Error<E>> {
        drive_blocking(ScopedBlockingCall::begin(self.site.current(), &self.registry, None), classify, body)
    }
}
