//! The name of a breaker that stands in the file is filled from the arguments.

use std::io;

use resilin::{BreakerState, breaker, resilient};

type Answer = Result<u32, resilin::Error<io::Error>>;

fn refused() -> Answer {
    Err(resilin::Error::Failed(io::ErrorKind::ConnectionRefused.into()))
}

#[resilient(policy = "by-host")]
fn by_host(host: &str) -> Answer {
    refused()
}

// The one names its breaker by an argument, the other does not, and which it is the compiler knows.
#[resilient(policy = "by-host", attempts = 2, backoff = none)]
fn two_ways(host: &str) -> Answer {
    refused()
}

#[resilient(attempts = 2, backoff = none, on(unknown = retry))]
fn other_way(host: &str) -> Answer {
    refused()
}

mod elsewhere {
    use super::{Answer, refused};

    // The file means others of these names.
    #[resilin::resilient(policy = "by-host", attempts = 1)]
    pub(super) fn two_ways(host: &str) -> Answer {
        refused()
    }

    #[resilin::resilient(breaker = "eu", attempts = 1)]
    pub(super) fn other_way(_: &str) -> Answer {
        refused()
    }
}

fn main() {
    by_host("one").unwrap_err();
    assert_eq!(breaker("api/one").state(), BreakerState::Open);
    assert_eq!(breaker("api/two").state(), BreakerState::Closed);

    elsewhere::two_ways("two").unwrap_err();
    assert_eq!(breaker("api/two").state(), BreakerState::Open);

    // Its own attempts and its own policy's breaker: nearer than what the file says of the site is only the attribute.
    elsewhere::other_way("three").unwrap_err();
    assert_eq!((breaker("eu").snapshot().failures, breaker("api/three").state()), (1, BreakerState::Closed));
    two_ways("four").unwrap_err();
    assert_eq!((breaker("eu").state(), breaker("api/four").state()), (BreakerState::Open, BreakerState::Closed));
    other_way("five").unwrap_err();
    assert_eq!(breaker("api/five").state(), BreakerState::Open);
}
