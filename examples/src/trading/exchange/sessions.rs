//! Logins, and what becomes of their sessions.

use std::time::Instant;

use tokio::time::sleep;

use super::answer::Answer;
use super::log::{Cut, Login, Session};
use super::{Desk, Log, State};
use crate::trading::{LOGIN_TAKES, NORTH, SESSION, SOUTH};

/// Where a session stands in the log.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known(usize);

impl Desk {
    /// Fails at once, or takes its time. A former session stays good: nobody is thrown out for having logged in anew.
    pub(super) async fn log_in(&self, account: &str) -> Answer {
        let Some(account) = [NORTH, SOUTH].into_iter().find(|known| *known == account) else {
            return Answer::status(403);
        };
        let (login, fails) = self.state().begin_login(account);
        if fails {
            self.state().log.logins[login].ended = Some(Instant::now());
            self.telling.line(account, &self.telling.style.again("the exchange answers a login by 503"));
            return Answer::status(503);
        }
        sleep(LOGIN_TAKES).await;
        let number = self.state().grant(login, account);
        self.telling.line(account, &self.telling.style.good(format_args!("session {number} begins")));
        Answer::ok(format!("{account}-{number} {}", SESSION.as_millis()))
    }

    /// The session of an `authorization` header.
    pub(super) fn session(&self, authorization: Option<&str>) -> Option<Known> {
        let token = authorization?.strip_prefix("Bearer ")?;
        let is_it = |session: &Session| token == format!("{}-{}", session.account, session.number);
        self.state().log.sessions.iter().position(is_it).map(Known)
    }

    /// Why no more is to be had with a session; `None` where it is good.
    pub(super) fn end_of(&self, session: Known) -> Option<Cut> {
        let state = self.state();
        let session = state.log.session(session);
        match session.revoked {
            Some(_) => Some(Cut::Revoked),
            None => (session.expires <= Instant::now()).then_some(Cut::Expired),
        }
    }

    /// Whose a session is, and its number.
    pub(super) fn owner(&self, session: Known) -> (&'static str, usize) {
        let state = self.state();
        let session = state.log.session(session);
        (session.account, session.number)
    }
}

impl State {
    fn begin_login(&mut self, account: &'static str) -> (usize, bool) {
        self.log.logins.push(Login { account, began: Instant::now(), ended: None, session: None });
        (self.log.logins.len() - 1, self.plan.fails_login(account))
    }

    fn grant(&mut self, login: usize, account: &'static str) -> usize {
        let (granted, number) = (Instant::now(), 1 + self.log.sessions_of(account).count());
        let expires = granted + SESSION;
        self.log.sessions.push(Session { account, number, granted, expires, revoked: None });
        let login = &mut self.log.logins[login];
        (login.ended, login.session) = (Some(granted), Some(number));
        number
    }

    pub(super) fn revoke_sessions(&mut self, account: &str) {
        let now = Instant::now();
        self.plan.midnight = None;
        for session in self.log.sessions.iter_mut().filter(|session| session.account == account) {
            session.revoked.get_or_insert(now);
        }
    }
}

impl Log {
    fn session(&self, known: Known) -> &Session {
        &self.sessions[known.0]
    }

    /// The sessions of an account, the first one first.
    pub fn sessions_of(&self, account: &str) -> impl Iterator<Item = &Session> {
        self.sessions.iter().filter(move |session| session.account == account)
    }
}
