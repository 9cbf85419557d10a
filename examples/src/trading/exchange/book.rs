//! What the exchange does with a request that it has read.

use std::time::{Duration, Instant};

use super::answer::Answer;
use super::log::{Asked, Booked, Cut, Request, Verdict};
use super::sessions::Known;
use super::{Desk, State};
use crate::server::http;

impl Desk {
    /// Looks at the session first, then at what is left to be asked, and only then at what is asked.
    pub(super) async fn answer(&self, session: Option<Known>, asked: &http::Request) -> Answer {
        let at = Instant::now();
        let Some(session) = session else {
            return Answer::status(401);
        };
        let Some(what) = what(asked) else {
            return Answer::status(404);
        };
        let (account, number) = self.owner(session);
        self.wait_for_midnight(account, number).await;
        let request = Request {
            account,
            session: number,
            asked: what,
            order: (what == Asked::Order).then(|| String::from_utf8_lossy(&asked.body).into_owned()),
            key: asked.header("idempotency-key").map(str::to_owned),
            at,
            verdict: Verdict::Done,
        };
        let end = self.end_of(session);
        let mut state = self.state();
        let (verdict, answer) = state.judge(&request, end, &asked.path);
        state.log.requests.push(Request { verdict, ..request });
        answer
    }

    async fn wait_for_midnight(&self, account: &str, session: usize) {
        let midnight = self.state().plan.midnight_of(account, session);
        if let Some(midnight) = midnight {
            let strike = || {
                self.state().revoke_sessions(account);
                self.telling.line(account, &self.telling.style.bad("the exchange revokes the session"));
            };
            midnight.wait(strike).await;
        }
    }
}

impl State {
    fn judge(&mut self, request: &Request, end: Option<Cut>, path: &str) -> (Verdict, Answer) {
        match end {
            Some(Cut::Expired) => return (Verdict::Expired, Answer::status(401)),
            Some(_) => return (Verdict::Revoked, Answer::status(401)),
            None => {}
        }
        if let Some(left) = self.plan.left_alone_for(request.account) {
            return (Verdict::UsedUp, Answer::status(429).retry_after(whole_seconds(left)));
        }
        match (request.asked, &request.order) {
            (Asked::Order, Some(order)) => self.book(request, order),
            (Asked::Booked, _) => (Verdict::Done, Answer::ok(self.is_booked(path).to_owned())),
            _ => (Verdict::Done, Answer::ok("1000".to_owned())),
        }
    }

    fn book(&mut self, request: &Request, order: &str) -> (Verdict, Answer) {
        let booked = Booked { account: request.account, order: order.to_owned(), key: request.key.clone() };
        self.log.books.push(booked);
        if self.plan.doubtful == Some(order) {
            return (Verdict::DoneAndFailed, Answer::status(500));
        }
        (Verdict::Done, Answer::ok("booked".to_owned()))
    }

    fn is_booked(&self, path: &str) -> &'static str {
        let key = path.strip_prefix(BOOKED);
        let found = self.log.books.iter().any(|booked| key.is_some() && booked.key.as_deref() == key);
        if found { "yes" } else { "no" }
    }
}

const BOOKED: &str = "/booked/";

fn what(asked: &http::Request) -> Option<Asked> {
    match (asked.method.as_str(), asked.path.as_str()) {
        ("GET", "/balance") => Some(Asked::Balance),
        ("POST", "/orders") => Some(Asked::Order),
        ("GET", path) if path.starts_with(BOOKED) => Some(Asked::Booked),
        _ => None,
    }
}

/// `Retry-After` knows no fractions, and one second too few is one too few.
fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}
