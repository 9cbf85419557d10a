//! One call, and what is done to it.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::Form;
use super::client::{Asked, Client};
use super::evidence::Panics;
use super::panics;
use super::plan::{End, Intent};

/// Counts the panics that tasks ended by.
#[derive(Debug, Default)]
pub(super) struct Caught {
    planned: AtomicU64,
    others: AtomicU64,
}

impl Caught {
    pub(super) fn all(&self) -> Panics {
        let [planned, others] = [&self.planned, &self.others].map(|count| count.load(Ordering::Relaxed));
        Panics { planned, others }
    }

    /// A task is over, by itself, by a panic, or because it was aborted.
    pub(super) fn look_at(&self, ended: Result<(), tokio::task::JoinError>) {
        if let Some(payload) = ended.err().and_then(|error| error.try_into_panic().ok()) {
            let count = if panics::is_planned(&*payload) { &self.planned } else { &self.others };
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Makes the call, and does to it what the plan says.
pub(super) async fn make(client: &Arc<Client>, intent: Intent, caught: &Caught) {
    let asked = Asked::from(intent);
    let call = client.call(intent.form, &asked);
    match intent.end {
        End::Kept => call.await,
        End::DroppedAtPoll(polls) => polled(call, polls).await,
        End::DroppedAfter(time) => drop(timeout(time, call).await),
        End::AbortedAfter(time) => in_task(client, intent.form, asked, Some(time), caught).await,
        End::Panics(_) => in_task(client, intent.form, asked, None, caught).await,
    }
}

/// Polls it so often, and drops it then.
pub(super) async fn polled(call: impl Future<Output = ()>, polls: u32) {
    let mut call = pin!(call);
    let mut left = polls;
    poll_fn(|context| {
        left -= 1;
        if left == 0 { Poll::Ready(call.as_mut().poll(context)).map(drop) } else { call.as_mut().poll(context) }
    })
    .await;
}

async fn in_task(client: &Arc<Client>, form: Form, asked: Asked, abort: Option<Duration>, caught: &Caught) {
    let client = Arc::clone(client);
    let task = tokio::spawn(async move { client.call(form, &asked).await });
    if let Some(time) = abort {
        sleep(time).await;
        task.abort();
    }
    caught.look_at(task.await);
}
