//! All keys at once, in each of the async forms.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::{Class, Classify as _, Fault, Rejected, resilient};

use crate::flaky::{Flaky, spawned};

/// The first good answer comes with the third run; it is not good enough.
const fn fourth(run: &u32) -> Result<(), &'static str> {
    if *run < 4 { Err("too early") } else { Ok(()) }
}

fn by_kind(error: &io::Error) -> Fault {
    if error.kind() == io::ErrorKind::NotFound { Fault::new(Class::SERVER) } else { error.classify() }
}

struct Service {
    flaky: Arc<Flaky>,
    first: u32,
}

impl Service {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, first: 1 }
    }

    /// Fails with what only `by_kind` retries; a good answer is the attempt's number.
    async fn ask(&self, attempt: u32) -> io::Result<u32> {
        self.flaky.answer().await.map_err(|_| io::Error::from(io::ErrorKind::NotFound))?;
        Ok(attempt + self.first - 1)
    }

    #[resilient(
        backoff = none,
        attempts = 5,
        timeout = 10s,
        deadline = 60s,
        validate = fourth,
        classify = by_kind,
        attempt = attempt,
        clone(text),
        name = "combined"
    )]
    async fn plain(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.ask(attempt.number()).await
    }

    #[resilient(backoff = none, attempts = 5, timeout = 10s, deadline = 60s, validate = fourth, classify = by_kind, attempt = attempt, clone(text))]
    async fn mutable(&mut self, text: String) -> io::Result<u32> {
        drop(text);
        self.first += 1;
        self.first -= 1;
        self.ask(attempt.number()).await
    }

    #[resilient(backoff = none, attempts = 5, timeout = 10s, deadline = 60s, validate = fourth, classify = by_kind, attempt = attempt, clone(text))]
    fn future(&self, text: String) -> impl Future<Output = io::Result<u32>> + Send {
        async move {
            drop(text);
            self.ask(attempt.number()).await
        }
    }

    #[resilient(backoff = none, attempts = 5, timeout = 10s, deadline = 60s, validate = fourth, classify = by_kind, attempt = attempt, clone(text))]
    fn boxed(&self, text: String) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(async move {
            drop(text);
            self.ask(attempt.number()).await
        })
    }
}

trait Native {
    fn native(&self, text: String) -> impl Future<Output = io::Result<u32>> + Send;
}

impl Native for Service {
    #[resilient(backoff = none, attempts = 5, timeout = 10s, deadline = 60s, validate = fourth, classify = by_kind, attempt = attempt, clone(text))]
    async fn native(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.ask(attempt.number()).await
    }
}

#[async_trait]
trait Dynamic {
    async fn dynamic(&self, text: String) -> io::Result<u32>;
}

#[async_trait]
impl Dynamic for Service {
    #[resilient(backoff = none, attempts = 5, timeout = 10s, deadline = 60s, validate = fourth, classify = by_kind, attempt = attempt, clone(text))]
    async fn dynamic(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.ask(attempt.number()).await
    }
}

macro_rules! fourth_run {
    ($($name:ident: $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            assert_eq!(spawned(2, $form).await, (Ok(4), 4));
        }
    )*};
}

fourth_run! {
    async_fn: |flaky| async move { Service::new(flaky).plain(String::new()).await };
    async_fn_by_mutable_reference: |flaky| async move { Service::new(flaky).mutable(String::new()).await };
    impl_future: |flaky| async move { Service::new(flaky).future(String::new()).await };
    boxed_future: |flaky| async move { Service::new(flaky).boxed(String::new()).await };
    native_trait: |flaky| async move { Service::new(flaky).native(String::new()).await };
    async_trait_block: |flaky| async move { Service::new(flaky).dynamic(String::new()).await };
}

/// Each key alone, and in pairs: every branch of the expansion.
macro_rules! keys {
    ($flaky:ident; $($name:ident: $($key:ident = $value:expr),* => $body:expr;)*) => {$(
        mod $name {
            use super::*;

            #[resilient(backoff = none, $($key = $value),*)]
            async fn form($flaky: &Flaky) -> io::Result<u32> {
                $body
            }

            third_run! {
                by_third_run: |it| async move { form(&it).await };
            }
        }
    )*};
}

const fn third(run: &u32) -> Result<(), &'static str> {
    if *run < 3 { Err("too early") } else { Ok(()) }
}

keys! {
    flaky;
    no_key: => flaky.answer().await;
    timeout: timeout = "10s" => flaky.answer().await;
    deadline: deadline = "60s" => flaky.answer().await;
    validate: validate = third => Ok(flaky.answer().await.unwrap_or(0));
    classify: classify = by_kind => flaky.answer().await.map_err(|_| io::ErrorKind::NotFound.into());
    attempt: attempt = this => flaky.answer().await.map(|_| this.number());
    timeout_and_deadline: timeout = "10s", deadline = "60s" => flaky.answer().await;
    timeout_and_validate: timeout = "10s", validate = third => Ok(flaky.answer().await.unwrap_or(0));
    timeout_and_attempt: timeout = "10s", attempt = this => flaky.answer().await.map(|_| this.number());
    deadline_and_validate: deadline = "60s", validate = third => Ok(flaky.answer().await.unwrap_or(0));
    deadline_and_attempt: deadline = "60s", attempt = this => flaky.answer().await.map(|_| this.number());
    validate_and_attempt: validate = third, attempt = this => {
        Ok(flaky.answer().await.map_or(0, |_| this.number()))
    };
    validate_and_classify: validate = third, classify = by_kind => {
        flaky.answer().await.map_err(|_| io::ErrorKind::NotFound.into())
    };
    idempotent: idempotent = true => flaky.answer().await;
    max_wait: max_wait = "10s" => flaky.answer().await;
}

/// A body that hangs is cut in each form.
#[tokio::test(start_paused = true)]
async fn a_hanging_attempt_is_cut_and_repeated() {
    struct Hanging(std::sync::atomic::AtomicU32);

    impl Hanging {
        async fn hang(&self) -> Result<u32, resilin::Error<io::Error>> {
            self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            std::future::pending().await
        }

        #[resilient(backoff = none, timeout = 1s)]
        async fn plain(&self) -> Result<u32, resilin::Error<io::Error>> {
            self.hang().await
        }

        #[resilient(backoff = none, timeout = 1s)]
        fn future(&self) -> impl Future<Output = Result<u32, resilin::Error<io::Error>>> {
            self.hang()
        }

        #[resilient(backoff = none, timeout = 1s)]
        fn boxed(&self) -> Pin<Box<dyn Future<Output = Result<u32, resilin::Error<io::Error>>> + '_>> {
            Box::pin(self.hang())
        }
    }

    let hanging = Hanging(0.into());
    for result in [hanging.plain().await, hanging.future().await, hanging.boxed().await] {
        assert!(matches!(result, Err(resilin::Error::Rejected(Rejected::TimedOut { .. }))));
    }
    assert_eq!(hanging.0.into_inner(), 9);
}
