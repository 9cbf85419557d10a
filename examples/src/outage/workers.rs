//! Who calls: tasks that go on calling, whatever comes of it.

use std::time::{Duration, Instant};

use resilin::Rejected;
use tokio::task::JoinSet;

use super::WORKERS;
use crate::shop::{Shop, ShopError, Stock};

/// One call.
#[derive(Clone, Debug)]
pub struct Call {
    /// The id that it carries to the server.
    pub id: String,
    /// Whose call it is.
    pub worker: usize,
    /// When it began.
    pub begun: Instant,
    /// How long it took.
    pub took: Duration,
    /// How it ended.
    pub ended: Ended,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With an answer.
    Answered,
    /// With an error of the shop's.
    Failed,
    /// By the breaker, before anything was sent.
    Rejected,
}

/// So many answers in a row, and a worker is content.
const CONTENT: usize = 8;

/// A worker that is not content by then gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The calls of all workers, one worker's after the other's.
pub(super) async fn call_throughout(shop: impl Shop + Clone + Send + Sync + 'static, begun: Instant) -> Vec<Call> {
    let mut workers = JoinSet::new();
    for worker in 0..WORKERS {
        workers.spawn(work(shop.clone(), worker, begun));
    }
    let mut calls = workers.join_all().await.concat();
    calls.sort_by_key(|call| (call.worker, call.begun));
    calls
}

async fn work(shop: impl Shop, worker: usize, begun: Instant) -> Vec<Call> {
    let (mut calls, mut answers) = (Vec::new(), 0);
    while answers < CONTENT && begun.elapsed() < PATIENCE {
        let call = call(&shop, worker, calls.len()).await;
        answers = if call.ended == Ended::Answered { answers + 1 } else { 0 };
        calls.push(call);
        tokio::time::sleep(pause(worker)).await;
    }
    calls
}

/// From 50 to 95 ms, so that the workers do not march in step.
fn pause(worker: usize) -> Duration {
    Duration::from_millis(50) + Duration::from_millis(15) * u32::try_from(worker).unwrap_or(0)
}

async fn call(shop: &impl Shop, worker: usize, number: usize) -> Call {
    let id = format!("{worker}-{number}");
    let begun = Instant::now();
    let outcome = shop.stock(&id).await;
    Call { id, worker, begun, took: begun.elapsed(), ended: ended(&outcome) }
}

fn ended(outcome: &Result<Stock, ShopError>) -> Ended {
    match outcome {
        Ok(_) => Ended::Answered,
        Err(ShopError::Rejected(Rejected::CircuitOpen { .. })) => Ended::Rejected,
        Err(_) => Ended::Failed,
    }
}
