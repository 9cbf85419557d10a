//! Breakers: whatever happens to one, it does what the model does that the property tests have.

#[path = "../../../../tests/tests/breakers/compared.rs"]
mod compared;
mod drawn;
#[path = "../../../../tests/tests/breakers/history.rs"]
mod history;
#[path = "../../../../tests/tests/breakers/model.rs"]
mod model;
#[path = "../../../../tests/tests/breakers/rules.rs"]
mod rules;

use arbitrary::{Arbitrary, Unstructured};

use compared::Compared;
use history::{Player as _, Step, play};
use rules::Rules;

/// Settings, and what happens then.
#[derive(Debug)]
pub struct Input {
    rules: Rules,
    /// What randomness gives, always.
    bits: u64,
    history: Vec<Step>,
}

impl<'a> Arbitrary<'a> for Input {
    fn arbitrary(bytes: &mut Unstructured<'a>) -> arbitrary::Result<Self> {
        let kind = drawn::kind(bytes)?;
        let (rules, bits) = (drawn::rules(bytes, kind)?, drawn::bits(bytes)?);
        Ok(Self { rules, bits, history: drawn::history(bytes, kind)? })
    }
}

impl Input {
    /// Plays it. State, permits, transitions, refusals and counts are compared after every step.
    ///
    /// # Panics
    ///
    /// One of the breakers does something else than the model.
    pub fn check(&self) {
        let mut compared = Compared::new(&self.rules, self.bits);
        play(&mut compared, &self.history);
        compared.snapshot();
    }
}
