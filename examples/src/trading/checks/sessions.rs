//! Logins and their sessions.

use std::time::{Duration, Instant};

use crate::trading::exchange::{Login, Request, Session, Verdict};
use crate::trading::{Evidence, FAILED_LOGINS, MIDNIGHT, NORTH, SESSION, WORKERS};

use super::Check;

pub(super) fn one_login_at_a_time(evidence: &Evidence, account: &str) -> Check {
    let logins = logins(evidence, account);
    let follows = |pair: &[&Login]| pair[0].ended.is_some_and(|ended| ended <= pair[1].began);
    let holds = !logins.is_empty() && logins.windows(2).all(follows);
    (format!("{account}: never two logins at once, of {}", logins.len()), holds)
}

/// No renewal is due before half of what a login leaves of its session is over, whatever the jitter. (It leaves less
/// where the machine is busy.)
const EARLIEST: Duration = SESSION.checked_div(3).expect("not by zero");

/// The next one is asked for towards its end, or when it was revoked.
pub(super) fn one_login_for_each(evidence: &Evidence, account: &str) -> Check {
    let sessions: Vec<_> = evidence.log.sessions_of(account).collect();
    let holds = sessions.len() > 1
        && sessions.windows(2).all(|pair| login_of(evidence, pair[1]).is_some_and(|login| is_due(pair[0], login)));
    (format!("{account}: one login for each session, before its end: {} sessions", sessions.len()), holds)
}

fn is_due(session: &Session, login: &Login) -> bool {
    let time = session.granted + EARLIEST..session.expires;
    time.contains(&login.began) || was_revoked(session, login)
}

fn was_revoked(session: &Session, login: &Login) -> bool {
    session.revoked.is_some_and(|revoked| revoked <= login.began)
}

/// While a session that is not over is replaced, it serves.
pub(super) fn served_meanwhile(evidence: &Evidence, account: &str) -> Check {
    let sessions: Vec<_> = evidence.log.sessions_of(account).collect();
    let served: Vec<_> = sessions
        .windows(2)
        .filter_map(|pair| Some((pair[0], login_of(evidence, pair[1])?)))
        .filter(|(session, login)| !was_revoked(session, login))
        .map(|(session, login)| served_during(evidence, session, login))
        .collect();
    let holds = !served.is_empty() && served.iter().all(|served| *served > 0);
    (format!("{account}: the old session served while the next login was under way: {served:?} calls"), holds)
}

fn served_during(evidence: &Evidence, session: &Session, login: &Login) -> usize {
    let served = served_between(evidence, session.account, login.began, login.ended);
    served.filter(|request| request.session == session.number).count()
}

/// What an account was served in a time that has come to its end.
fn served_between<'e>(
    evidence: &'e Evidence,
    account: &'e str,
    from: Instant,
    until: Option<Instant>,
) -> impl Iterator<Item = &'e Request> {
    let is_served = move |it: &&Request| it.account == account && it.verdict == Verdict::Done;
    let is_then = move |it: &&Request| until.is_some_and(|until| (from..until).contains(&it.at));
    evidence.log.requests.iter().filter(is_served).filter(is_then)
}

pub(super) fn none_expired(evidence: &Evidence, account: &str) -> Check {
    let requests = evidence.log.requests.iter().filter(|request| request.account == account);
    let expired = requests.clone().filter(|request| request.verdict == Verdict::Expired).count();
    let holds = expired == 0 && requests.count() > 0;
    (format!("{account}: no request came with a session that had expired: {expired}"), holds)
}

/// Those that were under way, and none after them.
pub(super) fn revoked_under_calls(evidence: &Evidence) -> Check {
    let refused = evidence.log.requests.iter().filter(|request| request.verdict == Verdict::Revoked).count();
    let expected = WORKERS + 1;
    (format!("{MIDNIGHT}: the end of the session met {expected} calls once: {refused}"), refused == expected)
}

/// Between the first of them and the session that comes at last, the old one serves.
pub(super) fn failing_logins(evidence: &Evidence) -> Check {
    let logins = logins(evidence, NORTH);
    let failed: Vec<_> = logins.iter().filter(|login| login.session.is_none()).collect();
    let served = failed.first().map_or(0, |first| {
        let next = logins.iter().find(|login| login.began > first.began && login.session.is_some());
        served_between(evidence, NORTH, first.began, next.map(|login| login.began)).count()
    });
    let holds = failed.len() == FAILED_LOGINS && served > 0;
    let promise =
        format!("failing: {} logins failed, {served} calls were served meanwhile, then one came", failed.len());
    (promise, holds)
}

fn login_of<'e>(evidence: &'e Evidence, session: &Session) -> Option<&'e Login> {
    let is_it = |login: &&Login| login.account == session.account && login.session == Some(session.number);
    evidence.log.logins.iter().find(is_it)
}

fn logins<'e>(evidence: &'e Evidence, account: &str) -> Vec<&'e Login> {
    evidence.log.logins.iter().filter(|login| login.account == account).collect()
}
