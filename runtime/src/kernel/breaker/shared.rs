//! A breaker that threads share.

use std::sync::{Arc, OnceLock, PoisonError};

use resilin_policy::BreakerSettings;

use super::aside::Aside;
use super::circuit::{Admission, Circuit};
use super::permit::Permit;
use super::snapshot::BreakerSnapshot;
use super::state::{BreakerState, Refusal, Transition};
use super::word::{Mode, Word, moment};
use crate::kernel::{Moment, Random};
use crate::sync::{AtomicI64, AtomicU64, Mutex, MutexGuard, Ordering};

/// A [`Circuit`] for any number of threads.
///
/// The circuit stands behind a lock. In front of it stands one word that every call reads, and that says what may be
/// done without the lock:
///
/// - While it is closed, a call passes after that one read.
/// - A success that would change nothing ends with a second read of the word: no lock, no write, no clock. Where
///   only failures in a row count, that is every success but the first after a failure.
/// - Where results count in a window, a success is put aside, on a count that few threads share, and what was put
///   aside is counted before the next result that has to be judged. The window comes out exactly as if each had been
///   recorded when it came.
/// - While it is open, a call is refused after a read of the word and of the clock.
///
/// Everything else, which is every failure and every change, holds the lock for a short time. No code of the
/// caller's runs meanwhile: neither a clock nor a source of randomness.
///
/// ```
/// use resilin::kernel::{Moment, SharedCircuit};
/// use resilin::BreakerState;
///
/// let now = || Moment::EPOCH;
/// let circuit = SharedCircuit::new("failures = 2".parse()?, now());
/// std::thread::scope(|threads| {
///     for _ in 0..2 {
///         threads.spawn(|| {
///             let permit = circuit.admit(now).unwrap().permit;
///             circuit.failed(permit, now, &mut || 0)
///         });
///     }
/// });
/// assert_eq!(circuit.state(), BreakerState::Open);
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Debug)]
pub struct SharedCircuit {
    word: AtomicU64,
    /// A moment that belongs to the word; the word says which.
    mark: AtomicI64,
    rejected: AtomicU64,
    /// Only where results count in a window.
    aside: OnceLock<Box<Aside>>,
    circuit: Mutex<Circuit>,
}

impl SharedCircuit {
    /// A closed breaker.
    pub fn new(settings: BreakerSettings, now: Moment) -> Self {
        Self::sharing(Arc::new(settings), now)
    }

    /// A closed breaker whose settings others have, too.
    pub(crate) fn sharing(settings: Arc<BreakerSettings>, now: Moment) -> Self {
        let circuit = Circuit::sharing(settings, now);
        let shared = Self {
            word: AtomicU64::new(Word::new(circuit.generation(), Mode::Recording, false).bits()),
            mark: AtomicI64::new(0),
            rejected: AtomicU64::new(0),
            aside: OnceLock::new(),
            circuit: Mutex::new(circuit),
        };
        drop(shared.lock());
        shared
    }

    /// Whether an attempt at that moment is refused for certain: it is open for longer, or forced open. Anything else
    /// only [`admit`](Self::admit) can say. Costs nothing that would have to be given back.
    ///
    /// # Errors
    ///
    /// It is.
    #[inline]
    pub fn look(&self, at: impl FnOnce() -> Moment) -> Result<(), Refusal> {
        match self.word().mode() {
            Mode::Open | Mode::ForcedOpen => self.look_closer(at()),
            _ => Ok(()),
        }
    }

    /// Asks for an attempt. Its permit has to be given back by [`succeeded`](Self::succeeded),
    /// [`failed`](Self::failed) or [`cancelled`](Self::cancelled).
    ///
    /// # Errors
    ///
    /// The breaker is open, or as many probes as it allows are out.
    pub fn admit(&self, clock: impl Fn() -> Moment) -> Result<Admission, Refusal> {
        match self.pass(&clock) {
            Some(permit) => Ok(Admission::passing(permit)),
            None => self.admit_slowly(clock()),
        }
    }

    /// A permit where everything may pass and nobody needs to know when it began: after a single load.
    #[inline]
    pub(crate) fn pass_untimed(&self) -> Option<Permit> {
        let word = self.word();
        word.passes_untimed().then(|| Permit::passing(word.generation(), Moment::NEVER))
    }

