//! The breakers of keys: bounded, however many keys there are.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, PoisonError};

use resilin_policy::BreakerSettings;

use super::handle::Breaker;
#[cfg(feature = "metrics")]
use super::together::Together;
use crate::BreakerState;
use crate::kernel::Moment;
use crate::sync::{Mutex, MutexGuard};

/// Breakers by key. When there are as many as are kept, one that is not in use gives its place up: closed ones first, by
/// approximate recency, which is the second-chance algorithm (Corbató, 1968).
#[derive(Debug, Default)]
pub(super) struct Keys(Mutex<Places>);

#[derive(Debug, Default)]
struct Places {
    by_name: HashMap<ByName, usize>,
    slots: Vec<Slot>,
    /// How many of the slots do not count, because code defined them by their own names.
    own: usize,
    /// Where the search for a place to give up goes on.
    hand: usize,
    /// What the breakers have done that are not here any more.
    #[cfg(feature = "metrics")]
    gone: Together,
}

#[derive(Debug)]
struct Slot {
    breaker: Breaker,
    /// Asked for again, since it came or since the hand last passed.
    used: bool,
    /// Defined by its own name.
    own: bool,
}

/// How many places are looked at for one that can be given up.
const SEARCHED: usize = 64;

/// The handles of a breaker that are the map's own: in `by_name`, in `slots`.
const OURS: usize = 2;

impl Keys {
    /// The breaker of this name, if it is there.
    pub(super) fn get(&self, name: &str) -> Option<Breaker> {
        self.places().get(name)
    }

    /// All of them, in no order. To be looked at is no use.
    pub(super) fn all(&self) -> Vec<Breaker> {
        self.places().slots.iter().map(|slot| slot.breaker.clone()).collect()
    }

    /// The breaker of this name; a new one with these settings where there is none. `None` where all places that they
    /// allow are taken by breakers that are busy.
    pub(super) fn get_or_add(&self, name: &str, settings: Arc<BreakerSettings>, now: Moment) -> Option<Breaker> {
        let mut places = self.places();
        places.get(name).or_else(|| places.add(name, settings, now))
    }

    /// Gives settings of its own to the breaker of this name. It keeps its place from now on, and takes none from the
    /// others: such names come from code.
    pub(super) fn define(&self, name: &str, settings: Arc<BreakerSettings>) -> Breaker {
        let mut places = self.places();
        let known = places.by_name.get(name).copied();
        let place = known.unwrap_or_else(|| places.push(name, Arc::clone(&settings)));
        let slot = &mut places.slots[place];
        let is_new = !std::mem::replace(&mut slot.own, true);
        let breaker = slot.breaker.clone();
        places.own += usize::from(is_new);
        breaker.share(settings);
        breaker
    }

    /// Gives the settings to all keys that have none of their own.
    pub(super) fn share(&self, settings: &Arc<BreakerSettings>) {
        for slot in self.places().slots.iter().filter(|slot| !slot.own) {
            slot.breaker.share(Arc::clone(settings));
        }
    }

    /// Removes what is too much, as far as it can go; closed ones first.
    pub(super) fn trim(&self, most: u32, now: Moment) {
        self.places().trim(count(most), now);
    }

    #[cfg(feature = "metrics")]
    pub(super) fn len(&self) -> usize {
        self.places().slots.len()
    }

    /// What they are and what they have done, those that have gone included.
    #[cfg(feature = "metrics")]
    pub(super) fn together(&self, now: Moment) -> Together {
        let places = self.places();
        let mut together = places.gone.clone();
        for slot in &places.slots {
            together.add(&slot.breaker.snapshot_at(now));
        }
        together
    }

