//! A named place in a program where a policy applies.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, OnceLock};

use resilin_policy::{BreakerRef, Policy, Table};

use crate::breaker::{Breaker, Family, Registry, rendered};
use crate::driver::{GuardedAsyncCall, GuardedBlockingCall, Kept};
use crate::table::{self, NamedTable};
use crate::told::Told;
use crate::{Classify, Error, Fault, telemetry};

/// A named place where a policy applies: made by the attribute, or by hand.
///
/// ```
/// use resilin::{Site, policy};
///
/// static READS: Site = Site::new("reads", policy!("backoff = exp(10ms, 2, 1s), attempts = 5"));
///
/// # tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(async {
/// let mut runs = 0;
/// let answer = READS
///     .call(|| {
///         runs += 1;
///         let run = runs;
///         async move { if run < 3 { Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)) } else { Ok(run) } }
///     })
///     .await;
/// assert_eq!(answer.unwrap(), 3);
/// # });
/// ```
pub struct Site {
    name: &'static str,
    policy: Policy,
    declared_at: Option<Location>,
    /// Found in the registry by the first call.
    family: OnceLock<Arc<Family>>,
    /// Found by the first failure.
    table: OnceLock<Arc<NamedTable>>,
    pub(crate) told: Told,
}

/// A line of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Location {
    /// The file, as `file!()` gives it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}

impl Site {
    /// A site made by hand.
    pub const fn new(name: &'static str, policy: Policy) -> Self {
        Self::at(name, policy, None)
    }

    /// A site of the attribute.
    #[doc(hidden)]
    pub const fn declared(name: &'static str, policy: Policy, file: &'static str, line: u32) -> Self {
        Self::at(name, policy, Some(Location { file, line }))
    }

    const fn at(name: &'static str, policy: Policy, declared_at: Option<Location>) -> Self {
        Self { name, policy, declared_at, family: OnceLock::new(), table: OnceLock::new(), told: Told::nothing() }
    }

    /// The name: what the attribute's `name` says, else the function's path.
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The policy in force.
    #[inline]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Where the attribute stands; `None` for a site made by hand.
    pub const fn declared_at(&self) -> Option<Location> {
        self.declared_at
    }

    /// The breaker that the policy names.
    #[inline]
    pub(crate) fn breaker(&self) -> Option<&Breaker> {
        Some(self.family(self.policy.breaker()?).breaker())
    }

    /// The breaker of this key, a whole name.
    pub(crate) fn breaker_of(&self, key: fmt::Arguments<'_>) -> Option<Breaker> {
        let named = self.policy.breaker()?;
        let family = self.family(named);
        let find = |name: &str| Registry::global().key(family, name);
        // A name that is all data is a key of the name as it is written.
        let is_whole = named.name().contains('/');
        Some(if is_whole { rendered(key, find) } else { rendered(format_args!("{}/{key}", named.name()), find) })
    }

    /// The rules of the table that the policy names. One that nobody has defined is told once.
    pub(crate) fn table(&self) -> Option<Arc<Table>> {
        let name = self.policy.table().filter(|name| *name != Table::STANDARD)?;
        let rules = self.table.get_or_init(|| table::named(name)).rules();
        if rules.is_none() && self.told.no_table.first() {
            telemetry::no_table(self, name);
        }
        rules
    }

    #[inline]
    fn family(&self, named: &BreakerRef) -> &Family {
        self.family.get().unwrap_or_else(|| self.found(named))
    }

    /// Told only when it is found for good: what listens may call this very site.
    #[cold]
    fn found(&self, named: &BreakerRef) -> &Arc<Family> {
        let (found, agreed) = Registry::global().declared(named);
        let is_first = self.family.set(Arc::clone(&found)).is_ok();
        if is_first && !agreed {
            telemetry::settings_differ(self, found.breaker().name());
        }
        self.family.get_or_init(|| found)
    }

    /// Calls `body` under the policy, once for each attempt.
    ///
    /// # Errors
    ///
    /// [`Error::Failed`] with the error of the last attempt that ended. [`Error::Rejected`] where that attempt ended by
    /// its own timeout, or where the policy ended the call before any attempt ended.
    pub async fn call<T, E, F>(&self, body: impl FnMut() -> F) -> Result<T, Error<E>>
    where
        F: Future<Output = Result<T, E>>,
        E: Classify,
    {
        self.call_with(E::classify, body).await
    }

    /// Calls `body` under the policy, for an error type that is not [`Classify`].
    ///
    /// ```
    /// use resilin::{Class, Fault, Site, policy};
    ///
    /// static JOBS: Site = Site::new("jobs", policy!("attempts = 2, backoff = fixed(0s)"));
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let busy = |error: &String| Fault::new(if error == "busy" { Class::OVERLOAD } else { Class::CLIENT });
    /// let outcome = JOBS.call_with(busy, || async { Err::<(), _>(String::from("busy")) }).await;
    /// assert_eq!(outcome, Err(resilin::Error::Failed(String::from("busy"))));
    /// # });
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub async fn call_with<T, E, F>(
        &self,
        classify: impl Fn(&E) -> Fault,
        mut body: impl FnMut() -> F,
    ) -> Result<T, Error<E>>
    where
        F: Future<Output = Result<T, E>>,
    {
        let mut call = GuardedAsyncCall::begin(self);
        let mut kept = Kept::Nothing;
        loop {
            if let Err(rejected) = call.ready().await {
                return Err(kept.or(rejected));
            }
            // Called inside the attempt: what `body` does before its first await is the attempt's too.
            match call.run_limited(async { body().await }).await {
                Ok(Ok(value)) => {
                    call.succeeded();
                    return Ok(value);
                }
                Ok(Err(error)) if call.failed(&call.fault(Some(classify(&error)), &error)) => {
                    kept = Kept::Error(Error::Failed(error));
                }
                Ok(Err(error)) => return Err(Error::Failed(error)),
                Err(rejected) if call.rejected(&rejected) => kept = Kept::rejected(rejected),
                Err(rejected) => return Err(kept.or(rejected)),
            }
        }
    }

    /// Calls `body` under the policy, blocking the thread for the waits.
    ///
    /// A blocking body cannot be cut: a `timeout` has no effect here (told once, at error level), and a `deadline`
    /// ends the waits and the attempts, not an attempt that runs.
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_blocking<T, E: Classify>(&self, body: impl FnMut() -> Result<T, E>) -> Result<T, Error<E>> {
        self.call_blocking_with(E::classify, body)
    }

    /// [`call_blocking`](Self::call_blocking) for an error type that is not [`Classify`].
    ///
    /// # Errors
    ///
    /// As [`call`](Self::call).
    pub fn call_blocking_with<T, E>(
        &self,
        classify: impl Fn(&E) -> Fault,
        mut body: impl FnMut() -> Result<T, E>,
    ) -> Result<T, Error<E>> {
        let mut call = GuardedBlockingCall::begin(self);
        let mut kept = Kept::Nothing;
        loop {
            if let Err(rejected) = call.ready() {
                return Err(kept.or(rejected));
            }
            match call.run(&mut body) {
                Ok(value) => {
                    call.succeeded();
                    return Ok(value);
                }
                Err(error) if call.failed(&call.fault(Some(classify(&error)), &error)) => {
                    kept = Kept::Error(Error::Failed(error));
                }
                Err(error) => return Err(Error::Failed(error)),
            }
        }
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("name", &self.name)
            .field("policy", &self.policy.to_string())
            .finish_non_exhaustive()
    }
}
