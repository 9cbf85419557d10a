//! Text for people: durations, and columns.

use std::time::Duration;

use resilin_policy::{Backoff, BreakerSettings};

/// A duration as the policy language writes it.
pub(crate) fn time(time: Duration) -> String {
    let settings = BreakerSettings { open: Some(Backoff::Fixed(time)), ..BreakerSettings::NONE };
    settings.to_string().split_off("open = ".len())
}

/// The same, without digits that nobody wants to read.
pub(crate) fn about(duration: Duration) -> String {
    /// From here on whole seconds will do.
    const MINUTES: Duration = Duration::from_secs(120);
    if duration >= MINUTES {
        return time(Duration::from_secs(duration.as_secs()));
    }
    let nanos = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
    // Four digits.
    let unit = 10_u64.pow(nanos.checked_ilog10().unwrap_or(0).saturating_sub(3));
    time(Duration::from_nanos((nanos + unit / 2) / unit * unit))
}

/// Rows of cells, each column as wide as its widest cell that another follows; every line ends with a line feed.
pub(crate) fn columns(indent: usize, rows: &[Vec<String>]) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(|column| width(rows, column)).collect();
    rows.iter().map(|row| line(indent, row, &widths)).collect()
}

fn width(rows: &[Vec<String>], column: usize) -> usize {
    let cells = rows.iter().filter(|row| row.len() > column + 1).map(|row| &row[column]);
    cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
}

fn line(indent: usize, row: &[String], widths: &[usize]) -> String {
    let cells: Vec<String> = row.iter().zip(widths).map(|(cell, &width)| format!("{cell:width$}  ")).collect();
    format!("{:indent$}{}\n", "", cells.concat().trim_end())
}

/// Words joined by commas, in lines of about this width at most.
pub(crate) fn listed<'w>(words: impl IntoIterator<Item = &'w str>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() + 2 <= width => {
                line.push_str(", ");
                line.push_str(word);
            }
            Some(line) => {
                line.push(',');
                lines.push(word.to_owned());
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