    fn places(&self) -> MutexGuard<'_, Places> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn get(&mut self, name: &str) -> Option<Breaker> {
        let slot = &mut self.slots[*self.by_name.get(name)?];
        slot.used = true;
        Some(slot.breaker.clone())
    }

    fn add(&mut self, name: &str, settings: Arc<BreakerSettings>, now: Moment) -> Option<Breaker> {
        if self.len() >= count(settings.keys()) {
            let place = self.given_up(now)?;
            self.remove(place, now);
        }
        let place = self.push(name, settings);
        Some(self.slots[place].breaker.clone())
    }

    fn push(&mut self, name: &str, settings: Arc<BreakerSettings>) -> usize {
        let (place, breaker) = (self.slots.len(), Breaker::new(name, settings));
        self.by_name.insert(ByName(breaker.clone()), place);
        // Not used yet: a stream of keys that come once is to push itself out, not those that are asked for.
        self.slots.push(Slot { breaker, used: false, own: false });
        place
    }

    /// The last slot takes the place of the one that goes.
    #[cfg_attr(not(feature = "metrics"), allow(unused_variables, reason = "the time is of what is counted"))]
    fn remove(&mut self, place: usize, now: Moment) {
        let gone = self.slots.swap_remove(place);
        #[cfg(feature = "metrics")]
        self.gone.add_gone(&gone.breaker.snapshot_at(now));
        self.by_name.remove(gone.breaker.name());
        if let Some(moved) = self.slots.get(place) {
            self.by_name.insert(ByName(moved.breaker.clone()), place);
        }
    }

    fn trim(&mut self, most: usize, now: Moment) {
        for dearest in [Worth::Little, Worth::More, Worth::Most] {
            let mut place = 0;
            while self.len() > most && place < self.slots.len() {
                match self.slots[place].worth(now) {
                    Some(worth) if worth <= dearest => self.remove(place, now),
                    _ => place += 1,
                }
            }
        }
    }

    /// How many slots count.
    fn len(&self) -> usize {
        self.slots.len() - self.own
    }

    /// The place that is missed least: of a closed breaker that was not asked for again, else of a closed one, else of one
    /// that only waits for a call. In a large map not all are looked at, and the search goes on from there at the next
    /// call, so that it never holds others up for long.
    fn given_up(&mut self, now: Moment) -> Option<usize> {
        let mut least = None;
        for _ in 0..self.slots.len().min(SEARCHED) {
            let place = self.hand % self.slots.len();
            self.hand = place + 1;
            let slot = &mut self.slots[place];
            let Some(worth) = slot.worth(now) else { continue };
            slot.used = false;
            if worth == Worth::Little {
                return Some(place);
            }
            least = least.filter(|(known, _)| *known <= worth).or(Some((worth, place)));
        }
        least.map(|(_, place)| place)
    }
}

/// How much a breaker that nobody holds would be missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// It is closed, and was not asked for again.
    Little,
    /// It is closed.
    More,
    /// It is no longer closed, and has only waited for a call since its time was over: a key that has gone for good would
    /// keep its place for ever.
    Most,
}

impl Slot {
    /// `None` where it is busy: somebody holds it, it still refuses, it was moved by hand, or it was defined by its own
    /// name.
    fn worth(&self, now: Moment) -> Option<Worth> {
        let is_free = !self.own && self.breaker.handles() <= OURS;
        match self.breaker.state() {
            _ if !is_free => None,
            BreakerState::Closed if self.used => Some(Worth::More),
            BreakerState::Closed => Some(Worth::Little),
            BreakerState::HalfOpen => Some(Worth::Most),
            BreakerState::Open => self.breaker.is_over(now).then_some(Worth::Most),
            BreakerState::ForcedOpen | BreakerState::Disabled => None,
        }
    }
}

fn count(keys: u32) -> usize {
    usize::try_from(keys).unwrap_or(usize::MAX)
}

/// A breaker that is found by its name.
#[derive(Debug)]
struct ByName(Breaker);

impl Borrow<str> for ByName {
    fn borrow(&self) -> &str {
        self.0.name()
    }
}

impl Hash for ByName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.name().hash(state);
    }
}

impl PartialEq for ByName {
    fn eq(&self, other: &Self) -> bool {
        self.0.name() == other.0.name()
    }
}

impl Eq for ByName {}
