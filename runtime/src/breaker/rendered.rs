//! Keys as text, without an allocation for each.

use std::cell::Cell;
use std::fmt::{Arguments, Write as _};

thread_local! {
    /// The thread's buffer; taken out while it is in use, so that a `Display` that makes a resilient call finds another.
    static BUFFER: Cell<String> = const { Cell::new(String::new()) };
}

/// A longer buffer is not kept: one long key is not to cost every thread its length for good.
const KEPT: usize = 1024;

/// Calls `then` with what `key` prints. Where a `Display` gives up half-way, with what it has printed.
pub(crate) fn rendered<R>(key: Arguments<'_>, then: impl FnOnce(&str) -> R) -> R {
    // A thread that is ending has no buffer any more.
    let mut buffer = BUFFER.try_with(Cell::take).unwrap_or_default();
    buffer.clear();
    let _ = buffer.write_fmt(key);
    let result = then(&buffer);
    if buffer.capacity() <= KEPT {
        let _ = BUFFER.try_with(|kept| kept.set(buffer));
    }
    result
}
