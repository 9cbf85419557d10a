//! Every form of function gets what a policy asks for: a loop, a limit; a blocking one has no use for a limit of each
//! attempt.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};

use resilin::resilient;

static RUNS: AtomicU32 = AtomicU32::new(0);

fn third_time() -> io::Result<u32> {
    let run = RUNS.fetch_add(1, Ordering::Relaxed) + 1;
    if run % 3 == 0 { Ok(run) } else { Err(io::ErrorKind::ConnectionReset.into()) }
}

#[resilient(policy = "reads")]
async fn plain() -> io::Result<u32> {
    third_time()
}

#[resilient(policy = "reads")]
fn blocking() -> io::Result<u32> {
    third_time()
}

#[resilient(policy = "reads")]
fn opaque() -> impl Future<Output = io::Result<u32>> + Send {
    async { third_time() }
}

#[resilient(policy = "reads")]
fn boxed() -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send>> {
    Box::pin(async { third_time() })
}

#[resilient(policy = "reads", attempts = 1)]
async fn hangs() -> io::Result<u32> {
    std::future::pending().await
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime.block_on(async {
        assert_eq!(plain().await.unwrap(), 3);
        assert_eq!(opaque().await.unwrap(), 6);
        assert_eq!(boxed().await.unwrap(), 9);
        assert_eq!(hangs().await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    });
    assert_eq!(blocking().unwrap(), 12);
    let blocking = resilin::sites().find(|site| site.name().ends_with("::blocking")).unwrap();
    assert_eq!(blocking.policy().to_string(), "backoff = fixed(0s), attempts = 3, deadline = 9s");
}
