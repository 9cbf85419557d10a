//! A budget that threads share.

use std::sync::PoisonError;

use resilin_policy::{Class, RetryBudgetSettings, Tokens};

use super::spent::Spent;
use super::terms::Terms;
use super::word::Word;
use crate::kernel::Moment;
use crate::sync::{AtomicI64, Mutex, Ordering};

/// A retry budget for any number of threads: retries spend, successes earn, and an empty one refuses.
///
/// What changes is in one word, and changes by one atomic exchange: of any number of threads exactly as many pass as
/// there is enough for, and nothing is lost. There is no lock. A success that finds the budget full ends with one
/// read, without a write and without a clock; so does every success of a service that is well.
///
/// The two forms differ in what fills it:
///
/// - A ratio is counted in retries. Each success brings a part of one, and time brings some. It is how
///   [Finagle](https://twitter.github.io/finagle/guide/Clients.html#retries) and
///   [linkerd](https://linkerd.io/2/features/retries-and-timeouts/) keep theirs. More than a million retries a second
///   are taken for a million.
/// - Tokens are filled by successes alone. A success after retries brings the cost of the last one back, one that needed
///   none earns: the
///   [AWS SDKs](https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html)' standard mode. With a
///   cost for failures instead, and `above` at half, it is the throttling of
///   [gRPC](https://github.com/grpc/proposal/blob/master/A6-client-retries.md#throttling-retry-attempts-and-hedged-rpcs).
///
/// ```
/// use resilin::Class;
/// use resilin::kernel::{Moment, RetryBudget};
///
/// let now = || Moment::EPOCH;
/// let budget = RetryBudget::new(&"tokens = 12, cost = 5, timeout_cost = 10".parse()?);
/// let spent = budget.spend(Class::TIMEOUT, now);
/// assert!(spent.is_some());
/// assert!(budget.spend(Class::SERVER, now).is_none(), "2 are left");
/// budget.succeeded(spent);
/// assert_eq!(budget.balance(now()).thousandths(), 12_000);
/// # Ok::<(), resilin::PolicyError>(())
/// ```
#[derive(Debug)]
pub struct RetryBudget {
    word: AtomicI64,
    /// The latest time that is known to have passed: that of a retry that was paid for. Successes go by it.
    passed: AtomicI64,
    /// Those that hold, and those that will or that did.
    terms: [Terms; 2],
    /// One definition at a time.
    defining: Mutex<()>,
}

impl RetryBudget {
    /// A full budget.
    pub fn new(settings: &RetryBudgetSettings) -> Self {
        let terms = [Terms::default(), Terms::default()];
        terms[0].set(&settings.form());
        let word = AtomicI64::new(Word::full(0).bits());
        Self { word, passed: AtomicI64::new(i64::MIN), terms, defining: Mutex::new(()) }
    }

    /// Replaces the settings. What is in it stays, as far as the new size has room for it; where a ratio takes the place
    /// of tokens or the other way round, it starts full.
    ///
    /// A call at the same time goes by the old settings or by the new ones, never by some of each; what it spends or
    /// earns is part of what stays.
    pub fn define(&self, settings: &RetryBudgetSettings, now: Moment) {
        let _one_at_a_time = self.defining.lock().unwrap_or_else(PoisonError::into_inner);
        let generation = self.word().generation().wrapping_add(1);
        self.terms_of(generation).set(&settings.form());
        let now = self.latest(now);
        // First, so that who finds it filled by this time knows that it has passed.
        self.passed.fetch_max(now.as_nanos(), Ordering::Relaxed);
        while !self.replace(self.word(), |word, terms| self.defined(word, terms, generation, now)) {}
    }

    fn defined(&self, word: Word, former: &Terms, generation: u8, now: Moment) -> Word {
        let terms = self.terms_of(generation);
        let missing = if former.form() == terms.form() {
            let kept = word.balance(former.size(), former.brought_until(now));
            terms.size().saturating_sub(kept)
        } else {
            0
        };
        Word::missing(generation, missing, terms.brought_until(now))
    }

