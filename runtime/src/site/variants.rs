//! What overrides have made of a site.

use std::sync::PoisonError;

use super::Site;
use super::appended::Appended;
use crate::sync::{Mutex, OnceLock, const_unless_loom};

/// All that overrides have ever made of a site. They are kept for good, because nobody counts the calls that go by them;
/// what was there before is used again, so that only what is new takes memory.
pub(super) struct Variants(OnceLock<Box<Made>>);

#[derive(Default)]
struct Made {
    sites: Appended<&'static Site>,
    count: Mutex<usize>,
}

impl Variants {
    const_unless_loom! {
        pub(super) const fn new() -> Self {
            Self(OnceLock::new())
        }
    }

    /// The variant of this number.
    #[inline(never)]
    pub(super) fn get(&self, number: usize) -> Option<&'static Site> {
        self.0.get()?.sites.get(number)
    }

    /// The number of a variant that is like this; it is made if there is none.
    pub(super) fn number(&self, is_like: impl Fn(&Site) -> bool, new: impl FnOnce() -> Site) -> usize {
        let made = self.0.get_or_init(Box::default);
        let mut count = made.count.lock().unwrap_or_else(PoisonError::into_inner);
        let known = (0..*count).find(|number| made.sites.get(*number).is_some_and(&is_like));
        known.unwrap_or_else(|| {
            let number = *count;
            made.sites.set(number, Box::leak(Box::new(new())));
            *count += 1;
            number
        })
    }
}