    /// A permit where everything may pass: without the lock, and small enough for registers.
    #[inline]
    pub(crate) fn pass(&self, clock: impl FnOnce() -> Moment) -> Option<Permit> {
        let word = self.word();
        if word.passes_untimed() || word.mode() == Mode::Disabled {
            return Some(Permit::passing(word.generation(), Moment::NEVER));
        }
        (word.mode().state() == BreakerState::Closed).then(|| Permit::passing(word.generation(), clock()))
    }

    #[cold]
    fn admit_slowly(&self, now: Moment) -> Result<Admission, Refusal> {
        self.look_closer(now)?;
        let admission = self.lock().circuit().admit(now);
        if admission.is_err() {
            self.rejected.fetch_add(1, Ordering::Relaxed);
        }
        admission
    }

    /// Gives a permit back: the attempt succeeded. Reads the clock only where the time matters.
    #[inline]
    pub fn succeeded(
        &self,
        permit: Permit,
        clock: impl Fn() -> Moment,
        random: &mut impl Random,
    ) -> Option<Transition> {
        if self.takes_success_of(&permit, &clock) {
            return None;
        }
        self.succeeded_slowly(permit, clock, random)
    }

    /// Whether a success under this permit needs no lock: it changes nothing, or has been put aside. Asked of a reference,
    /// because a permit that is moved is copied in other pieces than it was written in, and processors wait for that.
    #[inline]
    pub(crate) fn takes_success_of(&self, permit: &Permit, clock: impl Fn() -> Moment) -> bool {
        let word = self.word();
        word == Word::new(permit.generation(), Mode::Quiet, false) || self.puts_aside(word, permit, clock)
    }

    /// Gives a permit back: the attempt failed in a way that counts.
    pub fn failed(
        &self,
        permit: Permit,
        clock: impl Fn() -> Moment,
        random: &mut impl Random,
    ) -> Option<Transition> {
        if self.word().generation() != permit.generation() {
            return None;
        }
        let (now, mut drawn) = (clock(), Drawn(random.next_u64()));
        self.lock().circuit().failed(permit, now, &mut drawn)
    }

    /// Gives a permit back without a result, as if the call had never been.
    pub fn cancelled(&self, permit: Permit) {
        if permit.is_probe() && self.word().generation() == permit.generation() {
            self.lock().circuit().cancelled(permit);
        }
    }

    /// Replaces the settings. The state stays, and what has been counted, but for the results of a window of another kind.
    pub fn define(&self, settings: BreakerSettings) {
        self.share(Arc::new(settings));
    }

    /// Replaces the settings by what others have, too.
    pub(crate) fn share(&self, settings: Arc<BreakerSettings>) {
        self.lock().circuit().share(settings);
    }

    /// Refuses everything until [`close`](Self::close).
    pub fn force_open(&self, now: Moment) -> Option<Transition> {
        self.lock().circuit().force_open(now)
    }

    /// Refuses everything for so long, then probes.
    pub fn open_for(&self, time: std::time::Duration, now: Moment) -> Option<Transition> {
        self.lock().circuit().open_for(time, now)
    }

    /// Lets everything pass and counts nothing until [`close`](Self::close).
    pub fn disable(&self, now: Moment) -> Option<Transition> {
        self.lock().circuit().disable(now)
    }

    /// Closes it, from whatever state, and forgets what was counted.
    pub fn close(&self, now: Moment) -> Option<Transition> {
        self.lock().circuit().close(now)
    }

    /// Its state. Open lasts until a call is let through, however long its time is over.
    pub fn state(&self) -> BreakerState {
        self.word().mode().state()
    }

    /// What it has seen and done.
    pub fn snapshot(&self, now: Moment) -> BreakerSnapshot {
        let rejected = self.rejected.load(Ordering::Relaxed);
        BreakerSnapshot { rejected, ..self.lock().circuit().snapshot(now) }
    }

    /// Whether it is open, and its time is over.
    pub(crate) fn is_over(&self, now: Moment) -> bool {
        let word = self.word();
        word.mode() == Mode::Open && self.mark(word).is_some_and(|until| now >= moment(until))
    }

    /// The generation of its half-open state, while it is in one.
    pub(crate) fn half_open_generation(&self) -> Option<u32> {
        let word = self.word();
        (word.mode() == Mode::HalfOpen).then(|| word.generation())
    }

    #[inline]
    fn word(&self) -> Word {
        Word::from_bits(self.word.load(Ordering::Acquire))
    }

