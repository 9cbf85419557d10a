//! The checks of the day of trading can fail, each for its own reason.

use std::time::{Duration, Instant};

use resilin_examples::checks::Checks;
use resilin_examples::style::Style;
use resilin_examples::trading::exchange::{Asked, Booked, Cut, Log, Login, Request, Session, Stream, Verdict};
use resilin_examples::trading::{
    Call, DOUBTFUL, Ended, Evidence, FAILED_LOGINS, Limited, MIDNIGHT, NORTH, OPENING, SESSION, SOUTH, USED_UP,
    WORKERS, check_all,
};

/// Both accounts log in at 0 s and renew at 5 s. North's second session is revoked at 6 s and its third renewed at
/// 11 s, after logins that failed at 10 s; South may ask nothing from 1 s to 3 s, and renews at 10 s.
fn good() -> Evidence {
    let mut day = Day { begun: Instant::now(), log: Log::default(), calls: Vec::new() };
    day.sessions();
    day.streams();
    day.balances();
    day.orders();
    let from = day.at(1000);
    Evidence {
        log: day.log,
        calls: day.calls,
        limited: Limited { from, until: from + USED_UP },
        retried_orders: 1,
    }
}

struct Day {
    begun: Instant,
    log: Log,
    calls: Vec<Call>,
}

impl Day {
    fn at(&self, millis: u64) -> Instant {
        self.begun + Duration::from_millis(millis)
    }

    fn sessions(&mut self) {
        for (account, logins) in [(NORTH, [0, 5000, 6000, 11000].as_slice()), (SOUTH, &[0, 5000, 10000])] {
            for (number, began) in (1..).zip(logins) {
                self.session(account, number, *began);
            }
        }
        for number in 0..FAILED_LOGINS as u64 {
            let began = self.at(10_000 + 200 * number);
            self.log.logins.push(Login { account: NORTH, began, ended: Some(began), session: None });
        }
        self.log.logins.sort_by_key(|login| login.began);
        let midnight = self.at(6000);
        self.log.sessions[0].revoked = Some(midnight);
        self.log.sessions[1].revoked = Some(midnight);
    }

    fn session(&mut self, account: &'static str, number: usize, began: u64) {
        let granted = self.at(began + 500);
        let login = Login { account, began: self.at(began), ended: Some(granted), session: Some(number) };
        self.log.logins.push(login);
        let expires = granted + SESSION;
        self.log.sessions.push(Session { account, number, granted, expires, revoked: None });
    }

    fn streams(&mut self) {
        let streams = [
            (NORTH, 1, 600, Some((5700, Cut::ByClient))),
            (NORTH, 2, 5600, Some((6000, Cut::Revoked))),
            (NORTH, 3, 6600, Some((11_700, Cut::ByClient))),
            (NORTH, 4, 11_600, None),
            (SOUTH, 1, 600, Some((5700, Cut::ByClient))),
            (SOUTH, 2, 5600, Some((10_700, Cut::ByClient))),
            (SOUTH, 3, 10_600, None),
        ];
        for (account, session, opened, closed) in streams {
            let closed = closed.map(|(at, cut)| (self.at(at), cut));
            self.log.streams.push(Stream { account, session, opened: self.at(opened), closed });
        }
    }

    fn balances(&mut self) {
        for (account, session, at) in [
            (NORTH, 1, 1500),
            (NORTH, 1, 5200),
            (NORTH, 3, 10_100),
            (NORTH, 3, 11_200),
            (SOUTH, 1, 5200),
            (SOUTH, 2, 10_200),
        ] {
            self.balance(account, session, at, Verdict::Done);
            self.calls.push(Call { account, order: None, ended: Ended::Answered });
        }
        for _ in 0..WORKERS {
            self.balance(NORTH, 2, 6000, Verdict::Revoked);
        }
        self.balance(SOUTH, 1, 1100, Verdict::UsedUp);
        let refused = Call { account: SOUTH, order: None, ended: Ended::Refused };
        self.calls.extend(vec![refused; WORKERS + 1]);
    }

    fn balance(&mut self, account: &'static str, session: usize, at: u64, verdict: Verdict) {
        let at = self.at(at);
        let asked = Asked::Balance;
        self.log.requests.push(Request { account, session, asked, order: None, key: None, at, verdict });
    }

