//! The checks, round by round: one of each contender, then the next of each, so that what changes on the machine in the
//! course of it falls on all of them.

use std::io;

use super::contender::CONTENDERS;
use super::cpu::seconds_of_children;
use super::scratch::Scratch;

const ROUNDS: usize = 5;

/// Seconds of all rounds, contender by contender.
#[derive(Debug)]
pub(super) struct Rounds([Vec<f64>; CONTENDERS.len()]);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seconds {
    pub(super) least: f64,
    pub(super) median: f64,
}

impl Rounds {
    pub(super) fn run(scratch: &Scratch, progress: &mut dyn FnMut(&str)) -> io::Result<Self> {
        progress("check: what the contenders depend on");
        for contender in &CONTENDERS {
            scratch.check(contender)?;
        }
        let mut rounds = Self(Default::default());
        for round in 1..=ROUNDS {
            progress(&format!("check: round {round} of {ROUNDS}"));
            for (seconds, contender) in rounds.0.iter_mut().zip(&CONTENDERS) {
                scratch.touch(contender)?;
                let before = seconds_of_children()?;
                scratch.check(contender)?;
                seconds.push(seconds_of_children()? - before);
            }
        }
        Ok(rounds)
    }

    pub(super) fn of_each(self) -> impl Iterator<Item = Seconds> {
        self.0.into_iter().map(Seconds::of)
    }
}

impl Seconds {
    /// There is at least one round.
    fn of(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        Self { least: rounds[0], median: rounds[rounds.len() / 2] }
    }
}

#[cfg(test)]
mod tests {
    use super::Seconds;

    #[test]
    fn the_least_and_the_middle_one() {
        let seconds = Seconds::of(vec![3.0, 1.0, 9.0, 2.0, 4.0]);
        assert_eq!(seconds, Seconds { least: 1.0, median: 3.0 });
    }
}
