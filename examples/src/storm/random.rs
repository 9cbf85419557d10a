//! Randomness from a seed.

use std::time::Duration;

use resilin::kernel::Random;

/// `SplitMix64` (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
#[derive(Debug)]
pub(crate) struct Seeded(pub(crate) u64);

impl Random for Seeded {
    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl Seeded {
    /// The time to the next of events that do not know of each other.
    pub(super) fn gap(&mut self, mean_seconds: f64) -> Duration {
        Duration::from_secs_f64(-mean_seconds * (1.0 - self.share()).ln())
    }

    /// One of so many.
    pub(crate) fn below(&mut self, end: u32) -> u32 {
        let scaled = (u64::from(end) * (self.next_u64() >> 32)) >> 32;
        u32::try_from(scaled).unwrap_or(0)
    }

    /// From 0 to 1, without 1.
    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn share(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
