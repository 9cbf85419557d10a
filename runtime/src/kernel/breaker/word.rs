//! What every call reads of a breaker, in one word.

use super::circuit::Circuit;
use super::counts::NextSuccess;
use super::state::BreakerState;
use crate::kernel::Moment;

/// The breaker's generation, what may be done without its lock, and whether calls are to be timed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Word(u64);

/// What a call may do without the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Mode {
    /// Closed, and a success changes nothing.
    Quiet = 0,
    /// Closed, and successes are put aside.
    AsideCalls,
    /// Closed, and successes are put aside until the mark, a moment.
    AsideWhile,
    /// Closed, and every result is recorded.
    Recording,
    /// Open until the mark, a moment.
    Open,
    HalfOpen,
    ForcedOpen,
    Disabled,
}

impl Mode {
    /// What calls may do while the circuit is like this, and the mark that belongs to it.
    pub(super) fn of(circuit: &Circuit) -> (Self, Option<i64>) {
        match circuit.state() {
            BreakerState::Closed => match circuit.next_success() {
                NextSuccess::Nothing => (Self::Quiet, None),
                NextSuccess::OneMoreCall => (Self::AsideCalls, None),
                NextSuccess::OneMoreUntil(until) => (Self::AsideWhile, Some(until.as_nanos())),
                NextSuccess::Something => (Self::Recording, None),
            },
            BreakerState::Open => (Self::Open, circuit.open_until().map(Moment::as_nanos)),
            BreakerState::HalfOpen => (Self::HalfOpen, None),
            BreakerState::ForcedOpen => (Self::ForcedOpen, None),
            BreakerState::Disabled => (Self::Disabled, None),
        }
    }

    pub(super) const fn state(self) -> BreakerState {
        match self {
            Self::Quiet | Self::AsideCalls | Self::AsideWhile | Self::Recording => BreakerState::Closed,
            Self::Open => BreakerState::Open,
            Self::HalfOpen => BreakerState::HalfOpen,
            Self::ForcedOpen => BreakerState::ForcedOpen,
            Self::Disabled => BreakerState::Disabled,
        }
    }
}

/// The generation in the upper half, the mode in the lowest byte, and whether calls are timed between the two.
const MODE: u64 = 0xff;
const TIMED: u64 = 0x100;

impl Word {
    pub(super) const fn new(generation: u32, mode: Mode, is_timed: bool) -> Self {
        Self((generation as u64) << 32 | if is_timed { TIMED } else { 0 } | mode as u64)
    }

    pub(super) const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    pub(super) const fn bits(self) -> u64 {
        self.0
    }

    pub(super) const fn generation(self) -> u32 {
        (self.0 >> 32) as u32
    }

    pub(super) const fn mode(self) -> Mode {
        match self.0 & MODE {
            0 => Mode::Quiet,
            1 => Mode::AsideCalls,
            2 => Mode::AsideWhile,
            3 => Mode::Recording,
            4 => Mode::Open,
            5 => Mode::HalfOpen,
            6 => Mode::ForcedOpen,
            _ => Mode::Disabled,
        }
    }

    pub(super) const fn is_timed(self) -> bool {
        self.0 & TIMED != 0
    }

    /// Closed, and nobody needs to know when a call began: one comparison.
    pub(super) const fn passes_untimed(self) -> bool {
        self.0 & (TIMED | MODE) <= Mode::Recording as u64
    }
}

/// A moment that was kept as a mark.
pub(super) const fn moment(mark: i64) -> Moment {
    Moment::from_nanos(mark)
}
