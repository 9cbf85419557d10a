//! What a site's calls go by: what was declared, or what an override has made of it.

use super::Site;
#[cfg(feature = "config")]
use super::variants::Variants;
use crate::sync::{AtomicUsize, Ordering, const_unless_loom};

/// Which of a site's variants new calls find. One load tells them; what they have found they keep to their end, so that
/// every call goes by one policy.
pub(super) struct Current {
    state: AtomicUsize,
    #[cfg(feature = "config")]
    variants: Variants,
}

/// Nobody has called it, and no override has reached it.
const UNLISTED: usize = 0;
/// It is as it was declared.
const DECLARED: usize = 1;
/// The state of the first variant; the others follow.
#[cfg(feature = "config")]
const VARIED: usize = 2;

impl Current {
    const_unless_loom! {
        pub(super) const fn new() -> Self {
            Self {
                state: AtomicUsize::new(UNLISTED),
                #[cfg(feature = "config")]
                variants: Variants::new(),
            }
        }
    }

    #[inline]
    pub(super) fn is_listed(&self) -> bool {
        self.state.load(Ordering::Relaxed) != UNLISTED
    }

    /// The site is on the list, and what overrides say of it holds.
    pub(super) fn set_listed(&self) {
        let _ = self.state.compare_exchange(UNLISTED, DECLARED, Ordering::AcqRel, Ordering::Relaxed);
    }

    /// The site that new calls go by, of this one and its variants.
    #[cfg(not(feature = "config"))]
    #[inline]
    #[allow(clippy::unused_self, reason = "there is something to ask where there are overrides")]
    pub(super) fn of<'s>(&self, site: &'s Site) -> &'s Site {
        site
    }
}

#[cfg(feature = "config")]
impl Current {
    /// The site that new calls go by, of this one and its variants.
    #[inline]
    pub(super) fn of<'s>(&self, site: &'s Site) -> &'s Site {
        match self.state.load(Ordering::Acquire) {
            UNLISTED | DECLARED => site,
            varied => self.variants.get(varied - VARIED).unwrap_or(site),
        }
    }

    /// New calls go by what was declared.
    pub(super) fn go_back(&self) {
        let restore = |state| (state >= VARIED).then_some(DECLARED);
        let _ = self.state.fetch_update(Ordering::AcqRel, Ordering::Relaxed, restore);
    }

    /// New calls go by a variant that is like this; it is made if there is none.
    pub(super) fn go_by(&self, is_like: impl Fn(&Site) -> bool, make: impl FnOnce() -> Site) {
        let number = self.variants.number(is_like, make);
        // No store: loom takes one that comes after the exchange of a first call for one that may have come before it.
        self.state.swap(VARIED + number, Ordering::Release);
    }
}
