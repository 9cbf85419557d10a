//! What the command line asks for.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use super::Leak;

/// What `--help` prints.
pub const HELP: &str = "\
Soaks resilin: thousands of tasks call servers that reset, stall, lie and restart, while calls are dropped and panic and
overrides come and go. At the end everybody lets go, and what is left is held against what there was before.

Usage: cargo run --release --example soak [-- OPTIONS]

Options:
  --minutes N    how long, fractions too; 1 if not said
  --tasks N      how many tasks call at the same time; 10000 if not said
  --seed N       makes the same schedule again; a new one each time if not said
  --leak WHAT    loses something on purpose, so that the checks must fail: a permit, task, socket, call or memory
  -h, --help     print this

Exit status: 0 if every check held, 1 if one did not, 2 for options that make no sense.";

/// What a soak is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How long the tasks call, the warm-up included.
    pub time: Duration,
    /// How many tasks.
    pub tasks: u32,
    /// What the schedule is made of.
    pub seed: u64,
    /// What is lost on purpose.
    pub leak: Option<Leak>,
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionsError {
    /// Not one of those that there are.
    #[error("there is no option `{0}`")]
    Unknown(String),
    /// Nothing, or nonsense, where a value should stand.
    #[error("`{option}` needs {wanted}")]
    Value {
        /// The option.
        option: &'static str,
        /// What should stand there.
        wanted: &'static str,
    },
}

impl Options {
    /// Reads them. The seed is drawn if none is given.
    ///
    /// # Errors
    ///
    /// What is wrong with the first one that makes no sense.
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self, OptionsError> {
        let mut options = Self { time: Duration::from_secs(60), tasks: 10_000, seed: drawn(), leak: None };
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            options.set(&name, &mut arguments)?;
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, values: &mut impl Iterator<Item = String>) -> Result<(), OptionsError> {
        match name {
            "--minutes" => self.time = value("--minutes", "a number above 0", values, minutes)?,
            "--tasks" => self.tasks = value("--tasks", "a number from 1 to 1000000", values, tasks)?,
            "--seed" => self.seed = value("--seed", "a whole number", values, |text| text.parse().ok())?,
            "--leak" => self.leak = Some(value("--leak", Leak::NAMES, values, Leak::named)?),
            _ => return Err(OptionsError::Unknown(name.to_owned())),
        }
        Ok(())
    }
}

fn value<T>(
    option: &'static str,
    wanted: &'static str,
    values: &mut impl Iterator<Item = String>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, OptionsError> {
    values.next().and_then(|text| read(&text)).ok_or(OptionsError::Value { option, wanted })
}

/// A hundred days are enough for everybody.
fn minutes(text: &str) -> Option<Duration> {
    let minutes: f64 = text.parse().ok()?;
    (minutes > 0.0 && minutes <= 144_000.0).then(|| Duration::from_secs_f64(minutes * 60.0))
}

fn tasks(text: &str) -> Option<u32> {
    text.parse().ok().filter(|tasks| (1..=1_000_000).contains(tasks))
}

/// The standard library's own randomness, cut so that a person can copy it.
fn drawn() -> u64 {
    RandomState::new().hash_one(()) % 1_000_000
}
