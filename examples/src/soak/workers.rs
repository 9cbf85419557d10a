//! The tasks: each calls, and calls again, whatever comes of it.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::call::{self, Caught};
use super::client::Client;
use super::plan::Plan;

/// The tasks of one phase.
#[derive(Debug)]
pub(super) struct Workers(JoinSet<()>);

/// What one task needs.
#[derive(Clone, Debug)]
pub(super) struct Worker {
    pub(super) plan: Plan,
    pub(super) client: Arc<Client>,
    pub(super) caught: Arc<Caught>,
    /// The number of a task's first call.
    pub(super) first: u32,
    pub(super) stop: watch::Receiver<bool>,
}

impl Workers {
    pub(super) fn start(tasks: u32, worker: &Worker) -> Self {
        let mut running = JoinSet::new();
        for task in 0..tasks {
            running.spawn(worker.clone().work(task));
        }
        Self(running)
    }

    /// Waits for the calls under way.
    pub(super) async fn ended(mut self, caught: &Caught) {
        while let Some(ended) = self.0.join_next().await {
            caught.look_at(ended);
        }
    }
}

impl Worker {
    async fn work(mut self, task: u32) {
        for number in self.first.. {
            let intent = self.plan.intent(task, number);
            let is_over = timeout(intent.pause, self.stop.wait_for(|stop| *stop)).await.is_ok();
            // Every task makes one call, however short the time is.
            if is_over && number > self.first {
                return;
            }
            call::make(&self.client, intent, &self.caught).await;
        }
    }
}
