//! A named place in a program where a policy applies.

mod calls;
mod found;
mod within;

pub(crate) use found::Names;
pub use within::SiteWithin;

use std::fmt;
use std::sync::{Arc, OnceLock};

use resilin_policy::Policy;

use crate::breaker::Family;
use crate::budget::RetryBudget;
use crate::quota::Quota;
use crate::table::NamedTable;
use crate::told::Told;

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
    quota: OnceLock<Quota>,
    budget: OnceLock<RetryBudget>,
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
        Self {
            name,
            policy,
            declared_at,
            family: OnceLock::new(),
            table: OnceLock::new(),
            quota: OnceLock::new(),
            budget: OnceLock::new(),
            told: Told::nothing(),
        }
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
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Site")
            .field("name", &self.name)
            .field("policy", &self.policy.to_string())
            .finish_non_exhaustive()
    }
}
