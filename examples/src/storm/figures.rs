//! What is counted, and what it comes to.

use std::ops::Range;

use super::scenario::Scenario;

/// Second by second.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    seconds: Vec<Second>,
}

/// What happened in one second.
#[derive(Clone, Copy, Debug, Default)]
pub struct Second {
    /// Calls that began.
    pub calls: u32,
    /// Attempts that were sent to the server.
    pub attempts: u32,
    /// Calls that were answered, whenever they began.
    pub answered: u32,
    /// Calls that began then and were answered, whenever.
    pub saved: u32,
    /// Calls that began then and were refused before their first attempt.
    pub refused: u32,
}

impl Figures {
    pub(super) fn at(&mut self, second: usize) -> &mut Second {
        if self.seconds.len() <= second {
            self.seconds.resize(second + 1, Second::default());
        }
        &mut self.seconds[second]
    }

    /// Every second in which calls were made.
    pub fn seconds(&self) -> &[Second] {
        &self.seconds[..self.seconds.len().min(Scenario::END)]
    }

    fn sum(&self, seconds: Range<usize>, what: impl Fn(&Second) -> u32) -> f64 {
        self.seconds()[seconds].iter().map(|second| f64::from(what(second))).sum()
    }

    fn per_call(&self, seconds: Range<usize>, what: impl Fn(&Second) -> u32) -> f64 {
        self.sum(seconds.clone(), what) / self.sum(seconds, |second| second.calls)
    }

    /// Attempts that the server got for each call, in the outage.
    pub fn amplification(&self) -> f64 {
        self.per_call(Scenario::OUTAGE, |second| second.attempts)
    }

    /// The same afterwards.
    pub fn amplification_afterwards(&self) -> f64 {
        self.per_call(Scenario::OUTAGE.end..Scenario::END, |second| second.attempts)
    }

    /// The share of the outage's calls that were answered.
    pub fn saved(&self) -> f64 {
        self.per_call(Scenario::OUTAGE, |second| second.saved)
    }

    /// The same afterwards.
    pub fn saved_afterwards(&self) -> f64 {
        self.per_call(Scenario::OUTAGE.end..Scenario::END, |second| second.saved)
    }

    /// Answers a second, in the outage.
    #[allow(clippy::cast_precision_loss, reason = "two digits")]
    pub fn goodput(&self) -> f64 {
        self.sum(Scenario::OUTAGE, |second| second.answered) / Scenario::OUTAGE.len() as f64
    }

    /// The share of the outage's calls that were refused before their first attempt.
    pub fn refused(&self) -> f64 {
        self.per_call(Scenario::OUTAGE, |second| second.refused)
    }

    /// How many seconds after the outage it takes until 99 of 100 calls succeed, and go on to; `None`: longer than anybody
    /// looked on.
    pub fn recovery(&self) -> Option<usize> {
        let after = &self.seconds()[Scenario::OUTAGE.end..];
        let is_well = |second: &Second| u64::from(second.saved) * 100 >= u64::from(second.calls) * 99;
        let bad = after.iter().rposition(|second| !is_well(second)).map_or(0, |last| last + 1);
        (bad < after.len()).then_some(bad)
    }
}
