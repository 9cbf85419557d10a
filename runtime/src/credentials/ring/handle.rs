//! The ring that calls share.

use std::fmt;
use std::future::{Future, ready};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::lease::Key;
use super::rota::{Rota, Turn, Why};
use super::{KeyLease, KeyRingError, KeySnapshot, NoKey};
use crate::credentials::end::Now;
use crate::credentials::{LeaseSource, ReadyLeaseSource};
use crate::quota::is_reset;
use crate::{Class, Fault, Hint, Rejected, telemetry};

/// Keys of which each does: the first one until it fails, then the next. Clones are the same ring.
///
/// A key that the server does not take (an `auth` fault) is quarantined: for 5 minutes, then twice as long each time
/// in a row, up to an hour. A key whose quota is used up is out until the server's reset; 15 minutes where it named none.
/// Keys come back by themselves, and the one in use stays in use.
///
/// It never waits, so that blocking functions can use it too. A call that finds a key refused goes on with the next one, once:
/// `refresh` is one more attempt, however many keys there are. An `auth` fault means that the key is refused: a server that
/// answers a wrong request so takes one key after the other out of the ring; give such answers another class.
///
/// Beside a quota a used-up key closes that for all keys, by the standard table: name none where each key has a quota of its
/// own, or go on with the next key by `on(quota = refresh)`.
///
/// ```
/// use resilin::credentials::{KeyRing, LeaseSource};
/// use resilin::{Class, Fault};
///
/// let keys = KeyRing::new([("primary", "k1"), ("spare", "k2")])?;
/// let key = keys.get()?;
/// keys.failed(&key, &Fault::new(Class::AUTH), false);
/// assert_eq!(keys.get()?.name(), "spare");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct KeyRing<S> {
    shared: Arc<Shared<S>>,
}

struct Shared<S> {
    keys: Box<[Arc<Key<S>>]>,
    rota: Mutex<Rota>,
}

/// The time out of a used-up key when the server names no reset; as long as a quota's own.
const QUOTA_PAUSE: Duration = Duration::from_secs(15 * 60);

impl<S> KeyRing<S> {
    /// A ring of these keys, each with its name.
    ///
    /// # Errors
    ///
    /// There must be at least one key, and no two of one name.
    pub fn new<N: Into<String>>(keys: impl IntoIterator<Item = (N, S)>) -> Result<Self, KeyRingError> {
        let mut ring: Vec<Arc<Key<S>>> = Vec::new();
        for (name, secret) in keys {
            let name = name.into();
            if ring.iter().any(|key| *key.name == *name) {
                return Err(KeyRingError::Repeated { name });
            }
            ring.push(Arc::new(Key { name: name.into(), secret }));
        }
        if ring.is_empty() {
            return Err(KeyRingError::Empty);
        }
        let rota = Mutex::new(Rota::new(ring.len()));
        Ok(Self { shared: Arc::new(Shared { keys: ring.into(), rota }) })
    }

    /// Goes round: each use takes the next key.
    ///
    /// This and the other setting hold for all clones.
    #[must_use = "it returns the ring, for the next setting"]
    pub fn spread(self) -> Self {
        self.rota().spreads = true;
        self
    }

    /// How long a key is out after its first auth fault in a row: 5 minutes, unless it is said here. It doubles up to an
    /// hour, or stays as it is where it is longer than that.
    #[must_use = "it returns the ring, for the next setting"]
    pub fn quarantine(self, first: Duration) -> Self {
        self.rota().quarantine = first;
        self
    }

    /// The key whose turn it is.
    ///
    /// # Errors
    ///
    /// All keys are out; the error says how each stands and when the first is back.
    pub fn get(&self) -> Result<KeyLease<S>, NoKey> {
        let (back, turn) = self.turn();
        for key in back {
            telemetry::key_back(&self.shared.keys[key].name);
        }
        match turn {
            Ok(turn) => Ok(KeyLease::new(Arc::clone(&self.shared.keys[turn.key]), turn)),
            Err(states) => Err(NoKey::new(states)),
        }
    }

    /// How each key stands, in the ring's order.
    pub fn states(&self) -> Vec<KeySnapshot> {
        self.snapshots(&self.rota(), Now::of_thread())
    }

    /// Puts a key back as if it had never failed; `false` if the ring has none of this name.
    pub fn restore(&self, name: &str) -> bool {
        let Some(index) = self.shared.keys.iter().position(|key| *key.name == *name) else {
            return false;
        };
        let was_out = self.rota().restore(index);
        if was_out {
            telemetry::key_back(name);
        }
        true
    }

    /// The keys that came back, and the turn, or how the keys stand where there is none. No clock is read while all are
    /// in.
    fn turn(&self) -> (Vec<usize>, Result<Turn, Vec<KeySnapshot>>) {
        let mut rota = self.rota();
        let back = if rota.somebody_is_out() { rota.put_back(Now::of_thread()) } else { Vec::new() };
        let turn = rota.turn();
        (back, turn.ok_or_else(|| self.snapshots(&rota, Now::of_thread())))
    }

    /// Acts on a failure with the key; one of another ring's is none of ours.
    fn take_out(&self, lease: &KeyLease<S>, fault: &Fault, why: Why) {
        if !self.owns(lease) {
            return;
        }
        let now = Now::of_thread();
        let out = match why {
            Why::Auth => self.rota().refused(lease.turn, now),
            Why::Quota => self.rota().used_up(lease.turn, resets_in(fault), now),
        };
        if let Some(pause) = out {
            telemetry::key_out(lease.name(), why.word(), pause);
        }
    }

    fn owns(&self, lease: &KeyLease<S>) -> bool {
        self.shared.keys.get(lease.turn.key).is_some_and(|key| lease.is_of(key))
    }

    fn snapshots(&self, rota: &Rota, now: Now) -> Vec<KeySnapshot> {
        let snapshot = |(key, (state, faults)): (&Arc<Key<S>>, _)| KeySnapshot {
            name: (*key.name).to_owned(),
            state,
            faults,
        };
        self.shared.keys.iter().zip(rota.states(now)).map(snapshot).collect()
    }

    /// No user's code runs under this lock; what is left behind by a panic is whole.
    fn rota(&self) -> MutexGuard<'_, Rota> {
        self.shared.rota.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn resets_in(fault: &Fault) -> Duration {
    fault.hint().map(Hint::wait).filter(|time| is_reset(*time)).unwrap_or(QUOTA_PAUSE)
}

impl<S: Send + Sync> LeaseSource for KeyRing<S> {
    type Lease = KeyLease<S>;

    fn lease(&self) -> impl Future<Output = Result<Self::Lease, Rejected>> + Send {
        ready(self.lease_now())
    }

    fn failed(&self, lease: &Self::Lease, fault: &Fault, refresh: bool) {
        if fault.class() == Class::QUOTA {
            self.take_out(lease, fault, Why::Quota);
        } else if refresh || fault.class() == Class::AUTH {
            self.take_out(lease, fault, Why::Auth);
        }
    }

    fn succeeded(&self, lease: &Self::Lease) {
        if lease.turn.on_trial && self.owns(lease) {
            self.rota().worked(lease.turn);
        }
    }
}

impl<S: Send + Sync> ReadyLeaseSource for KeyRing<S> {
    fn lease_now(&self) -> Result<Self::Lease, Rejected> {
        Ok(self.get()?)
    }
}

impl<S> Clone for KeyRing<S> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

/// The keys' names and how they stand; no secret.
impl<S> fmt::Debug for KeyRing<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("KeyRing").field(&self.states()).finish()
    }
}
