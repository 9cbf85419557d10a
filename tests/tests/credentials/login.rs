//! A provider that does what the test says.

use std::collections::VecDeque;
use std::fmt;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use resilin::credentials::{Credentials, Grant, Lease, Provider};
use tokio::task::yield_now;
use tokio::time::sleep;

/// What a test looks for where no secret may be.
pub(crate) const SECRET: &str = "s3cr3t";

/// A secret. It has no `Debug`, as no secret needs one.
pub(crate) struct Token(pub(crate) String);

/// What one renewal does.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    /// Grants a secret and says no more.
    Grant,
    /// Grants a secret that is good for so long.
    GoodFor(Duration),
    /// Grants a secret that is good until so long from now, by the wall clock.
    GoodUntil(Duration),
    /// Grants a secret whose time was over before.
    Expired,
    /// Fails, and says this.
    Fail(&'static str),
    /// Panics.
    Panic,
    /// Never ends.
    Hang,
}

/// What renewals are to do, and what they were. Clones are the same script.
#[derive(Clone)]
pub(crate) struct Script(Arc<Mutex<State>>);

struct State {
    always: Step,
    next: VecDeque<Step>,
    takes: Duration,
    calls: u64,
    previous: Vec<Option<u64>>,
}

pub(crate) struct Login(Script);

#[derive(Debug)]
pub(crate) struct LoginError(&'static str);

pub(crate) const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(60 * minutes)
}

pub(crate) const fn hours(hours: u64) -> Duration {
    minutes(60 * hours)
}

pub(crate) const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Lets tasks run that are ready, without moving the clock.
pub(crate) async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

/// Credentials of a provider that always does `step`, until its script says otherwise.
pub(crate) fn credentials(step: Step) -> (Credentials<Login>, Script) {
    let state =
        State { always: step, next: VecDeque::new(), takes: Duration::ZERO, calls: 0, previous: Vec::new() };
    let script = Script(Arc::new(Mutex::new(state)));
    (Credentials::new(Login(script.clone())), script)
}

impl Script {
    /// What all renewals do from now on.
    pub(crate) fn always(&self, step: Step) {
        self.0.lock().unwrap().always = step;
    }

    /// What the next renewal does, once.
    pub(crate) fn once(&self, step: Step) {
        self.0.lock().unwrap().next.push_back(step);
    }

    /// How long a renewal takes.
    pub(crate) fn takes(&self, takes: Duration) {
        self.0.lock().unwrap().takes = takes;
    }

    /// How many renewals were begun.
    pub(crate) fn calls(&self) -> u64 {
        self.0.lock().unwrap().calls
    }

    /// The epoch of the lease that each renewal was given.
    pub(crate) fn previous(&self) -> Vec<Option<u64>> {
        self.0.lock().unwrap().previous.clone()
    }

    fn call(&self, previous: Option<u64>) -> (u64, Step, Duration) {
        let mut state = self.0.lock().unwrap();
        state.calls += 1;
        state.previous.push(previous);
        let step = state.next.pop_front().unwrap_or(state.always);
        (state.calls, step, state.takes)
    }
}

impl Provider for Login {
    type Secret = Token;
    type Error = LoginError;

    async fn renew(&self, previous: Option<&Lease<Token>>) -> Result<Grant<Token>, LoginError> {
        let (call, step, takes) = self.0.call(previous.map(Lease::epoch));
        // No login is ready at once.
        yield_now().await;
        if !takes.is_zero() {
            sleep(takes).await;
        }
        let grant = Grant::new(Token(format!("{SECRET}-{call}")));
        match step {
            Step::Grant => Ok(grant),
            Step::GoodFor(ttl) => Ok(grant.ttl(ttl)),
            Step::GoodUntil(ttl) => Ok(grant.expires_at(SystemTime::now() + ttl)),
            Step::Expired => Ok(grant.expires_at(SystemTime::now() - seconds(1))),
            Step::Fail(why) => Err(LoginError(why)),
            Step::Panic => panic!("the provider's own panic: this test wants it"),
            Step::Hang => pending().await,
        }
    }
}

impl fmt::Display for LoginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for LoginError {}
