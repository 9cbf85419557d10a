//! What the servers do.

use std::time::Duration;

use super::{Plan, Topic, drawn};
use crate::storm::random::Seeded;

/// How a server is through a slot of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Nearly every answer is good.
    Fair,
    /// Many are not.
    Rough,
    /// Most are not.
    Foul,
    /// It restarts: for so long nobody is there, and no connection lives through it.
    Restart(Duration),
}

/// What a server does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Answers after so long.
    Answers(Duration),
    /// Answers, a few bytes at a time.
    Drips,
    /// Breaks the connection.
    Resets,
    /// Breaks the connection within the answer.
    ResetsMidway,
    /// Never answers.
    Stalls,
    /// Begins to answer, and never ends.
    StallsMidway,
    /// Ends before the length that it said.
    TooShort,
    /// Says more than the length that it said.
    TooLong,
    /// Says what is no HTTP.
    Garbage,
    /// Ends within the status line.
    HalfStatusLine,
    /// Says 200, and what is no JSON.
    NoJson,
    /// Says 200, and what cannot be.
    Lies,
    /// Says a status.
    Status(u16),
    /// Says a status, and a `Retry-After` of this number, which may be absurd.
    RetryAfter(u16, u32),
}

impl Plan {
    /// How this server is in this slot.
    pub fn weather(self, host: u32, slot: u32) -> Weather {
        let dice = &mut self.dice(Topic::Weather, &[host, slot]);
        let down = Duration::from_millis(u64::from(100 + dice.below(1000)));
        let lots = [(200, Weather::Rough), (150, Weather::Foul), (150, Weather::Restart(down))];
        drawn(dice, &lots, Weather::Fair)
    }

    /// What a server does in this weather with this attempt of this call.
    pub fn deed(self, weather: Weather, [task, call, attempt]: [u32; 3]) -> Deed {
        let dice = &mut self.dice(Topic::Deed, &[task, call, attempt]);
        let is_bad = dice.below(1000) < bad(weather);
        if is_bad { misdeed(dice) } else { Deed::Answers(Duration::from_millis(dice.below(600).into())) }
    }
}

/// How many of a thousand answers are bad.
const fn bad(weather: Weather) -> u32 {
    match weather {
        Weather::Fair | Weather::Restart(_) => 30,
        Weather::Rough => 350,
        Weather::Foul => 850,
    }
}

fn misdeed(dice: &mut Seeded) -> Deed {
    let hint = dice.below(u32::MAX);
    let lots = [
        (40, Deed::Drips),
        (150, Deed::Resets),
        (50, Deed::ResetsMidway),
        (80, Deed::Stalls),
        (50, Deed::StallsMidway),
        (50, Deed::TooShort),
        (50, Deed::TooLong),
        (50, Deed::Garbage),
        (50, Deed::HalfStatusLine),
        (50, Deed::NoJson),
        (50, Deed::Lies),
        (60, Deed::Status(500)),
        (60, Deed::Status(503)),
        (40, Deed::Status(401)),
        (20, Deed::Status(404)),
        (50, Deed::RetryAfter(503, hint)),
    ];
    drawn(dice, &lots, Deed::RetryAfter(429, hint))
}
