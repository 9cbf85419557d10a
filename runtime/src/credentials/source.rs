//! Where an attempt gets its lease from.

use std::future::Future;
use std::sync::{Arc, LazyLock};

use crate::{Fault, Rejected};

/// Where an attempt gets its lease: what can stand after `credentials(lease = …)`.
///
/// [`Credentials`](super::Credentials) and [`KeyRing`](super::KeyRing) are one; so are references to one, an `Arc`, a
/// `Box` and a `LazyLock` of one. Implement it for a source of your own.
///
/// ```
/// use std::future::{Future, ready};
/// use resilin::credentials::LeaseSource;
/// use resilin::{Fault, Rejected};
///
/// /// A token that never changes.
/// struct Fixed(&'static str);
///
/// impl LeaseSource for Fixed {
///     type Lease = &'static str;
///
///     fn lease(&self) -> impl Future<Output = Result<&'static str, Rejected>> + Send {
///         ready(Ok(self.0))
///     }
///
///     fn failed(&self, _: &&'static str, _: &Fault, _: bool) {}
/// }
/// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// # assert_eq!(runtime.block_on(Fixed("token").lease()), Ok("token"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` hands out no leases",
    label = "this cannot stand after `credentials(lease = …)`",
    note = "a `resilin::credentials::Credentials` and a `KeyRing` can: by reference, or in an `Arc`, a `Box` or a `LazyLock`",
    note = "or implement `resilin::credentials::LeaseSource` for it"
)]
pub trait LeaseSource {
    /// What the body sees.
    type Lease: Send;

    /// A lease for one attempt.
    ///
    /// # Errors
    ///
    /// [`Rejected::NoCredentials`] where there is none.
    fn lease(&self) -> impl Future<Output = Result<Self::Lease, Rejected>> + Send;

    /// An attempt with this lease failed. `refresh`: the rule for the fault's class is to renew.
    fn failed(&self, lease: &Self::Lease, fault: &Fault, refresh: bool);

    /// An attempt with this lease succeeded.
    fn succeeded(&self, lease: &Self::Lease) {
        let _ = lease;
    }
}

/// A source that never has to wait: what a blocking function needs.
#[diagnostic::on_unimplemented(
    message = "a lease of `{Self}` has to be waited for, and a blocking function cannot wait for a renewal",
    label = "this has no lease at once",
    note = "make the function async, or use a `resilin::credentials::KeyRing`"
)]
pub trait ReadyLeaseSource: LeaseSource {
    /// A lease for one attempt, at once.
    ///
    /// # Errors
    ///
    /// [`Rejected::NoCredentials`] where there is none.
    fn lease_now(&self) -> Result<Self::Lease, Rejected>;
}

macro_rules! as_what_it_points_to {
    ($([$($generics:tt)*] $pointer:ty),* $(,)?) => {$(
        impl<$($generics)*> LeaseSource for $pointer {
            type Lease = T::Lease;

            fn lease(&self) -> impl Future<Output = Result<Self::Lease, Rejected>> + Send {
                T::lease(self)
            }

            fn failed(&self, lease: &Self::Lease, fault: &Fault, refresh: bool) {
                T::failed(self, lease, fault, refresh);
            }

            fn succeeded(&self, lease: &Self::Lease) {
                T::succeeded(self, lease);
            }
        }
    )*};
}

macro_rules! at_once_as_what_it_points_to {
    ($([$($generics:tt)*] $pointer:ty),* $(,)?) => {$(
        impl<$($generics)*> ReadyLeaseSource for $pointer {
            fn lease_now(&self) -> Result<Self::Lease, Rejected> {
                T::lease_now(self)
            }
        }
    )*};
}

as_what_it_points_to!(
    [T: LeaseSource + ?Sized] &T,
    [T: LeaseSource + ?Sized] Arc<T>,
    [T: LeaseSource + ?Sized] Box<T>,
    [T: LeaseSource, F: FnOnce() -> T] LazyLock<T, F>,
);

at_once_as_what_it_points_to!(
    [T: ReadyLeaseSource + ?Sized] &T,
    [T: ReadyLeaseSource + ?Sized] Arc<T>,
    [T: ReadyLeaseSource + ?Sized] Box<T>,
    [T: ReadyLeaseSource, F: FnOnce() -> T] LazyLock<T, F>,
);
