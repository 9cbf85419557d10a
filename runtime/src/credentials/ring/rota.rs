//! Which key is next, and which are out: a state machine that is told the time.

use std::time::Duration;

use super::KeyState;
use crate::credentials::end::{End, Now};

pub(super) struct Rota {
    keys: Vec<Standing>,
    /// Where the search for a key begins.
    next: usize,
    pub(super) spreads: bool,
    pub(super) quarantine: Duration,
}

/// How a key stands.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// Goes up whenever the key is taken out or put back: news from an earlier stint changes nothing.
    stint: u64,
    out: Option<Out>,
    /// Auth faults since its last success.
    faults: u32,
}

#[derive(Clone, Copy, Debug)]
struct Out {
    why: Why,
    until: End,
}

/// Why a key is out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Auth,
    Quota,
}

impl Why {
    /// The word for an event's field.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Quota => "quota",
        }
    }
}

/// A key's turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    pub(super) key: usize,
    stint: u64,
    /// Whether a success would change how the key stands.
    pub(super) on_trial: bool,
}

impl Rota {
    /// The longest time out for auth faults, unless the first one is longer.
    const LONGEST_QUARANTINE: Duration = Duration::from_secs(60 * 60);

    pub(super) fn new(keys: usize) -> Self {
        let standing = Standing { stint: 0, out: None, faults: 0 };
        Self { keys: vec![standing; keys], next: 0, spreads: false, quarantine: Duration::from_secs(5 * 60) }
    }

    pub(super) fn somebody_is_out(&self) -> bool {
        self.keys.iter().any(|key| key.out.is_some())
    }

    /// Puts those keys back whose time out is over, and returns them.
    pub(super) fn put_back(&mut self, now: Now) -> Vec<usize> {
        let is_over = |key: &Standing| key.out.is_some_and(|out| out.until.is_over(now));
        let back: Vec<usize> = (0..self.keys.len()).filter(|&index| is_over(&self.keys[index])).collect();
        for &index in &back {
            self.keys[index].move_to(None);
        }
        back
    }

    /// The next turn; `None` if all keys are out.
    pub(super) fn turn(&mut self) -> Option<Turn> {
        let count = self.keys.len();
        let key = (0..count).map(|step| (self.next + step) % count).find(|&key| self.keys[key].out.is_none())?;
        self.next = if self.spreads { (key + 1) % count } else { key };
        Some(Turn { key, stint: self.keys[key].stint, on_trial: self.keys[key].faults > 0 })
    }

    /// The server does not take the key: out for longer each time in a row. Returns for how long, if it acted.
    pub(super) fn refused(&mut self, turn: Turn, now: Now) -> Option<Duration> {
        let (first, longest) = (self.quarantine, self.quarantine.max(Self::LONGEST_QUARANTINE));
        let key = self.in_stint(turn)?;
        let doubled = 1_u32.checked_shl(key.faults).map_or(longest, |times| first.saturating_mul(times));
        key.faults = key.faults.saturating_add(1);
        let pause = doubled.min(longest);
        self.take_out(turn.key, Why::Auth, pause, now);
        Some(pause)
    }

    /// The key's quota is used up: out until its reset. Of several resets told for one stint the latest counts.
    pub(super) fn used_up(&mut self, turn: Turn, resets_in: Duration, now: Now) -> Option<Duration> {
        if self.in_stint(turn).is_none() && !self.resets_later(turn, resets_in, now) {
            return None;
        }
        self.take_out(turn.key, Why::Quota, resets_in, now);
        Some(resets_in)
    }

    /// The key works: its next quarantine is a short one again.
    pub(super) fn worked(&mut self, turn: Turn) {
        if let Some(key) = self.in_stint(turn) {
            key.faults = 0;
        }
    }

    /// Puts a key back as if it had never failed.
    pub(super) fn restore(&mut self, key: usize) -> bool {
        let key = &mut self.keys[key];
        let was_out = key.out.is_some();
        key.move_to(None);
        key.faults = 0;
        was_out
    }

    /// How each key stands, and its faults in a row.
    pub(super) fn states(&self, now: Now) -> impl Iterator<Item = (KeyState, u32)> {
        self.keys.iter().map(move |key| (key.state(now), key.faults))
    }

    fn in_stint(&mut self, turn: Turn) -> Option<&mut Standing> {
        Some(&mut self.keys[turn.key]).filter(|key| key.stint == turn.stint)
    }

    /// Whether the turn's stint ended by its quota, with an earlier reset than this.
    fn resets_later(&self, turn: Turn, resets_in: Duration, now: Now) -> bool {
        let key = &self.keys[turn.key];
        let is_later = |out: Out| out.why == Why::Quota && out.until.left(now) < resets_in;
        key.stint == turn.stint + 1 && key.out.is_some_and(is_later)
    }

    /// The search goes on behind it, so that a pause of no length gives the others a turn too.
    fn take_out(&mut self, key: usize, why: Why, pause: Duration, now: Now) {
        let out = Out { why, until: End::after(pause, now) };
        let standing = &mut self.keys[key];
        match standing.out {
            Some(_) => standing.out = Some(out),
            None => standing.move_to(Some(out)),
        }
        if self.next == key {
            self.next = (key + 1) % self.keys.len();
        }
    }
}

impl Standing {
    fn move_to(&mut self, out: Option<Out>) {
        self.stint += 1;
        self.out = out;
    }

    fn state(&self, now: Now) -> KeyState {
        let Some(out) = self.out else {
            return KeyState::Ready;
        };
        match (out.until.left(now), out.why) {
            (Duration::ZERO, _) => KeyState::Ready,
            (back_in, Why::Auth) => KeyState::Quarantined { back_in },
            (back_in, Why::Quota) => KeyState::UsedUp { back_in },
        }
    }
}
