//! What the server does to each call, and what must come of it.

use std::time::Duration;

use resilin::Class;

use crate::server::{Answer, Reply, Script};

/// One call: how the server treats it, and what must come of it under its policy.
#[derive(Debug)]
pub struct Scenario {
    /// The site's name.
    pub name: &'static str,
    /// The path that the call asks for.
    pub path: &'static str,
    /// The server's part, in words.
    pub story: &'static str,
    /// The server's part.
    pub replies: &'static [Reply],
    /// How many requests the server must see.
    pub requests: usize,
    /// How many the policy allows; `None`: only time limits them.
    pub allowed: Option<usize>,
    /// The policy's deadline.
    pub deadline: Option<Duration>,
    /// The `Retry-After` in the server's part.
    pub retry_after: Option<Duration>,
    /// How the call must end.
    pub ends: Ends,
}

/// How a call must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// With an answer, in the first attempt.
    AtOnce,
    /// With an answer, in a later attempt.
    Saved,
    /// With an error of this class: it cannot or must not be saved.
    Failed(Class),
}

impl Scenario {
    const PLAIN: Self = Self {
        name: "",
        path: "",
        story: "",
        replies: &[],
        requests: 1,
        allowed: Some(3),
        deadline: None,
        retry_after: None,
        ends: Ends::AtOnce,
    };
}

const fn answer(body: &'static str) -> Reply {
    Reply::Answer(Answer::ok(body))
}

const fn status(status: u16) -> Reply {
    Reply::Answer(Answer::status(status))
}

const REPORT: &str = r#"{"lines":["all is well"]}"#;

/// A call to a server in good health.
pub const HEALTH: Scenario =
    Scenario { name: "health", path: "/health", story: "answers", replies: &[answer("null")], ..Scenario::PLAIN };

/// A server that restarts.
pub const TICKER: Scenario = Scenario {
    name: "ticker",
    path: "/ticker",
    story: "breaks the connection, then says 503, then answers",
    replies: &[Reply::Reset, status(503), answer(r#"{"symbol":"RSL","price":12.5}"#)],
    requests: 3,
    allowed: Some(4),
    ends: Ends::Saved,
    ..Scenario::PLAIN
};

/// A server that limits how often it is asked.
pub const QUOTES: Scenario = Scenario {
    name: "quotes",
    path: "/quotes",
    story: "says 429 with `Retry-After: 1`, then answers",
    replies: &[Reply::Answer(Answer::status(429).retry_after(1)), answer("[12.5,12.75]")],
    requests: 2,
    retry_after: Some(Duration::from_secs(1)),
    ends: Ends::Saved,
    ..Scenario::PLAIN
};

/// A server that hangs.
pub const SLOW_REPORT: Scenario = Scenario {
    name: "report",
    path: "/report",
    story: "takes 5 s, more than an attempt may take, then answers at once",
    replies: &[Reply::Slow(Duration::from_secs(5), Answer::ok(REPORT)), answer(REPORT)],
    requests: 2,
    ends: Ends::Saved,
    ..Scenario::PLAIN
};

/// A server that answers half.
pub const PROFILE: Scenario = Scenario {
    name: "profile",
    path: "/profile",
    story: "answers with broken JSON, then with whole JSON",
    replies: &[answer(r#"{"name":"Ad"#), answer(r#"{"name":"Ada"}"#)],
    requests: 2,
    allowed: Some(2),
    ends: Ends::Saved,
    ..Scenario::PLAIN
};

/// An answer that comes too early to be of use.
pub const BALANCE: Scenario = Scenario {
    name: "balance",
    path: "/balance",
    story: "answers with a balance that is not settled, then with one that is",
    replies: &[answer(r#"{"amount":7,"settled":false}"#), answer(r#"{"amount":9,"settled":true}"#)],
    requests: 2,
    ends: Ends::Saved,
    ..Scenario::PLAIN
};

/// Nothing to be had.
pub const ACCOUNT: Scenario = Scenario {
    name: "account",
    path: "/account",
    story: "says 404: asking again would not help",
    replies: &[status(404)],
    allowed: Some(5),
    ends: Ends::Failed(Class::CLIENT),
    ..Scenario::PLAIN
};

/// A server that dies after it has done its work.
pub const ORDER: Scenario = Scenario {
    name: "order",
    path: "/order",
    story: "takes the order, then breaks the connection: it must not be sent twice",
    replies: &[Reply::Reset],
    ends: Ends::Failed(Class::NETWORK),
    ..Scenario::PLAIN
};

/// A server that is broken for good.
pub const ARCHIVE: Scenario = Scenario {
    name: "archive",
    path: "/archive",
    story: "says 500, however often it is asked",
    replies: &[status(500)],
    requests: 3,
    ends: Ends::Failed(Class::SERVER),
    ..Scenario::PLAIN
};

/// A server that has become too slow for the caller.
pub const SEARCH: Scenario = Scenario {
    name: "search",
    path: "/search",
    story: "says 503, then takes 5 s: longer than the whole call may take",
    replies: &[status(503), Reply::Slow(Duration::from_secs(5), Answer::ok("[]"))],
    requests: 2,
    allowed: None,
    deadline: Some(Duration::from_secs(2)),
    ends: Ends::Failed(Class::OVERLOAD),
    ..Scenario::PLAIN
};

/// The server's part in all of them.
pub fn script() -> Script {
    let all = [HEALTH, TICKER, QUOTES, SLOW_REPORT, PROFILE, BALANCE, ACCOUNT, ORDER, ARCHIVE, SEARCH];
    all.into_iter().map(|scenario| (scenario.path, scenario.replies)).collect()
}
