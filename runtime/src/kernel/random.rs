//! Randomness as the kernel takes it.

use std::time::Duration;

/// A source of random bits. The drivers pass the thread's generator; a simulation passes one with a seed.
pub trait Random {
    /// The next 64 random bits, uniform.
    fn next_u64(&mut self) -> u64;
}

/// A delay uniform in `low..=high`; `low` where the range is empty.
pub(super) fn between(low: Duration, high: Duration, random: &mut impl Random) -> Duration {
    let span = high.saturating_sub(low);
    if span.is_zero() {
        return low;
    }
    low.saturating_add(fraction_of(span, random.next_u64()))
}

/// `span × bits / 2⁶⁴`, in integers: a float would round delays of centuries beyond their bounds.
fn fraction_of(span: Duration, bits: u64) -> Duration {
    match u64::try_from(span.as_nanos()) {
        Ok(nanos) => Duration::from_nanos(scaled(nanos, bits)),
        Err(_) => Duration::from_secs(scaled(span.as_secs(), bits)),
    }
}

/// The upper half of a 64 × 64 bit product, which is below `whole`.
#[allow(clippy::cast_possible_truncation, reason = "a u128 shifted right by 64 fits into a u64")]
fn scaled(whole: u64, bits: u64) -> u64 {
    ((u128::from(whole) * u128::from(bits)) >> 64) as u64
}
