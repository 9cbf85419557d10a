//! The schedule: what everybody does, made of a seed and of numbers alone.
//!
//! Nothing here knows what time it is or what was done before, so that the same seed makes the same schedule. What comes
//! of it depends on the machine as well.

mod intent;
mod operator;
mod renewal;
mod server;

pub use intent::{End, Intent};
pub use operator::{Step, Text};
pub use renewal::Renewal;
pub use server::{Deed, Weather};

use resilin::kernel::Random as _;

use crate::storm::random::Seeded;

/// How many servers there are.
pub(super) const HOSTS: u32 = 4;

/// How many tenants the calls are made for.
pub(super) const TENANTS: u32 = 8;

/// The schedule of one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    seed: u64,
}

/// What is drawn for different things is different.
#[derive(Clone, Copy, Debug)]
enum Topic {
    Intent,
    Operator,
    Renewal,
    Weather,
    Deed,
}

impl Plan {
    /// That of this seed.
    pub const fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// Randomness that belongs to these numbers.
    fn dice(self, topic: Topic, numbers: &[u32]) -> Seeded {
        let mut dice = Seeded(self.seed ^ ((topic as u64) << 56));
        for number in numbers {
            dice = Seeded(dice.next_u64() ^ u64::from(*number));
        }
        Seeded(dice.next_u64())
    }
}

/// What the lot falls on: the shares are in thousandths, and the last one gets what is left.
fn drawn<T: Copy>(dice: &mut Seeded, lots: &[(u32, T)], rest: T) -> T {
    let mut number = dice.below(1000);
    for (share, what) in lots {
        if number < *share {
            return *what;
        }
        number -= share;
    }
    rest
}
