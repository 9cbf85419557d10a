//! What was measured, kept between runs so that a part can be measured again alone.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::workload::Workload;

/// All numbers, and what they were taken on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    /// As of the latest part; its load is the highest that was seen when a run began whose numbers are still here.
    pub(crate) machine: Machine,
    /// Everything that was measured.
    pub(crate) numbers: Vec<Number>,
    /// What annotating costs at compile time.
    #[serde(default)]
    pub(crate) compile: Vec<Compiled>,
}

/// What a run was made on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Machine {
    /// How many cores.
    pub(crate) cores: usize,
    /// The processor, as it calls itself.
    pub(crate) processor: String,
    /// The compiler.
    pub(crate) rustc: String,
    /// The day.
    pub(crate) date: String,
    /// How many programs wanted a core when the run began.
    pub(crate) load: String,
}

/// What a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Metric {
    /// Nanoseconds a call.
    Time,
    /// Nanoseconds a call on each of so many threads that share one breaker.
    Threads(usize),
    /// Instructions a call.
    Instructions,
    /// Clock reads a call.
    ClockReads,
    /// Allocations a call.
    Allocations,
    /// Bytes allocated a call.
    AllocatedBytes,
    /// Bytes of a call's future.
    Future,
    /// Bytes that a key and its breaker keep.
    KeyBytes,
}

/// One measurement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Number {
    /// What it says.
    pub(crate) metric: Metric,
    /// Of what.
    pub(crate) workload: Workload,
    /// By whom.
    pub(crate) contender: String,
    /// The median, or the count.
    pub(crate) value: f64,
    /// The first quartile, where there are many.
    pub(crate) low: f64,
    /// The third.
    pub(crate) high: f64,
}

/// A contender at compile time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Compiled {
    /// Who.
    pub(crate) contender: String,
    /// Seconds of user time that `cargo check` of 1,000 functions takes over plain ones.
    pub(crate) check: f64,
    /// Bytes of `.text` that a function takes over a plain one.
    pub(crate) text: f64,
}

impl Number {
    /// A count: the same in each run.
    pub(crate) fn count(metric: Metric, workload: Workload, contender: &str, value: f64) -> Self {
        Self { metric, workload, contender: contender.to_owned(), value, low: value, high: value }
    }
}

impl Record {
    /// What earlier runs left; nothing where there were none.
    pub(crate) fn load() -> io::Result<Self> {
        match fs::read_to_string(file("results.json")) {
            Ok(text) => Ok(serde_json::from_str(&text)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Leaves it to later runs.
    pub(crate) fn save(&self) -> io::Result<()> {
        fs::write(file("results.json"), serde_json::to_string_pretty(self)? + "\n")
    }

    /// Where the next numbers come from. What is said of the load has to hold of the older ones, too.
    pub(crate) fn seen_on(&mut self, machine: Machine) {
        let before = std::mem::replace(&mut self.machine, machine);
        if before.load() > self.machine.load() {
            self.machine.load = before.load;
        }
    }

    /// Puts new numbers in the place of older ones of the same metric, workload and contender.
    pub(crate) fn take(&mut self, numbers: Vec<Number>) {
        self.numbers.retain(|old| !numbers.iter().any(|new| new.same_cell(old)));
        self.numbers.extend(numbers);
    }

    /// The number of a cell.
    pub(crate) fn number(&self, metric: Metric, workload: Workload, contender: &str) -> Option<&Number> {
        self.numbers
            .iter()
            .find(|number| number.metric == metric && number.workload == workload && number.contender == contender)
    }

    /// Its value.
    pub(crate) fn value(&self, metric: Metric, workload: Workload, contender: &str) -> Option<f64> {
        self.number(metric, workload, contender).map(|number| number.value)
    }
}

impl Machine {
    /// How many programs wanted a core; 0 where it is not known.
    pub(crate) fn load(&self) -> f64 {
        self.load.parse().unwrap_or_default()
    }
}

impl Number {
    fn same_cell(&self, other: &Self) -> bool {
        (self.metric, self.workload, &self.contender) == (other.metric, other.workload, &other.contender)
    }
}

/// A file of this package, wherever the program is started.
pub(crate) fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
