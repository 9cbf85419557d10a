//! The day in figures.

use super::exchange::Asked;
use super::{Ended, Evidence, NORTH, SOUTH};
use crate::style::Style;

/// Prints what each account asked and got.
pub fn print_summary(evidence: &Evidence, style: Style) {
    println!(
        "\n{}",
        style.strong("account   sessions  logins  streams  requests  orders  calls  answered  refused")
    );
    for account in [NORTH, SOUTH] {
        let log = &evidence.log;
        let calls: Vec<_> = evidence.calls.iter().filter(|call| call.account == account).collect();
        let ended = |wanted: &Ended| calls.iter().filter(|call| call.ended == *wanted).count();
        println!(
            "{account:<8}  {:>8}  {:>6}  {:>7}  {:>8}  {:>6}  {:>5}  {:>8}  {:>7}",
            log.sessions_of(account).count(),
            log.logins.iter().filter(|login| login.account == account).count(),
            log.streams.iter().filter(|stream| stream.account == account).count(),
            log.requests.iter().filter(|request| request.account == account).count(),
            log.requests.iter().filter(|it| it.account == account && it.asked == Asked::Order).count(),
            calls.len(),
            ended(&Ended::Answered) + ended(&Ended::Found),
            ended(&Ended::Refused),
        );
    }
}
