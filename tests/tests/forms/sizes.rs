//! How much larger a resilient function's future is than the plain one's.
//!
//! Besides the call's state it holds references to the arguments, because the body borrows them for each attempt.

#![cfg(target_pointer_width = "64")]

use std::fmt::{self, Display};
use std::io;

use resilin::resilient;

use crate::flaky::Flaky;

async fn plain(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await?;
    Ok(flaky.runs())
}

async fn plain_of_two(flaky: &Flaky, text: &str) -> io::Result<bool> {
    flaky.answer().await?;
    Ok(flaky.runs() == 1 && text.is_empty())
}

macro_rules! with_policies {
    ($($name:ident, $of_two:ident: $($key:ident = $value:expr),*;)*) => {$(
        #[resilient($($key = $value),*)]
        async fn $name(flaky: &Flaky) -> io::Result<u32> {
            flaky.answer().await?;
            Ok(flaky.runs())
        }

        #[resilient($($key = $value),*)]
        async fn $of_two(flaky: &Flaky, text: &str) -> io::Result<bool> {
            flaky.answer().await?;
            Ok(flaky.runs() == 1 && text.is_empty())
        }
    )*};
}

with_policies! {
    retried, retried_of_two: attempts = 5;
    timed, timed_of_two: timeout = "1s";
    once, once_of_two: attempts = 1;
    guarded, guarded_of_two: breaker = "sizes";
    guarded_and_timed, guarded_and_timed_of_two: breaker = "sizes", timeout = "1s";
    guarded_once, guarded_once_of_two: breaker = "sizes", attempts = 1;
    keyed, keyed_of_two: breaker = "sizes/{flaky}";
    keyed_once, keyed_once_of_two: breaker = "sizes/{flaky}", attempts = 1;
}

impl Display for Flaky {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.runs())
    }
}

fn over_plain(future: &impl Future) -> usize {
    size_of_val(future) - size_of_val(&plain(&Flaky::new(0)))
}

fn over_plain_of_two(future: &impl Future) -> usize {
    size_of_val(future) - size_of_val(&plain_of_two(&Flaky::new(0), ""))
}

#[test]
fn one_argument_costs_no_more_than_64_bytes() {
    let flaky = &Flaky::new(0);
    let sizes = [over_plain(&retried(flaky)), over_plain(&timed(flaky)), over_plain(&once(flaky))];
    assert!(sizes.iter().all(|&size| size <= 64), "{sizes:?}");
}

#[test]
fn another_argument_costs_a_reference_to_it() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain_of_two(&retried_of_two(flaky, "")),
        over_plain_of_two(&timed_of_two(flaky, "")),
        over_plain_of_two(&once_of_two(flaky, "")),
    ];
    assert!(sizes.iter().all(|&size| size <= 64 + size_of::<&str>()), "{sizes:?}");
}

/// Its permit, and the error that is kept in case it refuses the next attempt.
const BREAKER: usize = 32 + size_of::<io::Error>() * 2;

// Red when: the scope around `__resilient_ready` in `Plan::ready` is left out.
#[test]
fn a_breaker_costs_no_more_than_its_permit_and_the_last_error() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain(&guarded(flaky)),
        over_plain(&guarded_and_timed(flaky)),
        over_plain(&guarded_once(flaky)),
        over_plain(&keyed(flaky)),
        over_plain(&keyed_once(flaky)),
    ];
    assert!(sizes.iter().all(|&size| size <= 64 + BREAKER), "{sizes:?}");
}

#[test]
fn another_argument_beside_a_breaker_costs_a_reference_to_it() {
    let flaky = &Flaky::new(0);
    let sizes = [
        over_plain_of_two(&guarded_of_two(flaky, "")),
        over_plain_of_two(&guarded_and_timed_of_two(flaky, "")),
        over_plain_of_two(&guarded_once_of_two(flaky, "")),
        over_plain_of_two(&keyed_of_two(flaky, "")),
        over_plain_of_two(&keyed_once_of_two(flaky, "")),
    ];
    assert!(sizes.iter().all(|&size| size <= 64 + BREAKER + size_of::<&str>()), "{sizes:?}");
}
