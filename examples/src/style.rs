//! Colours for a terminal that has them.

use std::fmt::Display;
use std::io::IsTerminal as _;
use std::time::Instant;

/// Paints text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    coloured: bool,
}

impl Style {
    /// Colours if standard output is a terminal and `NO_COLOR` (<https://no-color.org>) is not set.
    pub fn of_stdout() -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { coloured: !unwanted && std::io::stdout().is_terminal() }
    }

    /// What went well.
    pub fn good(self, text: impl Display) -> String {
        self.paint("32", text)
    }

    /// What went wrong.
    pub fn bad(self, text: impl Display) -> String {
        self.paint("31", text)
    }

    /// What went wrong and is tried again.
    pub fn again(self, text: impl Display) -> String {
        self.paint("33", text)
    }

    /// A heading.
    pub fn strong(self, text: impl Display) -> String {
        self.paint("1", text)
    }

    /// What is said aside.
    pub fn faint(self, text: impl Display) -> String {
        self.paint("2", text)
    }

    /// A line of what happens as it happens, with the time since `started`.
    pub fn line(self, started: Instant, name: &str, text: &str) -> String {
        let time = self.faint(format_args!("{:>7.3}", started.elapsed().as_secs_f64()));
        format!("{time}  {name}  {text}")
    }

    fn paint(self, code: &str, text: impl Display) -> String {
        if self.coloured { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }
}
