//! Where futures run: tokio's, on the thread that asks.

use std::future::Future;

use tokio::runtime::{Builder, Runtime};

thread_local! {
    static RUNTIME: Runtime = Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without I/O needs nothing from the system that could be refused");
}

/// Runs a future to its end. A batch of calls is one future, so that this costs nothing a call.
pub(crate) fn finish<F: Future>(future: F) -> F::Output {
    RUNTIME.with(|runtime| runtime.block_on(future))
}
