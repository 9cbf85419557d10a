//! Sequences of events at a breaker, as the files of vectors have them.
//!
//! | event | meaning |
//! | --- | --- |
//! | `success`, `failure`, `ignored`, `cancelled` | an attempt is let through and ends so; `… after 5s`: that long after it began; `… x 9`: nine, one after the other |
//! | `refused`, `refused x 3` | an attempt is not let through |
//! | `begin a`, `end a failure` | an attempt is let through, and ends later |
//! | `advance 3s` | time passes |
//! | `force open`, `open for 5s`, `disable`, `close` | somebody moves the breaker |
//!
//! After each the breaker is in `state`, and has what else the step says: `calls`, `failures`, `slow_calls`,
//! `failure_rate`, `rejected`, `retry_after` in milliseconds. Where a step has `theirs`, the other library has that
//! instead, for the reason `why`.

use std::collections::HashMap;
use std::time::Duration;

use resilin::{Breaker, BreakerSnapshot};
use serde_json::{Value, json};

use crate::faces::{Attempt, Ending, Face};
use crate::vectors::{list, text};

pub(crate) struct Player {
    breaker: Breaker,
    face: Face,
    under_way: HashMap<String, Attempt>,
}

impl Player {
    pub(crate) fn new(breaker: Breaker, face: Face) -> Self {
        Self { breaker, face, under_way: HashMap::new() }
    }

    /// Plays every step of a case.
    pub(crate) async fn play(&mut self, name: &str, steps: &Value) {
        for (n, step) in list(steps).iter().enumerate() {
            let place = format!("{name}, step {n}: {step}");
            self.act(&text(&step["do"]).split(' ').collect::<Vec<_>>(), &place).await;
            self.compare(step, &place);
        }
    }

    async fn act(&mut self, event: &[&str], place: &str) {
        match *event {
            ["advance", time] => tokio::time::advance(duration(time)).await,
            ["force", "open"] => self.breaker.force_open(),
            ["open", "for", time] => self.breaker.open_for(duration(time)),
            ["disable"] => self.breaker.disable(),
            ["close"] => self.breaker.close(),
            ["begin", name] => {
                let attempt = self.let_through(place);
                self.under_way.insert(name.to_owned(), attempt);
            }
            ["end", name, how] => self.under_way.remove(name).expect("it has begun").end(ending(how)),
            ["refused", ref times @ ..] => (0..count(times)).for_each(|_| self.is_refused(place)),
            [how, "after", time] => {
                let attempt = self.let_through(place);
                tokio::time::advance(duration(time)).await;
                attempt.end(ending(how));
            }
            [how, ref times @ ..] => (0..count(times)).for_each(|_| self.let_through(place).end(ending(how))),
            [] => panic!("no event: {place}"),
        }
    }

    fn let_through(&self, place: &str) -> Attempt {
        self.face.begin().unwrap_or_else(|| panic!("refused: {place}"))
    }

    fn is_refused(&self, place: &str) {
        assert!(self.face.begin().is_none(), "let through: {place}");
    }

    fn compare(&self, step: &Value, place: &str) {
        let snapshot = self.breaker.snapshot();
        for (what, expected) in step.as_object().expect("a step") {
            match what.as_str() {
                "do" | "why" => {}
                "theirs" => assert_it_differs(step, place),
                _ => assert_eq!(&seen(&snapshot, what), expected, "{what}: {place}"),
            }
        }
    }
}

/// A difference that is none any more is to be taken out of the file.
fn assert_it_differs(step: &Value, place: &str) {
    assert!(!text(&step["why"]).is_empty(), "{place}");
    for (what, theirs) in step["theirs"].as_object().expect("what they have instead") {
        assert_ne!(Some(theirs), step.get(what), "{place}");
    }
}

fn seen(snapshot: &BreakerSnapshot, what: &str) -> Value {
    match what {
        "state" => json!(snapshot.state.name()),
        "calls" => json!(snapshot.calls),
        "failures" => json!(snapshot.failures),
        "slow_calls" => json!(snapshot.slow_calls),
        "failure_rate" => json!(snapshot.failure_rate),
        "rejected" => json!(snapshot.rejected),
        "retry_after" => json!(snapshot.retry_after.map(|time| time.as_millis())),
        other => panic!("nothing is called {other}"),
    }
}

fn ending(word: &str) -> Ending {
    match word {
        "success" => Ending::Success,
        "failure" => Ending::Failure,
        "ignored" => Ending::Ignored,
        "cancelled" => Ending::Cancelled,
        other => panic!("no attempt ends so: {other}"),
    }
}

fn count(times: &[&str]) -> u32 {
    match times {
        [] => 1,
        ["x", times] => times.parse().expect("a number"),
        other => panic!("how often? {other:?}"),
    }
}

/// Whole milliseconds or seconds.
fn duration(text: &str) -> Duration {
    let read = |number: &str| number.parse().expect("a number");
    match text.strip_suffix("ms") {
        Some(milliseconds) => Duration::from_millis(read(milliseconds)),
        None => Duration::from_secs(read(text.strip_suffix('s').expect("a unit"))),
    }
}
