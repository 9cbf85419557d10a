//! How long processors were busy for the processes that this one started.

use std::{fs, io};

/// The unit of the kernel's figures: what Linux tells programs is in hundredths of a second on every machine.
const TICKS_PER_SECOND: u32 = 100;

/// Seconds in user code and in the kernel for all children that have ended, and for theirs.
pub(super) fn seconds_of_children() -> io::Result<f64> {
    let status = fs::read_to_string("/proc/self/stat")?;
    let ticks =
        ticks_of_children(&status).ok_or_else(|| io::Error::other("/proc/self/stat is not as Linux has it"))?;
    Ok(f64::from(ticks) / f64::from(TICKS_PER_SECOND))
}

/// The name of the program is in parentheses and may have anything in it: fields are counted from behind it. The first
/// there is the third of all; `cutime` and `cstime` are the sixteenth and the seventeenth.
fn ticks_of_children(status: &str) -> Option<u32> {
    let (_, fields) = status.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(13);
    let user: u32 = fields.next()?.parse().ok()?;
    let kernel: u32 = fields.next()?.parse().ok()?;
    user.checked_add(kernel)
}

#[cfg(test)]
mod tests {
    use super::ticks_of_children;

    #[test]
    fn a_name_with_parentheses_and_blanks_shifts_nothing() {
        let status = "7 (a) b (c) R 1 7 7 0 -1 4194304 95 0 0 0 1 2 300 45 20 0 1 0 100 0 0";
        assert_eq!(ticks_of_children(status), Some(345));
    }

    #[test]
    fn what_is_no_status_gives_nothing() {
        assert_eq!(ticks_of_children("7 cargo R 1"), None);
        assert_eq!(ticks_of_children("7 (cargo) R 1"), None);
    }
}
