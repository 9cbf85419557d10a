//! Weeks in the life of a quota.

use std::time::Duration;

use resilin::kernel::QuotaReset;
use resilin::quota::QuotaState;

use super::common::{HOUR, SECOND, Timed, named, seconds};

/// A server that gives so much a day, and names its reset or not.
struct Server {
    daily: u32,
    left: u32,
    names_reset: bool,
    asked_in_vain: u32,
}

const DAY: Duration = seconds(24 * 3600);
const MINUTE: Duration = seconds(60);
/// As `cooldown(15m, max = 6h)`.
const UNNAMED: QuotaReset = QuotaReset::Unknown { first: seconds(15 * 60), max: seconds(6 * 3600) };

impl Server {
    fn new(daily: u32, names_reset: bool) -> Self {
        Self { daily, left: daily, names_reset, asked_in_vain: 0 }
    }

    fn serve(&mut self, elapsed: Duration) -> Result<(), QuotaReset> {
        if self.left > 0 {
            self.left -= 1;
            return Ok(());
        }
        self.asked_in_vain += 1;
        let left = seconds(DAY.as_secs() - elapsed.as_secs() % DAY.as_secs());
        Err(if self.names_reset { named(left) } else { UNNAMED })
    }
}

/// One call a minute for four weeks, each answered at once; how many were served.
fn four_weeks(timed: &mut Timed, server: &mut Server) -> u32 {
    let (mut good, mut elapsed) = (0, Duration::ZERO);
    while elapsed < 28 * DAY {
        if elapsed.as_secs() % DAY.as_secs() == 0 {
            server.left = server.daily;
        }
        good += u32::from(call(timed, server, elapsed));
        timed.pass(MINUTE);
        elapsed += MINUTE;
    }
    good
}

fn call(timed: &Timed, server: &mut Server, elapsed: Duration) -> bool {
    let Ok(probe) = timed.ask() else { return false };
    match (server.serve(elapsed), probe) {
        (Ok(()), Some(probe)) => _ = timed.quota.succeeded(probe, timed.now),
        (Ok(()), None) => {}
        (Err(reset), probe) => {
            timed.used_up(probe, reset);
            return false;
        }
    }
    true
}

/// Used up at half past one each night: one call in vain a day, and not one that the server would have served is
/// refused.
#[test]
fn a_server_that_names_its_reset_is_asked_in_vain_once_a_day() {
    let (mut timed, mut server) = (Timed::open(), Server::new(90, true));
    assert_eq!(four_weeks(&mut timed, &mut server), 28 * 90);
    assert_eq!((server.asked_in_vain, timed.closings()), (28, 28));
    assert_eq!(timed.quota.snapshot(timed.now).refused, 28 * (24 * 60 - 91));
}

/// After 15 min, 30 min, 1, 2, 4, 6 and 6 h: eight times a day at most.
// Red when: `assume` of machine.rs forgets the longest time.
#[test]
fn a_server_that_does_not_is_asked_in_vain_a_few_times_a_day() {
    let (mut timed, mut server) = (Timed::open(), Server::new(90, false));
    let good = four_weeks(&mut timed, &mut server);
    assert_eq!(good, 28 * 90, "the last guess of a day ends in the next one's morning");
    assert!((28 * 7..=28 * 8).contains(&server.asked_in_vain), "{}", server.asked_in_vain);
    assert_eq!(u64::from(server.asked_in_vain), timed.closings());
}

/// Nobody asks for a week: nothing has moved meanwhile, and the first one probes.
#[test]
fn idle_weeks_change_nothing() {
    let mut timed = Timed::closed_for(SECOND);
    timed.pass(7 * DAY);
    let snapshot = timed.quota.snapshot(timed.now);
    assert_eq!((snapshot.state, snapshot.since), (QuotaState::Closed, 7 * DAY));
    assert_eq!(snapshot.resets_in, Some(Duration::ZERO));
    let probe = timed.probe();
    timed.pass(7 * DAY);
    assert_eq!(timed.state(), QuotaState::Probing);
    timed.quota.succeeded(probe, timed.now).expect("late, but nobody else has probed");
    timed.pass(7 * DAY);
    assert_eq!(
        (timed.state(), timed.quota.snapshot(timed.now).since),
        (QuotaState::Open, seconds(7 * 24 * 3_600 - 10))
    );
    assert!(timed.passes());
    timed.used_up(None, named(HOUR)).expect("it closes");
}