    fn orders(&mut self) {
        self.order(OPENING, 1, 600, Verdict::Done);
        self.order(DOUBTFUL, 1, 700, Verdict::DoneAndFailed);
        self.order(MIDNIGHT, 2, 6000, Verdict::Revoked);
        self.order(MIDNIGHT, 3, 6600, Verdict::Done);
        self.balance(NORTH, 1, 750, Verdict::Done);
        let asked = self.log.requests.last_mut().expect("just put there");
        (asked.asked, asked.key) = (Asked::Booked, None);
        for (order, ended) in [(OPENING, Ended::Answered), (DOUBTFUL, Ended::Found), (MIDNIGHT, Ended::Answered)] {
            self.calls.push(Call { account: NORTH, order: Some(order.into()), ended });
        }
    }

    fn order(&mut self, order: &str, session: usize, at: u64, verdict: Verdict) {
        let (account, key) = (NORTH, Some(format!("key of {order}")));
        self.log.requests.push(Request {
            account,
            session,
            asked: Asked::Order,
            order: Some(order.into()),
            key: key.clone(),
            at: self.at(at),
            verdict,
        });
        if verdict != Verdict::Revoked {
            self.log.books.push(Booked { account, order: order.into(), key });
        }
    }
}

/// The checks that do not hold once `spoil` has had its way with good evidence.
fn failed(spoil: impl FnOnce(&mut Evidence)) -> Vec<String> {
    let mut evidence = good();
    spoil(&mut evidence);
    let mut checks = Checks::new(Style::of_stdout());
    check_all(&evidence, &mut checks);
    checks.failed().to_vec()
}

#[track_caller]
fn assert_fails(promise: &str, spoil: impl FnOnce(&mut Evidence)) {
    let failed = failed(spoil);
    assert!(failed.len() == 1 && failed[0].contains(promise), "{failed:?}");
}

fn order<'e>(evidence: &'e mut Evidence, order: &str) -> &'e mut Request {
    let requests = &mut evidence.log.requests;
    requests.iter_mut().find(|request| request.order.as_deref() == Some(order)).expect("it is there")
}

fn call<'e>(evidence: &'e mut Evidence, order: &str) -> &'e mut Call {
    let calls = &mut evidence.calls;
    calls.iter_mut().find(|call| call.order.as_deref() == Some(order)).expect("it is there")
}

fn session<'e>(evidence: &'e mut Evidence, account: &str, number: usize) -> &'e mut Session {
    let sessions = &mut evidence.log.sessions;
    sessions.iter_mut().find(|it| it.account == account && it.number == number).expect("it is there")
}

fn login<'e>(evidence: &'e mut Evidence, account: &str, session: usize) -> &'e mut Login {
    let logins = &mut evidence.log.logins;
    logins.iter_mut().find(|it| it.account == account && it.session == Some(session)).expect("it is there")
}

/// One more request of a worker's.
fn sneak_in(evidence: &mut Evidence, account: &'static str, session: usize, verdict: Verdict) {
    let (asked, at) = (Asked::Balance, evidence.limited.from);
    evidence.log.requests.push(Request { account, session, asked, order: None, key: None, at, verdict });
}

#[test]
fn hold_on_good_evidence() {
    assert_eq!(failed(|_| {}), [""; 0]);
}

#[test]
fn two_logins_at_once_are_noticed() {
    assert_fails("south: never two logins at once", |evidence| {
        let next = login(evidence, SOUTH, 2).began;
        login(evidence, SOUTH, 1).ended = Some(next + Duration::from_millis(1));
    });
}

#[test]
fn a_login_too_many_is_noticed() {
    assert_fails("south: one login for each session", |evidence| {
        let granted = &mut session(evidence, SOUTH, 2).granted;
        *granted += SESSION / 2;
    });
}

#[test]
fn a_login_too_late_is_noticed() {
    assert_fails("south: one login for each session", |evidence| {
        session(evidence, SOUTH, 2).expires -= SESSION / 2;
    });
}

#[test]
fn calls_that_wait_for_a_renewal_are_noticed() {
    assert_fails("south: the old session served", |evidence| {
        evidence.log.requests.retain(|request| request.account == NORTH || request.session != 2);
    });
}

#[test]
fn a_request_with_an_expired_session_is_noticed() {
    assert_fails("north: no request came with a session that had expired: 1", |evidence| {
        sneak_in(evidence, NORTH, 1, Verdict::Expired);
    });
}

#[test]
fn a_stream_that_is_not_rolled_is_noticed() {
    assert_fails("north: one stream for each session", |evidence| {
        evidence.log.streams.retain(|stream| stream.account == SOUTH || stream.session != 4);
    });
}

