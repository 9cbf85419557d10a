//! Who takes part, and how a call of each is made.

use std::fmt;
use std::hint::black_box;

use crate::body::Body;
use crate::executor::finish;
use crate::workload::Workload;

/// A library, a pair of them, or a floor.
pub(crate) struct Contender {
    /// As in the tables.
    pub(crate) name: &'static str,
    /// What sort of contender it is.
    pub(crate) kind: Kind,
    /// What it can do.
    pub(crate) entries: Vec<Entry>,
    /// What it cannot do, and why.
    pub(crate) absent: Vec<(Workload, &'static str)>,
}

/// What a contender is to the ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Written by hand: what a call costs at least.
    Floor,
    /// `resilin`.
    Ours,
    /// Somebody else's.
    Peer,
}

/// One workload of a contender.
pub(crate) struct Entry {
    /// Which.
    pub(crate) workload: Workload,
    /// What it does otherwise than the row says; empty where it does just that.
    pub(crate) note: &'static str,
    /// Sets it up. What the maker makes on several threads shares one breaker.
    pub(crate) set_up: fn() -> Maker,
}

/// Makes a caller, on the thread that is to call.
pub(crate) type Maker = Box<dyn Fn() -> Caller + Send + Sync>;

/// Makes calls in batches.
pub(crate) struct Caller {
    batch: Box<dyn FnMut(u64) -> u64>,
    runs: Box<dyn Fn() -> u64>,
    /// The size of the future of one call, in bytes.
    pub(crate) future: Option<usize>,
}

impl Contender {
    /// One without anything.
    pub(crate) fn new(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, entries: Vec::new(), absent: Vec::new() }
    }

    /// It does this, as the row says.
    pub(crate) fn does(self, workload: Workload, set_up: fn() -> Maker) -> Self {
        self.does_but(workload, "", set_up)
    }

    /// It does this, with a difference.
    pub(crate) fn does_but(mut self, workload: Workload, note: &'static str, set_up: fn() -> Maker) -> Self {
        self.entries.push(Entry { workload, note, set_up });
        self
    }

    /// It does not do this.
    pub(crate) fn lacks(mut self, workload: Workload, why: &'static str) -> Self {
        self.absent.push((workload, why));
        self
    }

    /// What it does for a workload.
    pub(crate) fn entry(&self, workload: Workload) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.workload == workload)
    }
}

impl fmt::Debug for Contender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Contender").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Caller {
    /// Async calls of `call`, which ends up in `body`.
    pub(crate) fn of<B: Body, E>(
        body: &'static B,
        mut call: impl AsyncFnMut() -> Result<u64, E> + 'static,
    ) -> Self {
        let future = size_of_val(&call());
        let batch = move |calls| {
            finish(async {
                let mut succeeded = 0;
                for _ in 0..calls {
                    if let Ok(value) = call().await {
                        black_box(value);
                        succeeded += 1;
                    }
                }
                succeeded
            })
        };
        Self { batch: Box::new(batch), runs: Box::new(|| body.runs()), future: Some(future) }
    }

    /// Work that is no future. It returns how much of it succeeded.
    pub(crate) fn plain(batch: impl FnMut(u64) -> u64 + 'static) -> Self {
        Self { batch: Box::new(batch), runs: Box::new(|| 0), future: None }
    }

    /// Makes so many calls. Returns how many succeeded.
    pub(crate) fn call(&mut self, calls: u64) -> u64 {
        (self.batch)(calls)
    }

    /// How often the body was run, where it counts.
    pub(crate) fn runs(&self) -> u64 {
        (self.runs)()
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").field("future", &self.future).finish_non_exhaustive()
    }
}

/// Lives as long as the process: what is measured is borrowed for ever.
pub(crate) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
