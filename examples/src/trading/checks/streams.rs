//! Connections that are kept open.

use crate::trading::Evidence;
use crate::trading::exchange::{Cut, Stream};

use super::Check;

pub(super) fn one_for_each(evidence: &Evidence, account: &str) -> Check {
    let sessions: Vec<_> = evidence.log.sessions_of(account).map(|session| session.number).collect();
    let streams: Vec<_> = streams(evidence, account).iter().map(|stream| stream.session).collect();
    let count = streams.len();
    (format!("{account}: one stream for each session: {count}"), !sessions.is_empty() && sessions == streams)
}

/// What the exchange revokes, it cuts; everything else is replaced before it is left.
pub(super) fn make_before_break(evidence: &Evidence, account: &str) -> Check {
    let streams = streams(evidence, account);
    let holds = streams.len() > 1 && streams.windows(2).all(|pair| is_replaced(pair[0], pair[1]));
    (format!("{account}: the next stream was there before one was left"), holds)
}

fn is_replaced(stream: &Stream, next: &Stream) -> bool {
    match stream.closed {
        Some((_, Cut::Revoked)) | None => true,
        Some((_, Cut::Expired)) => false,
        Some((at, Cut::ByClient)) => next.opened <= at,
    }
}

fn streams<'e>(evidence: &'e Evidence, account: &str) -> Vec<&'e Stream> {
    evidence.log.streams.iter().filter(|stream| stream.account == account).collect()
}
