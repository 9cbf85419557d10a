//! What the exchange saw and did.

use std::time::Instant;

/// All of it, each in the order in which it happened.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The logins.
    pub logins: Vec<Login>,
    /// The sessions that they brought.
    pub sessions: Vec<Session>,
    /// What was asked with them, but for the ticks.
    pub requests: Vec<Request>,
    /// Who listened to the ticks.
    pub streams: Vec<Stream>,
    /// The orders that are placed. It looks at no key before it books: whoever sends an order twice has placed two.
    pub books: Vec<Booked>,
}

/// A login.
#[derive(Clone, Debug)]
pub struct Login {
    /// Who.
    pub account: &'static str,
    /// When it was asked for.
    pub began: Instant,
    /// When it was answered, which is before anybody could see it. `None`: it is not.
    pub ended: Option<Instant>,
    /// The number of the session that it brought, of those of the account; the first is 1. `None`: it failed.
    pub session: Option<usize>,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub account: &'static str,
    /// Its number, of those of the account; the first is 1.
    pub number: usize,
    /// When it began.
    pub granted: Instant,
    /// When it ends.
    pub expires: Instant,
    /// When it was revoked before that.
    pub revoked: Option<Instant>,
}

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// How much money there is.
    Balance,
    /// That an order be placed.
    Order,
    /// Whether an order was placed.
    Booked,
}

/// What the exchange made of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It did what it was asked.
    Done,
    /// It did, and then said that it failed.
    DoneAndFailed,
    /// The session had ended.
    Expired,
    /// The session had been revoked.
    Revoked,
    /// The account had used up what it may ask.
    UsedUp,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Whose.
    pub account: &'static str,
    /// The number of its session.
    pub session: usize,
    /// What it asked.
    pub asked: Asked,
    /// The order that it was about, where one was to be placed.
    pub order: Option<String>,
    /// The `idempotency-key` header.
    pub key: Option<String>,
    /// When it had arrived as a whole.
    pub at: Instant,
    /// What came of it.
    pub verdict: Verdict,
}

/// Why a stream ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The client left.
    ByClient,
    /// The session had ended.
    Expired,
    /// The session had been revoked.
    Revoked,
}

/// A connection that listens to the ticks.
#[derive(Clone, Debug)]
pub struct Stream {
    /// Whose.
    pub account: &'static str,
    /// The number of its session.
    pub session: usize,
    /// Its beginning.
    pub opened: Instant,
    /// Its end. `None`: it is open.
    pub closed: Option<(Instant, Cut)>,
}

/// An order that is placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booked {
    /// Whose.
    pub account: &'static str,
    /// The order.
    pub order: String,
    /// The key that came with it.
    pub key: Option<String>,
}
