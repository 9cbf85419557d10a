//! Histories of a breaker, and how they are played.

use super::rules::{Nanos, Rules};

/// Something that happens.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// A call asks to pass.
    Admit,
    /// A call that has passed ends: one of those that are out, by its number modulo theirs. Some are out for long.
    End {
        which: usize,
        how: How,
    },
    /// So many calls pass and end in turn, each after so long.
    Calls {
        times: u8,
        took: Nanos,
        how: How,
    },
    Pass(Pass),
    ForceOpen,
    OpenFor(Nanos),
    Disable,
    Close,
    Define(Rules),
    /// Somebody looks whether a call would be refused.
    Look,
    /// Somebody reads the counts.
    Snapshot,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Success,
    Failure,
    Cancelled,
}

/// How time passes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pass {
    Time(Nanos),
    /// What is left of the open time, but for a nanosecond, or exactly, or a second more.
    OpenTime(End),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Before,
    At,
    After,
}

/// What a history happens to.
pub(super) trait Player {
    fn admit(&mut self);
    /// How many calls are out.
    fn out(&self) -> usize;
    /// Ends one of them.
    fn end(&mut self, which: usize, how: How);
    fn pass(&mut self, pass: Pass);
    fn by_hand(&mut self, step: &Step);
    fn define(&mut self, rules: Rules);
    fn look(&mut self);
    fn snapshot(&mut self);
    /// Looks whether all is well.
    fn check(&mut self);
}

pub(super) fn play(player: &mut impl Player, history: &[Step]) {
    for step in history {
        match step {
            Step::Admit => player.admit(),
            Step::End { which, how } if player.out() > 0 => player.end(which % player.out(), *how),
            Step::End { .. } => {}
            Step::Calls { times, took, how } => (0..*times).for_each(|_| call(player, *took, *how)),
            Step::Pass(pass) => player.pass(*pass),
            Step::Define(rules) => player.define(*rules),
            Step::Look => player.look(),
            Step::Snapshot => player.snapshot(),
            by_hand => player.by_hand(by_hand),
        }
        player.check();
    }
}

fn call(player: &mut impl Player, took: Nanos, how: How) {
    let before = player.out();
    player.admit();
    player.pass(Pass::Time(took));
    if player.out() > before {
        player.end(before, how);
    }
}
