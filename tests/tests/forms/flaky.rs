//! A thing that fails a number of times, and the two ways to call a form with it.

use std::fmt::Debug;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// How a call that ends with [`Flaky`]'s error is seen by [`spawned`] and [`blocked`].
pub(crate) const RESET: &str = "Kind(ConnectionReset)";

/// Fails a number of times with an error that is retried, then answers with the number of the run.
#[derive(Debug)]
pub(crate) struct Flaky {
    fails: u32,
    runs: AtomicU32,
}

impl Flaky {
    pub(crate) const fn new(fails: u32) -> Self {
        Self { fails, runs: AtomicU32::new(0) }
    }

    pub(crate) fn run(&self) -> io::Result<u32> {
        let run = self.runs.fetch_add(1, Ordering::Relaxed) + 1;
        if run > self.fails { Ok(run) } else { Err(io::ErrorKind::ConnectionReset.into()) }
    }

    /// A run that suspends its task once.
    pub(crate) async fn answer(&self) -> io::Result<u32> {
        tokio::task::yield_now().await;
        self.run()
    }

    pub(crate) fn runs(&self) -> u32 {
        self.runs.load(Ordering::Relaxed)
    }
}

/// What the form returned, and how often its body ran: in a task of its own, so the form's future must be `Send`.
pub(crate) async fn spawned<T, E, F>(fails: u32, form: impl FnOnce(Arc<Flaky>) -> F) -> (Result<T, String>, u32)
where
    T: Send + 'static,
    E: Debug + Send + 'static,
    F: Future<Output = Result<T, E>> + Send + 'static,
{
    let flaky = Arc::new(Flaky::new(fails));
    let result = tokio::spawn(form(Arc::clone(&flaky))).await.expect("the form does not panic");
    (result.map_err(|error| format!("{error:?}")), flaky.runs())
}

/// The same of a form that blocks its thread.
pub(crate) fn blocked<T, E: Debug>(
    fails: u32,
    form: impl FnOnce(Arc<Flaky>) -> Result<T, E>,
) -> (Result<T, String>, u32) {
    let flaky = Arc::new(Flaky::new(fails));
    let result = form(Arc::clone(&flaky));
    (result.map_err(|error| format!("{error:?}")), flaky.runs())
}
