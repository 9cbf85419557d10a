//! Promises, looked at one by one.

use std::process::ExitCode;

use crate::style::Style;

/// Prints each promise with `ok` or `FAILED`, and remembers whether all held.
#[derive(Debug)]
pub struct Checks {
    style: Style,
    failed: Vec<String>,
}

impl Checks {
    /// None yet.
    pub fn new(style: Style) -> Self {
        Self { style, failed: Vec::new() }
    }

    /// One promise.
    pub fn check(&mut self, promise: &str, holds: bool) {
        let word = if holds { self.style.good("ok    ") } else { self.style.bad("FAILED") };
        println!("  {word}  {promise}");
        if !holds {
            self.failed.push(promise.to_owned());
        }
    }

    /// Those that did not hold.
    pub fn failed(&self) -> &[String] {
        &self.failed
    }

    /// Success only where every promise held.
    pub fn exit_code(&self) -> ExitCode {
        if self.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
