//! The way in.

use std::sync::Once;

use super::record::Recording;
use super::{describe, refresh};

/// Records metrics from now on, for as long as the process lives. [The module](super) lists them.
///
/// Called again, it only describes them anew. That is for a program whose exporter comes later: what is recorded goes to
/// whatever recorder the process has by then, but a description is told only to the one that is there.
pub fn install() {
    static LISTENING: Once = Once::new();
    describe::all();
    LISTENING.call_once(|| crate::listen(Recording).forever());
    refresh();
}
