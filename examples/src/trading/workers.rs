//! Those who trade all the time, and those who listen.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;

use super::{Call, Desk, WORKERS};

/// Workers who call until they are told to stop.
pub(super) struct Workers {
    calls: JoinSet<Vec<Call>>,
    listening: JoinSet<()>,
    stop: Arc<AtomicBool>,
}

impl Workers {
    pub(super) fn start<D: Desk>(desks: &[(&'static str, Arc<D>)]) -> Self {
        let (mut calls, mut listening, stop) = (JoinSet::new(), JoinSet::new(), Arc::default());
        for (account, desk) in desks {
            for worker in 0..WORKERS {
                calls.spawn(trade(Arc::clone(desk), account, worker, Arc::clone(&stop)));
            }
            let desk = Arc::clone(desk);
            // What comes of it is for the exchange to tell.
            listening.spawn(async move { _ = desk.watch().await });
        }
        Self { calls, listening, stop }
    }

    pub(super) async fn stop(mut self) -> Vec<Call> {
        self.stop.store(true, Ordering::Relaxed);
        let calls = self.calls.join_all().await.concat();
        self.listening.shutdown().await;
        calls
    }
}

async fn trade(desk: Arc<impl Desk>, account: &'static str, worker: usize, stop: Arc<AtomicBool>) -> Vec<Call> {
    let mut calls = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let number = calls.len();
        let call = if number % 4 == 3 {
            place(&*desk, account, format!("{account}-{worker}-{number}")).await
        } else {
            Call { account, order: None, ended: desk.balance().await.into() }
        };
        calls.push(call);
        tokio::time::sleep(pause(worker)).await;
    }
    calls
}

pub(super) async fn place(desk: &impl Desk, account: &'static str, order: String) -> Call {
    let ended = desk.place(&order).await.into();
    Call { account, order: Some(order), ended }
}

/// From 40 to 70 ms, so that the workers do not march in step.
fn pause(worker: usize) -> Duration {
    Duration::from_millis(40) + Duration::from_millis(15) * u32::try_from(worker).unwrap_or(0)
}
