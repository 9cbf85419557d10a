//! Orders: none twice, and none of which it is said that it is placed and is not.

use std::collections::HashSet;

use crate::trading::exchange::{Asked, Request, Verdict};
use crate::trading::{Call, DOUBTFUL, Ended, Evidence, MIDNIGHT, OPENING};

use super::Check;

pub(super) fn at_most_once(evidence: &Evidence) -> Check {
    let books = &evidence.log.books;
    let orders: HashSet<_> = books.iter().map(|booked| &booked.order).collect();
    let twice = books.len() - orders.len();
    (format!("orders: {} booked, {twice} of them twice", books.len()), twice == 0 && !books.is_empty())
}

/// What is said to be placed is, and what is said not to be is not.
pub(super) fn as_reported(evidence: &Evidence) -> Check {
    let orders: Vec<_> = evidence.calls.iter().filter(|call| call.order.is_some()).collect();
    let wrong = orders.iter().filter(|call| call.ended.is_placed() != Some(is_booked(evidence, call))).count();
    let placed = orders.iter().filter(|call| call.ended.is_placed() == Some(true)).count();
    let holds = wrong == 0 && placed == evidence.log.books.len();
    (
        format!(
            "orders: {placed} reported as placed, {} booked; {wrong} not as reported",
            evidence.log.books.len()
        ),
        holds,
    )
}

fn is_booked(evidence: &Evidence, call: &Call) -> bool {
    evidence.log.books.iter().any(|booked| Some(&booked.order) == call.order.as_ref())
}

/// A connection that was refused is proof that nothing was processed.
pub(super) fn opening(evidence: &Evidence) -> Check {
    let (requests, ended) = (requests(evidence, OPENING), ended(evidence, OPENING));
    let holds = evidence.retried_orders > 0 && requests.len() == 1 && ended == Some(&Ended::Answered);
    (format!("{OPENING}: there was no connection, it was tried again, and seen once"), holds)
}

/// 500 is no proof of anything.
pub(super) fn doubtful(evidence: &Evidence) -> Check {
    let (requests, ended) = (requests(evidence, DOUBTFUL), ended(evidence, DOUBTFUL));
    let asked = evidence.log.requests.iter().any(|request| request.asked == Asked::Booked);
    let sent = requests.len();
    let holds = sent == 1 && requests[0].verdict == Verdict::DoneAndFailed;
    let holds = holds && asked && ended == Some(&Ended::Found);
    (format!("{DOUBTFUL}: booked, then 500: requests for it: {sent}; asked for by its key, and found"), holds)
}

/// A session that is refused is proof, and the key stays the same.
pub(super) fn midnight(evidence: &Evidence) -> Check {
    let (requests, ended) = (requests(evidence, MIDNIGHT), ended(evidence, MIDNIGHT));
    let verdicts: Vec<_> = requests.iter().map(|request| request.verdict).collect();
    let one_key = requests.iter().all(|it| it.key.is_some() && it.key == requests[0].key);
    let holds = verdicts == [Verdict::Revoked, Verdict::Done] && one_key && ended == Some(&Ended::Answered);
    (format!("{MIDNIGHT}: its order was refused and sent again under the same key: {verdicts:?}"), holds)
}

fn requests<'e>(evidence: &'e Evidence, order: &str) -> Vec<&'e Request> {
    evidence.log.requests.iter().filter(|request| request.order.as_deref() == Some(order)).collect()
}

fn ended<'e>(evidence: &'e Evidence, order: &str) -> Option<&'e Ended> {
    evidence.calls.iter().find(|call| call.order.as_deref() == Some(order)).map(|call| &call.ended)
}
