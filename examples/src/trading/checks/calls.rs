//! Calls, and the quota that one account closes.

use crate::trading::exchange::{Request, Verdict};
use crate::trading::{Ended, Evidence, NORTH, SOUTH, WORKERS};

use super::Check;

/// Only the account that was told to keep quiet is refused anything.
pub(super) fn none_lost(evidence: &Evidence, account: &str) -> Check {
    let calls: Vec<_> = evidence.calls.iter().filter(|call| call.account == account).collect();
    let is_lost = |ended: &Ended| match ended {
        Ended::Answered | Ended::Found => false,
        Ended::Refused => account != SOUTH,
        Ended::Failed(_) | Ended::InDoubt(_) => true,
    };
    let lost = calls.iter().filter(|call| is_lost(&call.ended)).count();
    (format!("{account}: {lost} of {} calls were lost", calls.len()), lost == 0 && !calls.is_empty())
}

/// But for one call of each worker, which may have been under way when the first of them was told.
pub(super) fn left_alone(evidence: &Evidence) -> Check {
    let told = evidence.log.requests.iter().filter(|request| request.verdict == Verdict::UsedUp).count();
    let refused = evidence.calls.iter().filter(|it| it.account == SOUTH && it.ended == Ended::Refused).count();
    let holds = (1..=WORKERS).contains(&told) && refused > WORKERS;
    (format!("limit: {SOUTH} was told {told} times, and did not ask again: {refused} calls were refused"), holds)
}

pub(super) fn came_back(evidence: &Evidence) -> Check {
    let is_it =
        |it: &&Request| it.account == SOUTH && it.verdict == Verdict::Done && it.at >= evidence.limited.until;
    let served = evidence.log.requests.iter().filter(is_it).count();
    (format!("limit: {SOUTH} came back: {served} requests"), served > 0)
}

/// What one account has used up is nothing to the other.
pub(super) fn other_account_untouched(evidence: &Evidence) -> Check {
    let limited = evidence.limited.from..evidence.limited.until;
    let is_it = |it: &&Request| it.account == NORTH && it.verdict == Verdict::Done && limited.contains(&it.at);
    let served = evidence.log.requests.iter().filter(is_it).count();
    (format!("limit: {NORTH} was served {served} times meanwhile"), served > 0)
}
