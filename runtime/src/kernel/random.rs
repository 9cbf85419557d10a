//! Randomness as the kernel takes it.

/// A source of random bits. The drivers pass the thread's generator; a simulation passes one with a seed.
pub trait Random {
    /// The next 64 random bits, uniform.
    fn next_u64(&mut self) -> u64;
}

impl<F: FnMut() -> u64> Random for F {
    fn next_u64(&mut self) -> u64 {
        self()
    }
}

/// Uniform in `low..=high`; `low` where the range is empty. In integers: a float would round delays of centuries
/// beyond their bounds.
#[inline]
pub(super) fn between(low: u128, high: u128, random: &mut impl Random) -> u128 {
    match high.saturating_sub(low) {
        0 => low,
        span => low + fraction(span, random.next_u64()),
    }
}

/// `span × bits / 2⁶⁴`.
#[inline]
fn fraction(span: u128, bits: u64) -> u128 {
    match u64::try_from(span) {
        Ok(span) => (u128::from(span) * u128::from(bits)) >> 64,
        // No `Duration` has more than 94 bits of nanoseconds, so this does not overflow.
        Err(_) => ((span >> 32) * u128::from(bits)) >> 32,
    }
}
