//! What changes of a budget, in one word.

/// When the budget is full again, and by which of its terms.
///
/// The time is counted in what time brings back, thousandths of a retry; where time brings nothing it stands at 0. So
/// what is missing at any time is the difference, and no time has to be written down for it to grow less. It is the
/// theoretical arrival time of the generic cell rate algorithm (ITU-T I.371, annex A).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(i64);

/// The terms take the lowest bits: one tells the two slots apart, and the others by how many definitions a call was
/// overtaken.
const TERMS: u32 = 4;
const FULL: i64 = i64::MIN >> TERMS;
/// Far enough from both ends for any amount to be added. Nine years, where time brings back the most that it can.
const LONGEST: i64 = i64::MAX >> (TERMS + 1);

impl Word {
    pub(super) const fn full(generation: u8) -> Self {
        Self::new(generation, FULL)
    }

    /// So much is missing.
    pub(super) const fn missing(generation: u8, amount: u32, now: i64) -> Self {
        if amount == 0 { Self::full(generation) } else { Self::new(generation, now + amount as i64) }
    }

    const fn new(generation: u8, full_at: i64) -> Self {
        Self(full_at << TERMS | (generation & ((1 << TERMS) - 1)) as i64)
    }

    pub(super) const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    pub(super) const fn bits(self) -> i64 {
        self.0
    }

    /// Full, whatever the time.
    #[inline]
    pub(super) const fn is_full(self) -> bool {
        self.0 < (FULL + 1) << TERMS
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the lowest bits are meant")]
    pub(super) const fn generation(self) -> u8 {
        (self.0 & ((1 << TERMS) - 1)) as u8
    }

    const fn full_at(self) -> i64 {
        self.0 >> TERMS
    }

    /// What is there, of a budget of that size.
    pub(super) fn balance(self, size: u32, now: i64) -> u32 {
        let missing = self.full_at().saturating_sub(now).max(0);
        size.saturating_sub(u32::try_from(missing).unwrap_or(u32::MAX))
    }

    /// With so much less in it; no more than its balance.
    pub(super) fn less(self, amount: u32, now: i64) -> Self {
        match amount {
            0 => self,
            _ => Self::new(self.generation(), self.full_at().max(now) + i64::from(amount)),
        }
    }

    /// With so much more in it. It is full where it will have been so at a time that has passed.
    pub(super) fn more(self, amount: u32, passed: i64) -> Self {
        let full_at = self.full_at().saturating_sub(i64::from(amount));
        match amount {
            0 => self,
            _ if full_at <= passed => Self::full(self.generation()),
            _ => Self::new(self.generation(), full_at),
        }
    }
}

/// Times that a word has room for.
pub(super) fn within_reach(time: i128) -> i64 {
    i64::try_from(time.clamp(-i128::from(LONGEST), LONGEST.into())).unwrap_or_default()
}