    /// A call has succeeded. `last` is what its last retry cost; `None` where it needed none.
    #[inline]
    pub fn succeeded(&self, last: Option<Spent>) {
        if !Word::from_bits(self.word.load(Ordering::Relaxed)).is_full() {
            self.bring(|terms| terms.earned(last));
        }
    }

    /// An attempt has failed in a way that a retry could mend, whether there will be one or not.
    pub fn failed(&self) {
        while !self.replace(self.word(), |word, terms| match terms.failure_cost() {
            0 => word,
            // Only tokens have it, and no time fills those.
            cost => word.less(cost.min(word.balance(terms.size(), 0)), 0),
        }) {}
    }

    /// Pays for a retry after a failure of this class. `None`: there is not enough, and nothing has changed. Only a ratio
    /// reads the clock.
    pub fn spend(&self, class: Class, clock: impl Fn() -> Moment) -> Option<Spent> {
        loop {
            let word = self.word();
            let terms = self.terms_of(word.generation());
            let now = terms.is_filled_by_time().then(|| self.latest(clock()));
            let spent = terms.cost(class);
            let paid = pay(word, terms, spent, now);
            if self.exchange(word, paid.unwrap_or(word)) {
                if let (Some(_), Some(now)) = (paid, now) {
                    self.passed.fetch_max(now.as_nanos(), Ordering::Relaxed);
                }
                return paid.map(|_| spent);
            }
        }
    }

    /// A retry that was paid for did not happen: something else refused it.
    pub fn give_back(&self, spent: Spent) {
        self.bring(|terms| terms.worth(spent));
    }

    /// What is in it: retries where it is a ratio, else tokens.
    pub fn balance(&self, now: Moment) -> Tokens {
        loop {
            let word = self.word();
            let terms = self.terms_of(word.generation());
            let balance = word.balance(terms.size(), terms.brought_until(self.latest(now)));
            if self.exchange(word, word) {
                return Tokens(balance);
            }
        }
    }

    #[cold]
    fn bring(&self, amount: impl Fn(&Terms) -> u32) {
        while !self.replace(self.word(), |word, terms| {
            let passed = Moment::from_nanos(self.passed.load(Ordering::Relaxed));
            word.more(amount(terms), terms.brought_until(passed))
        }) {}
    }

    fn replace(&self, word: Word, change: impl FnOnce(Word, &Terms) -> Word) -> bool {
        self.exchange(word, change(word, self.terms_of(word.generation())))
    }

    /// Puts a word into the place of the one that was read. `false`: it has changed meanwhile, and what was worked out by
    /// its terms may be wrong. Where nothing would change, nothing is written.
    ///
    /// Released, so that who reads it knows of a time as late as that by which it was filled.
    fn exchange(&self, read: Word, new: Word) -> bool {
        let (read, new) = (read.bits(), new.bits());
        if read == new {
            return self.word.load(Ordering::Relaxed) == read;
        }
        self.word.compare_exchange_weak(read, new, Ordering::Release, Ordering::Relaxed).is_ok()
    }

    /// Time does not go back, whatever threads have read of a clock.
    fn latest(&self, now: Moment) -> Moment {
        now.max(Moment::from_nanos(self.passed.load(Ordering::Relaxed)))
    }

    fn word(&self) -> Word {
        Word::from_bits(self.word.load(Ordering::Acquire))
    }

    fn terms_of(&self, generation: u8) -> &Terms {
        &self.terms[usize::from(generation & 1)]
    }
}

/// What the word becomes; `None` where there is not enough.
fn pay(word: Word, terms: &Terms, spent: Spent, now: Option<Moment>) -> Option<Word> {
    let now = now.map_or(0, |now| terms.brought_until(now));
    let balance = word.balance(terms.size(), now);
    let is_enough = balance >= spent.cost && balance > terms.above();
    is_enough.then(|| word.less(spent.cost, now))
}
