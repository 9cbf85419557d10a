//! Keys over random histories: never more than are kept, and none that is in use goes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

use proptest::collection::vec;
use proptest::prelude::*;
use resilin::{Breaker, BreakerState, breaker};

const KEYS: usize = 9;

#[derive(Clone, Copy, Debug)]
enum Step {
    /// Asks for a key and lets it go.
    Ask(usize),
    /// Asks for a key and holds it.
    Hold(usize),
    /// Lets go what is held of a key.
    Release(usize),
    /// Opens a key, where it has a breaker of its own.
    Open(usize),
    /// Closes it again.
    Close(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let key = || 0..KEYS;
    prop_oneof![
        key().prop_map(Step::Ask),
        key().prop_map(Step::Hold),
        key().prop_map(Step::Release),
        key().prop_map(Step::Open),
        key().prop_map(Step::Close),
    ]
}

/// What must be so, without knowing which of the idle ones are still there.
struct Model {
    family: String,
    keys: usize,
    held: BTreeMap<usize, Vec<Breaker>>,
    open: BTreeSet<usize>,
}

impl Model {
    fn new(keys: usize) -> Self {
        static FAMILIES: AtomicU32 = AtomicU32::new(0);
        let family = format!("bounded-{}", FAMILIES.fetch_add(1, Ordering::Relaxed));
        Breaker::define(&family, &format!("keys = {keys}")).expect("settings of this test");
        Self { family, keys, held: BTreeMap::new(), open: BTreeSet::new() }
    }

    fn is_busy(&self, key: usize) -> bool {
        self.held.contains_key(&key) || self.open.contains(&key)
    }

    fn busy(&self) -> usize {
        (0..KEYS).filter(|&key| self.is_busy(key)).count()
    }

    /// Asks for a key: its own breaker, where it is in use or a place can be had; else the parent's.
    fn ask(&self, key: usize) -> Option<Breaker> {
        let found = breaker(&format!("{}/{key}", self.family));
        let has_own = found.name() != self.family;
        assert_eq!(has_own, self.is_busy(key) || self.busy() < self.keys, "key {key}");
        let expected = if self.open.contains(&key) { BreakerState::ForcedOpen } else { BreakerState::Closed };
        assert_eq!(found.state(), expected, "key {key} of {}", found.name());
        has_own.then_some(found)
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Ask(key) => drop(self.ask(key)),
            Step::Hold(key) => {
                if let Some(found) = self.ask(key) {
                    self.held.entry(key).or_default().push(found);
                }
            }
            Step::Release(key) => drop(self.held.remove(&key)),
            Step::Open(key) => {
                if let Some(found) = self.ask(key) {
                    found.force_open();
                    self.open.insert(key);
                }
            }
            Step::Close(key) => {
                if self.open.contains(&key) {
                    self.ask(key).expect("one that is open stays").close();
                    self.open.remove(&key);
                }
            }
        }
    }
}

proptest! {
    // Red when: `Slot::worth` does not ask for handles, or not for the state; `Places::add` compares by `>`.
    #[test]
    fn keys_are_bounded_and_none_in_use_goes(keys in 1_usize..6, steps in vec(step(), 1..80)) {
        let mut model = Model::new(keys);
        for step in steps {
            model.step(step);
        }
    }
}
