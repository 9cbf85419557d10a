//! What comes of a login.

use std::time::Duration;

use super::{Plan, Topic, drawn};

/// What comes of a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// A session that is good for so long.
    Granted(Duration),
    /// An error.
    Fails,
    /// Nothing, ever.
    Hangs,
    /// A panic.
    Panics,
}

impl Plan {
    /// What comes of the login of this number.
    pub fn renewal(self, number: u32) -> Renewal {
        let dice = &mut self.dice(Topic::Renewal, &[number]);
        let good_for = Duration::from_millis(u64::from(500 + dice.below(4500)));
        let lots = [(150, Renewal::Fails), (100, Renewal::Hangs), (100, Renewal::Panics)];
        drawn(dice, &lots, Renewal::Granted(good_for))
    }
}
