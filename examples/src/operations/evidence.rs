//! What is known afterwards, or so far.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use resilin::BreakerState;

use super::server::{QUOTE, Request};
use super::{Call, Ended, Held, Move, QUOTE_SITE, Scrape, Values, held};

/// All that is known.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// What `check` has found about the sites of the shop's client before the first call: the kind, and the sites.
    pub findings: Vec<String>,
    /// What the workers did, and what came of it.
    pub traffic: Traffic,
    /// The values, one after the other.
    pub periods: Vec<Period>,
    /// The metrics at the end.
    pub scrape: Scrape,
}

/// What the workers did, and what came of it.
#[derive(Clone, Debug)]
pub struct Traffic {
    /// Their calls.
    pub calls: Vec<Call>,
    /// What the shop saw.
    pub requests: Vec<Request>,
    /// How the breaker moved.
    pub moves: Vec<Move>,
}

/// A time through which the values are the same.
#[derive(Clone, Debug)]
pub struct Period {
    /// Where they come from.
    pub name: &'static str,
    /// What they have to come to.
    pub values: Values,
    /// A call that begins later goes by them.
    pub since: Instant,
    /// And so does one that was seen before this; `None` while they hold.
    pub until: Option<Instant>,
    /// What `explain` says of them.
    pub held: Held,
    /// What was wrong with the overrides that were to hold from its beginning on: where, or at which site.
    pub refused: Vec<String>,
}

/// Calls for a price that were answered by one status alone, and the number of requests of each.
#[derive(Debug)]
pub(super) struct Same<'e>(Vec<Vec<&'e Request>>);

impl Traffic {
    /// The calls of a period that saw nothing but this status.
    pub(super) fn same(&self, period: &Period, status: u16) -> Same<'_> {
        let quotes = self.requests.iter().filter(|request| request.path == QUOTE);
        let mut of_calls: HashMap<&str, Vec<&Request>> = HashMap::new();
        for request in quotes {
            of_calls.entry(&request.id).or_default().push(request);
        }
        let calls = self.calls.iter().filter(|call| call.site == QUOTE_SITE && call.begun >= period.since);
        let requests = calls.filter_map(|call| of_calls.remove(call.id.as_str()));
        Same(requests.filter(|requests| is_of(period, requests) && are_all(requests, status)).collect())
    }

    /// For how long the breaker opened, each time in a period.
    pub(super) fn open_times(&self, period: &Period) -> Vec<Duration> {
        let within = self.moves.iter().filter(|moved| moved.at >= period.since && !is_over(period, moved.at));
        within.filter(|moved| moved.to == BreakerState::Open).filter_map(|moved| moved.open_for).collect()
    }

    /// How many calls that began in a period were ended by the policy.
    pub(super) fn refused(&self, period: &Period) -> usize {
        let within = self.calls.iter().filter(|call| call.begun >= period.since && !is_over(period, call.begun));
        within.filter(|call| matches!(call.ended, Ended::Rejected(_))).count()
    }
}

impl Period {
    /// The values hold from this moment on.
    pub(super) fn from_now(name: &'static str, values: Values, refused: Vec<String>) -> Self {
        Self { name, values, since: Instant::now(), until: None, held: held(), refused }
    }
}

fn is_of(period: &Period, requests: &[&Request]) -> bool {
    requests.first().is_some_and(|first| !is_over(period, first.at))
}

fn is_over(period: &Period, at: Instant) -> bool {
    period.until.is_some_and(|until| at >= until)
}

fn are_all(requests: &[&Request], status: u16) -> bool {
    requests.iter().all(|request| request.status == Some(status))
}

impl<'e> Same<'e> {
    /// Those of them that were under way at this moment, and went on.
    pub(super) fn under_way(self, at: Instant) -> Self {
        let goes_on = |requests: &Vec<&'e Request>| requests.last().is_some_and(|last| last.at > at);
        Self(self.0.into_iter().filter(goes_on).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are any, and each made so many attempts.
    pub(super) fn made(&self, attempts: usize) -> bool {
        !self.0.is_empty() && self.0.iter().all(|requests| requests.len() == attempts)
    }

    /// How many attempts they made: `3`, or `3 to 5`.
    pub(super) fn attempts(&self) -> String {
        let attempts = || self.0.iter().map(Vec::len);
        match (attempts().min(), attempts().max()) {
            (Some(least), Some(most)) if least == most => most.to_string(),
            (Some(least), Some(most)) => format!("{least} to {most}"),
            _ => "-".to_owned(),
        }
    }
}
