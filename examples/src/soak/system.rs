//! What the system knows of this process. Only Linux is asked; elsewhere nothing is known.

use std::fs;

/// The memory that the process has, in bytes.
pub(super) fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(number(kilobytes)? * 1024)
}

/// How many files it has open, sockets among them.
pub(super) fn open_files() -> Option<usize> {
    // The folder that is read is one of them.
    Some(fs::read_dir("/proc/self/fd").ok()?.count() - 1)
}

/// How many it may have.
pub(super) fn most_open_files() -> Option<u64> {
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    number(limits.lines().find_map(|line| line.strip_prefix("Max open files"))?)
}

/// The first word, read.
fn number(text: &str) -> Option<u64> {
    text.split_whitespace().next()?.parse().ok()
}