#[test]
fn a_stream_too_many_is_noticed() {
    assert_fails("north: one stream for each session", |evidence| {
        let first = evidence.log.streams[0].clone();
        evidence.log.streams.insert(1, first);
    });
}

#[test]
fn a_stream_that_is_left_too_early_is_noticed() {
    assert_fails("south: the next stream was there", |evidence| {
        evidence.log.streams[5].opened += Duration::from_secs(1);
    });
    assert_fails("south: the next stream was there", |evidence| {
        let closed = &mut evidence.log.streams[4].closed;
        *closed = closed.map(|(at, _)| (at, Cut::Expired));
    });
}

#[test]
fn a_lost_call_is_noticed() {
    assert_fails("north: 1 of", |evidence| evidence.calls[0].ended = Ended::Failed("reset".into()));
    assert_fails("north: 1 of", |evidence| evidence.calls[0].ended = Ended::Refused);
}

#[test]
fn a_call_that_meets_the_revoked_session_again_is_noticed() {
    assert_fails("midnight: the end of the session met", |evidence| {
        sneak_in(evidence, NORTH, 2, Verdict::Revoked);
    });
}

#[test]
fn a_login_that_did_not_fail_as_planned_is_noticed() {
    assert_fails("failing: 3 logins", |evidence| {
        let failed = evidence.log.logins.iter().position(|login| login.session.is_none());
        evidence.log.logins.remove(failed.expect("it is there"));
    });
}

#[test]
fn a_quota_that_lets_calls_through_is_noticed() {
    assert_fails("limit: south was told 4 times", |evidence| {
        (0..WORKERS).for_each(|_| sneak_in(evidence, SOUTH, 1, Verdict::UsedUp));
    });
}

#[test]
fn an_account_that_does_not_come_back_is_noticed() {
    assert_fails("limit: south came back", |evidence| evidence.limited.until += 2 * SESSION);
}

#[test]
fn an_account_that_is_closed_by_the_other_is_noticed() {
    assert_fails("limit: north was served 0 times", |evidence| {
        evidence.log.requests.retain(|it| it.account == SOUTH || !window(evidence.limited).contains(&it.at));
    });
}

fn window(limited: Limited) -> std::ops::Range<Instant> {
    limited.from..limited.until
}

#[test]
fn an_order_that_is_placed_twice_is_noticed() {
    let failed = failed(|evidence| {
        let booked = evidence.log.books[0].clone();
        evidence.log.books.push(booked);
    });
    assert!(failed[0].contains("4 booked, 1 of them twice"), "{failed:?}");
    assert!(failed[1].contains("3 reported as placed, 4 booked"), "{failed:?}");
}

#[test]
fn an_order_that_is_not_as_reported_is_noticed() {
    let another = |ended| Call { account: NORTH, order: Some("another".into()), ended };
    let book = |evidence: &mut Evidence| {
        evidence.log.books.push(Booked { account: NORTH, order: "another".into(), key: None });
    };
    assert_fails("1 not as reported", |evidence| evidence.calls.push(another(Ended::Answered)));
    assert_fails("0 not as reported", book);
    let failed = failed(|evidence| {
        book(evidence);
        evidence.calls.push(another(Ended::InDoubt("reset".into())));
    });
    assert!(failed.iter().any(|promise| promise.contains("1 not as reported")), "{failed:?}");
}

#[test]
fn a_scene_that_did_not_happen_is_noticed() {
    assert_fails("opening:", |evidence| evidence.retried_orders = 0);
    assert_fails("doubtful:", |evidence| order(evidence, DOUBTFUL).verdict = Verdict::Done);
    assert_fails("doubtful:", |evidence| call(evidence, DOUBTFUL).ended = Ended::Answered);
    assert_fails("doubtful:", |evidence| {
        evidence.log.requests.retain(|request| request.asked != Asked::Booked);
    });
    assert_fails("midnight: its order", |evidence| order(evidence, MIDNIGHT).key = None);
    assert_fails("midnight: its order", |evidence| order(evidence, MIDNIGHT).key = Some("another".into()));
}

#[test]
fn an_order_that_is_sent_again_is_noticed() {
    for name in [OPENING, DOUBTFUL, MIDNIGHT] {
        assert_fails(&format!("{name}:"), |evidence| {
            let again = order(evidence, name).clone();
            evidence.log.requests.push(Request { verdict: Verdict::Done, ..again });
        });
    }
}
