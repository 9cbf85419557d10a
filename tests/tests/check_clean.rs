//! A binary in which everything is as it should be.
//!
//! Red when: `check` finds something in what two sites share, or answers `Ok` without looking: the last lines of the test
//! see it find something.

use std::io;

use resilin::{Breaker, Error, RetryBudget, resilient};

#[resilient(breaker("clean", failures = 3), retry_budget = clean, attempts = 3, timeout = 2s, deadline = 60s)]
async fn read() -> Result<(), Error<io::Error>> {
    Ok(())
}

#[resilient(breaker = "clean", table = "clean", attempts = 2)]
async fn write() -> Result<(), Error<io::Error>> {
    Ok(())
}

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    let _ = (read, write);
    RetryBudget::define("clean", "ratio = 10%").unwrap();
    resilin::define_table("clean", "client = fail").unwrap();
    assert_eq!(resilin::check(), Ok(()));
    Breaker::define("clean", "failures = 4").unwrap();
    assert_eq!(resilin::check().map_err(|findings| findings.len()), Err(1));
}
