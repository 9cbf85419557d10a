//! One line of the terminal that says how far a run has come.

use std::io::{IsTerminal as _, Write as _, stderr};

/// Says what is being measured now.
pub(crate) fn show(part: &str, what: &str) {
    if stderr().is_terminal() {
        eprint!("\r\x1b[2K{part}: {what}");
        // A line that did not come out is no reason to end a run.
        let _ = stderr().flush();
    } else {
        eprintln!("{part}: {what}");
    }
}

/// Ends a part's line.
pub(crate) fn end() {
    if stderr().is_terminal() {
        eprint!("\r\x1b[2K");
    }
}
