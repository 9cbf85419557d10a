//! A named place in a program where a policy applies.

#[cfg(feature = "config")]
mod appended;
mod calls;
mod current;
mod declared;
mod entries;
mod found;
mod linked;
mod listed;
#[cfg(feature = "config")]
mod overridden;
#[cfg(feature = "config")]
mod variants;
mod within;
mod written;

pub use declared::Declared;
pub use entries::Entries;
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
pub use entries::RESILIN_ENTRIES_0_1;
pub(crate) use entries::entries;
pub(crate) use found::Names;
#[cfg(all(feature = "link-time", not(target_family = "wasm")))]
pub use linked::RESILIN_SITES_0_1;
pub use listed::sites;
pub use within::SiteWithin;

use std::fmt;
use std::sync::Arc;

use resilin_policy::{Compiled, LayerTexts, Layers, Policy};

use crate::breaker::Family;
use crate::budget::RetryBudget;
use crate::quota::Quota;
use crate::sync::{OnceLock, const_unless_loom};
use crate::table::NamedTable;
use crate::told::Told;
use current::Current;

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
    origin: Option<Origin>,
    compiled: Compiled,
    /// What it was compiled with, where `resilience.toml` has contributed something.
    texts: Option<&'static LayerTexts>,
    /// The same, read by the first who asks.
    layers: OnceLock<Box<Layers>>,
    /// The site that this one was made from, if an override made it.
    declared: Option<&'static Self>,
    current: Current,
    /// Found in the registry by the first call.
    family: OnceLock<Arc<Family>>,
    /// Found by the first failure.
    table: OnceLock<Arc<NamedTable>>,
    quota: OnceLock<Quota>,
    budget: OnceLock<RetryBudget>,
    told: Told,
}

/// Where the attribute stands.
#[derive(Clone, Copy, Debug)]
struct Origin {
    module: &'static str,
    location: Location,
}

/// A line of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Location {
    /// The file, as `file!()` gives it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}

impl Site {
    const_unless_loom! {
        /// A site made by hand.
        pub const fn new(name: &'static str, policy: Policy) -> Self {
            Self::made(name, policy, Compiled::BY_HAND, None)
        }
    }

    const_unless_loom! {
        /// A site of the attribute.
        #[doc(hidden)]
        pub const fn declared(
            name: &'static str,
            policy: Policy,
            compiled: Compiled,
            (module, file, line): (&'static str, &'static str, u32),
        ) -> Self {
            Self::made(name, policy, compiled, Some(Origin { module, location: Location { file, line } }))
        }
    }

    const_unless_loom! {
        const fn made(name: &'static str, policy: Policy, compiled: Compiled, origin: Option<Origin>) -> Self {
            Self {
                name,
                policy,
                origin,
                compiled,
                texts: None,
                layers: OnceLock::new(),
                declared: None,
                current: Current::new(),
                family: OnceLock::new(),
                table: OnceLock::new(),
                quota: OnceLock::new(),
                budget: OnceLock::new(),
                told: Told::nothing(),
            }
        }
    }

    /// With what it was compiled with, layer by layer.
    #[doc(hidden)]
    #[must_use]
    pub const fn written(mut self, texts: &'static LayerTexts) -> Self {
        self.texts = Some(texts);
        self
    }

    /// The name: what the attribute's `name` says, else the function's path.
    #[inline]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The policy that it was compiled with. What new calls go by is that of the [`current`](Self::current) site.
    #[inline]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Where the attribute stands; `None` for a site made by hand.
    pub const fn declared_at(&self) -> Option<Location> {
        match self.origin {
            Some(origin) => Some(origin.location),
            None => None,
        }
    }

    /// The module that the attribute stands in, as `module_path!()` gives it; `None` for a site made by hand.
    pub const fn module(&self) -> Option<&'static str> {
        match self.origin {
            Some(origin) => Some(origin.module),
            None => None,
        }
    }

    /// What it was compiled for: an override can ask for no more.
    #[doc(hidden)]
    pub const fn compiled(&self) -> Compiled {
        self.compiled
    }

    /// What it was compiled with, layer by layer; `None` where `resilience.toml` has contributed nothing.
    pub(crate) fn layers(&self) -> Option<&Layers> {
        let site = self.declared.unwrap_or(self);
        site.texts.map(|texts| &**site.layers.get_or_init(|| Box::new(texts.layers())))
    }

    /// Whether an override has made it.
    pub(crate) const fn is_varied(&self) -> bool {
        self.declared.is_some()
    }

    /// Whether its names are those of a registry of its own.
    pub(crate) const fn is_scoped(&self) -> bool {
        self.compiled.has(Compiled::SCOPED)
    }

    /// Whether each attempt gets a lease.
    pub(crate) const fn is_leased(&self) -> bool {
        self.compiled.has(Compiled::LEASED)
    }

    /// What has been told of it, whatever overrides it.
    pub(crate) fn told(&self) -> &Told {
        &self.declared.unwrap_or(self).told
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
