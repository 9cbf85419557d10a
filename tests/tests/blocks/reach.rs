//! Which methods of a block its attribute reaches.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::{Flaky, RESET, blocked};

type Answer<T> = io::Result<T>;
type AnswerResult = io::Result<u32>;

struct Client(Arc<Flaky>);

struct Counting(Arc<Flaky>, u32);

#[resilient(backoff = none)]
impl Counting {
    async fn mutable(&mut self) -> io::Result<u32> {
        self.1 += 1;
        self.0.answer().await?;
        Ok(self.1)
    }
}

#[resilient(backoff = none)]
impl Client {
    async fn reference(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    async fn value(self) -> Result<u32, io::Error> {
        self.0.answer().await
    }

    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.0.answer().await
    }

    async fn associated(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    async fn generic<T>(&self, added: impl Into<T> + Copy + Send + Sync) -> io::Result<T>
    where
        T: std::ops::Add<Output = T> + From<u32> + Send,
    {
        Ok(T::from(self.0.answer().await?) + added.into())
    }

    async fn alias(&self) -> AnswerResult {
        self.0.answer().await
    }

    async fn anyhow(&self) -> anyhow::Result<u32> {
        Ok(self.0.answer().await?)
    }

    async fn other_alias(&self) -> Answer<u32> {
        self.0.answer().await
    }

    async fn number(&self) -> u32 {
        self.0.answer().await.unwrap_or_default()
    }

    async fn option(&self) -> Option<u32> {
        self.0.answer().await.ok()
    }

    async fn nothing(&self) {
        drop(self.0.answer().await);
    }

    fn blocking(&self) -> io::Result<u32> {
        self.0.run()
    }

    #[resilient]
    fn blocking_asked_for(&self) -> io::Result<u32> {
        self.0.run()
    }

    #[allow(clippy::manual_async_fn)] // the form
    fn future(&self) -> impl Future<Output = io::Result<u32>> + Send {
        async { self.0.answer().await }
    }

    #[resilient]
    fn future_asked_for(&self) -> impl Future<Output = io::Result<u32>> + Send {
        async { self.0.answer().await }
    }

    fn boxed(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(self.0.answer())
    }

    #[resilient()]
    fn boxed_asked_for(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(self.0.answer())
    }

    #[resilient(skip)]
    async fn skipped(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[resilin::resilient(skip)]
    async fn skipped_by_its_path(&self) -> io::Result<u32> {
        self.0.answer().await
    }
}

third_run! {
    reference: |flaky| async move { Client(flaky).reference().await };
    value: |flaky| Client(flaky).value();
    arc: |flaky| Arc::new(Client(flaky)).arc();
    mutable: |flaky| async move { Counting(flaky, 0).mutable().await };
    associated: |flaky| async move { Client::associated(&flaky).await };
    generic: |flaky| async move { Client(flaky).generic::<u32>(0_u32).await };
    alias: |flaky| async move { Client(flaky).alias().await };
    anyhow: |flaky| async move { Client(flaky).anyhow().await };
    future_asked_for: |flaky| async move { Client(flaky).future_asked_for().await };
    boxed_asked_for: |flaky| async move { Client(flaky).boxed_asked_for().await };
}

only_run! {
    other_alias: |flaky| async move { Client(flaky).other_alias().await };
    future: |flaky| async move { Client(flaky).future().await };
    boxed: |flaky| async move { Client(flaky).boxed().await };
    skipped: |flaky| async move { Client(flaky).skipped().await };
    skipped_by_its_path: |flaky| async move { Client(flaky).skipped_by_its_path().await };
}

#[test]
fn blocking() {
    assert_eq!(blocked(2, |flaky| Client(flaky).blocking()), (Err(RESET.to_owned()), 1));
    assert_eq!(blocked(2, |flaky| Client(flaky).blocking_asked_for()), (Ok(3), 3));
}

#[tokio::test]
async fn no_results() {
    let flaky = Arc::new(Flaky::new(9));
    let client = Client(Arc::clone(&flaky));
    assert_eq!((client.number().await, client.option().await), (0, None));
    client.nothing().await;
    assert_eq!(flaky.runs(), 3);
}
