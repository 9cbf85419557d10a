//! What there is when nobody calls.

use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::time::sleep;

use super::system;

/// What there is when nobody calls. `None` is what nobody knows here.
#[derive(Clone, Copy, Debug)]
pub struct AtRest {
    /// Tasks of the runtime that are not over.
    pub tasks: usize,
    /// Files and sockets that are open.
    pub files: Option<usize>,
    /// The memory of the process, in bytes, with what its allocator keeps for later.
    pub resident: Option<u64>,
    /// What is allocated.
    pub live: Option<Live>,
}

/// What a program has allocated and not given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Live {
    /// How many allocations.
    pub count: usize,
    /// How many bytes.
    pub bytes: usize,
}

/// Who knows what is allocated.
pub(super) type LiveNow = Option<fn() -> Live>;

/// What has not gone by then does not go: the checks will tell.
const PATIENCE: Duration = Duration::from_secs(30);

impl AtRest {
    /// What there is now.
    pub(super) fn now(live: LiveNow) -> Self {
        Self {
            tasks: Handle::current().metrics().num_alive_tasks(),
            files: system::open_files(),
            resident: system::resident(),
            live: live.map(|live| live()),
        }
    }

    /// What there is as soon as no more of it is there than before, or for as long as is reasonable: a connection and its
    /// task take a moment to see that nobody needs them.
    pub(super) async fn like(before: Self, live: LiveNow) -> Self {
        let begun = Instant::now();
        loop {
            let now = Self::now(live);
            let is_rest = now.tasks <= before.tasks && now.files <= before.files;
            if is_rest || begun.elapsed() > PATIENCE {
                return now;
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
}
