//! All sites of the process.

use std::sync::PoisonError;

use super::Site;
use super::linked::linked;
use crate::sync::{Mutex, MutexGuard, of_the_process};

of_the_process! {
    /// The sites that were called, or listed by hand, in that order.
    static LISTED: Mutex<Vec<&'static Site>> = Mutex::new(Vec::new());
}

/// The sites of the process, each once: first those that the linker lists, then those that were listed by
/// [`Site::list`], and those that were called.
///
/// With the feature `link-time` the linker lists every site of the attribute in the whole binary, called or not. Without
/// it, and on WebAssembly, a site of the attribute appears with its first call. A site made by hand has to be listed.
///
/// ```
/// use resilin::{Site, policy};
///
/// static READS: Site = Site::new("reads", policy!("attempts = 5"));
///
/// READS.list();
/// assert!(resilin::sites().any(|site| site.name() == "reads"));
/// ```
pub fn sites() -> impl Iterator<Item = &'static Site> {
    let mut sites: Vec<_> = linked().collect();
    sites.extend(listed().iter().filter(|site| !is_linked(site)));
    sites.into_iter()
}

impl Site {
    /// Puts a site made by hand among [`sites`]: so that it can be explained, checked and overridden. Those of the
    /// attribute are listed by themselves. Twice is once.
    pub fn list(&'static self) {
        if let Some(declared) = self.declared {
            declared.list();
        } else if !self.current.is_listed() {
            self.put_on_list();
            // Before its first call goes on: that one is to go by the overrides, too.
            #[cfg(feature = "config")]
            crate::config::listed(self);
            self.current.set_listed();
        }
    }

    /// The site as new calls find it: this one, or one with the same name and another policy, if an override has made one.
    #[inline]
    pub fn current(&self) -> &Self {
        self.current.of(self)
    }

    /// What the call of an expansion begins with. The first call of a site lists it.
    #[doc(hidden)]
    #[inline]
    pub fn enter(&'static self) -> &'static Self {
        if !self.current.is_listed() {
            self.list();
        }
        self.current.of(self)
    }
}

impl Site {
    /// Two threads may come at the same time.
    fn put_on_list(&'static self) {
        let mut listed = listed();
        if !is_linked(self) && !listed.iter().any(|site| std::ptr::eq(*site, self)) {
            listed.push(self);
        }
    }
}

fn is_linked(site: &Site) -> bool {
    linked().any(|linked| std::ptr::eq(linked, site))
}

fn listed() -> MutexGuard<'static, Vec<&'static Site>> {
    LISTED.lock().unwrap_or_else(PoisonError::into_inner)
}
