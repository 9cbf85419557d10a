//! Holds what the accounts say against what the exchange saw, and both against what was promised.

mod calls;
mod orders;
mod sessions;
mod streams;

use super::{Evidence, NORTH, SOUTH};
use crate::checks::Checks;

/// A promise in words, and whether it holds.
type Check = (String, bool);

/// Every promise of the day. None of them depends on how fast the machine is, unless it is slower by seconds than what
/// a session leaves.
pub fn check_all(evidence: &Evidence, checks: &mut Checks) {
    let of_accounts = [NORTH, SOUTH].into_iter().flat_map(|account| {
        [
            sessions::one_login_at_a_time(evidence, account),
            sessions::one_login_for_each(evidence, account),
            sessions::served_meanwhile(evidence, account),
            sessions::none_expired(evidence, account),
            streams::one_for_each(evidence, account),
            streams::make_before_break(evidence, account),
            calls::none_lost(evidence, account),
        ]
    });
    let of_scenes = [
        sessions::revoked_under_calls(evidence),
        sessions::failing_logins(evidence),
        calls::left_alone(evidence),
        calls::came_back(evidence),
        calls::other_account_untouched(evidence),
        orders::at_most_once(evidence),
        orders::as_reported(evidence),
        orders::opening(evidence),
        orders::doubtful(evidence),
        orders::midnight(evidence),
    ];
    for (promise, holds) in of_accounts.chain(of_scenes) {
        checks.check(&promise, holds);
    }
}
