//! Promises, looked at one by one.

use std::process::ExitCode;

use crate::style::Style;

/// Prints each promise with `ok` or `FAILED`, and remembers whether all held.
#[derive(Debug)]
pub struct Checks {
    style: Style,
    failed: u32,
}

impl Checks {
    /// None yet.
    pub fn new(style: Style) -> Self {
        Self { style, failed: 0 }
    }

    /// One promise.
    pub fn check(&mut self, promise: &str, holds: bool) {
        let word = if holds { self.style.good("ok    ") } else { self.style.bad("FAILED") };
        println!("  {word}  {promise}");
        self.failed += u32::from(!holds);
    }

    /// How many did not hold.
    pub const fn failed(&self) -> u32 {
        self.failed
    }

    /// Success only where every promise held.
    pub fn exit_code(&self) -> ExitCode {
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