    /// The mark of this word; `None` where the breaker has moved on meanwhile.
    fn mark(&self, word: Word) -> Option<i64> {
        let mark = self.mark.load(Ordering::Acquire);
        (self.word.load(Ordering::Relaxed) == word.bits()).then_some(mark)
    }

    #[cold]
    #[inline]
    fn look_closer(&self, at: Moment) -> Result<(), Refusal> {
        let word = self.word();
        let refusal = match (word.mode(), self.mark(word)) {
            (Mode::Open, Some(until)) if at < moment(until) => {
                Refusal { retry_after: Some(moment(until).since(at)) }
            }
            (Mode::ForcedOpen, _) => Refusal::WITHOUT_TIME,
            _ => return Ok(()),
        };
        self.rejected.fetch_add(1, Ordering::Relaxed);
        Err(refusal)
    }

    /// What [`succeeded`](Self::succeeded) does with a success that [`takes_success_of`](Self::takes_success_of) has not
    /// taken.
    pub(crate) fn succeeded_slowly(
        &self,
        permit: Permit,
        clock: impl Fn() -> Moment,
        random: &mut impl Random,
    ) -> Option<Transition> {
        if self.word().generation() != permit.generation() {
            return None;
        }
        let (now, mut drawn) = (clock(), Drawn(random.next_u64()));
        self.lock().circuit().succeeded(permit, now, &mut drawn)
    }

    /// Puts a success aside that would be one more in the window, and nothing else.
    fn puts_aside(&self, word: Word, permit: &Permit, clock: impl Fn() -> Moment) -> bool {
        let Some(aside) = self.aside.get().filter(|_| word.generation() == permit.generation()) else {
            return false;
        };
        let is_one_more = match word.mode() {
            Mode::AsideCalls if !word.is_timed() => true,
            Mode::AsideCalls => !aside.is_slow(clock().since(permit.started)),
            Mode::AsideWhile => {
                let now = clock();
                let is_in_time = self.mark(word).is_some_and(|mark| now < moment(mark));
                is_in_time && !(word.is_timed() && aside.is_slow(now.since(permit.started)))
            }
            _ => false,
        };
        if is_one_more {
            aside.put(permit.generation());
        }
        is_one_more
    }

    fn lock(&self) -> Locked<'_> {
        let mut circuit = self.circuit.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(aside) = self.aside.get() {
            let successes = aside.take(circuit.generation());
            circuit.add_successes(successes);
        }
        Locked { shared: self, circuit }
    }

    /// Tells the threads that do not hold the lock how things are now.
    fn publish(&self, circuit: &Circuit) {
        let (mode, mark) = Mode::of(circuit);
        let former = self.word();
        let word = Word::new(circuit.generation(), mode, circuit.slow_from().is_some());
        if let Some(aside) = self.prepared(circuit, mode) {
            aside.set_slow_from(circuit.slow_from());
            if former.generation() != word.generation() {
                aside.begin(word.generation());
            }
        }
        // Before the word: whoever reads the word finds its mark. Whoever has read the former word may find this mark
        // already, but none that comes after it, and this one does no harm there: it is a later time of an open breaker, or
        // another end for successes whose places are of the next generation by now. So `begin` stands above.
        if let Some(mark) = mark {
            self.mark.store(mark, Ordering::Release);
        }
        // Every call reads it: where it stays as it is, it need not be fetched anew.
        if word != former {
            self.word.store(word.bits(), Ordering::Release);
        }
    }

    /// Made when the first success can be put aside: a breaker for each of many keys may never see it.
    fn prepared(&self, circuit: &Circuit, mode: Mode) -> Option<&Aside> {
        let is_needed = matches!(mode, Mode::AsideCalls | Mode::AsideWhile);
        let first = || &**self.aside.get_or_init(|| Box::new(Aside::new(circuit.generation())));
        self.aside.get().map(|aside| &**aside).or_else(|| is_needed.then(first))
    }
}

/// The circuit, locked. What has become of it is told to the others before the lock is given back.
struct Locked<'a> {
    shared: &'a SharedCircuit,
    circuit: MutexGuard<'a, Circuit>,
}

impl Locked<'_> {
    fn circuit(&mut self) -> &mut Circuit {
        &mut self.circuit
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        self.shared.publish(&self.circuit);
    }
}

/// Random bits that were drawn before the lock was taken.
struct Drawn(u64);

impl Random for Drawn {
    fn next_u64(&mut self) -> u64 {
        self.0
    }
}
