//! Methods inside `#[async_trait]` blocks.

use std::io;
use std::rc::Rc;
use std::sync::Arc;

use async_trait::async_trait;
use resilin::resilient;

use crate::flaky::Flaky;

#[async_trait]
trait Source: Sync {
    fn flaky(&self) -> &Flaky;

    async fn reference(&self, added: u32) -> io::Result<u32>;
    async fn mutable_reference(&mut self) -> io::Result<u32>;
    async fn value(self) -> io::Result<u32>;
    async fn boxed(self: Box<Self>) -> io::Result<u32>;
    async fn arc(self: Arc<Self>) -> io::Result<u32>;
    async fn associated(flaky: &Flaky) -> io::Result<u32>
    where
        Self: Sized;
    async fn texts<'a>(&self, text: &'a str, other: &str) -> io::Result<(u32, &'a str)>;
    async fn generic<T: Into<u32> + Copy + Send + Sync>(&self, added: T) -> io::Result<u32>;
    async fn patterns(&self, (added, _): (u32, &str), mut seen: Vec<u32>, _: u8) -> io::Result<u32>;
    async fn consumed(&self, text: String) -> io::Result<u32>;
    async fn object(&self) -> io::Result<Box<dyn Fn() -> u32 + Send>>;

    #[resilient(backoff = none)]
    async fn provided(&self, text: &str) -> io::Result<u32> {
        if text.is_empty() {
            return self.flaky().answer().await;
        }
        Ok(self.flaky().answer().await? + 1)
    }

    #[resilient(backoff = none)]
    async fn provided_generic<T: From<u32> + Send>(&self, text: &str) -> io::Result<(T, usize)> {
        Ok((self.flaky().answer().await?.into(), text.len()))
    }
}

struct Service<'n> {
    flaky: Arc<Flaky>,
    name: &'n str,
    calls: u32,
}

impl Service<'_> {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, name: "", calls: 0 }
    }
}

#[async_trait]
impl Source for Service<'_> {
    fn flaky(&self) -> &Flaky {
        &self.flaky
    }

    #[resilient(backoff = none)]
    async fn reference(&self, added: u32) -> io::Result<u32> {
        #![allow(unused_variables)]
        let unused = self.name;
        let run = self.flaky.answer().await?;
        Ok(run + added)
    }

    #[resilient(backoff = none)]
    async fn mutable_reference(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[resilient(backoff = none)]
    async fn value(self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn boxed(self: Box<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn associated(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn texts<'a>(&self, text: &'a str, other: &str) -> io::Result<(u32, &'a str)> {
        assert!(other.is_empty());
        Ok((self.flaky.answer().await?, text))
    }

    #[resilient(backoff = none)]
    async fn generic<T: Into<u32> + Copy + Send + Sync>(&self, added: T) -> io::Result<u32> {
        Ok(self.flaky.answer().await? + added.into())
    }

    #[resilient(backoff = none)]
    async fn patterns(&self, (added, _): (u32, &str), mut seen: Vec<u32>, _: u8) -> io::Result<u32> {
        seen.push(added);
        self.flaky.answer().await?;
        Ok(u32::try_from(seen.len()).unwrap())
    }

    #[resilient(backoff = none, clone(text))]
    async fn consumed(&self, text: String) -> io::Result<u32> {
        drop(text);
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn object(&self) -> io::Result<Box<dyn Fn() -> u32 + Send>> {
        let run = self.flaky.answer().await?;
        if run > 3 {
            return Ok(Box::new(|| 0));
        }
        Ok(Box::new(move || run))
    }
}

#[async_trait(?Send)]
trait Local {
    async fn local(&self, flaky: &Flaky) -> io::Result<u32>;
}

#[async_trait(?Send)]
impl Local for Rc<u32> {
    #[resilient(backoff = none)]
    async fn local(&self, flaky: &Flaky) -> io::Result<u32> {
        let held = Self::clone(self);
        let run = flaky.answer().await?;
        Ok(run + *held)
    }
}

async fn dynamic(source: &impl Source) -> io::Result<u32> {
    source.provided("").await
}

third_run! {
    reference: |flaky| async move { Service::new(flaky).reference(0).await };
    mutable_reference: |flaky| async move { Service::new(flaky).mutable_reference().await };
    value: |flaky| Service::new(flaky).value();
    boxed: |flaky| Box::new(Service::new(flaky)).boxed();
    arc: |flaky| Arc::new(Service::new(flaky)).arc();
    associated: |flaky| async move { Service::associated(&flaky).await };
    texts: |flaky| async move { Service::new(flaky).texts("", "").await.map(|(run, _)| run) };
    generic: |flaky| async move { Service::new(flaky).generic(0_u8).await };
    patterns: |flaky| async move { Service::new(flaky).patterns((0, ""), Vec::new(), 0).await };
    consumed: |flaky| async move { Service::new(flaky).consumed(String::new()).await };
    object: |flaky| async move { Service::new(flaky).object().await.map(|run| run()) };
    provided: |flaky| async move { Service::new(flaky).provided("").await };
    provided_generic: |flaky| async move {
        Service::new(flaky).provided_generic::<u64>("").await.map(|(run, _)| run)
    };
    in_generic_code: |flaky| async move { dynamic(&Service::new(flaky)).await };
}

#[tokio::test]
async fn local() {
    let flaky = Flaky::new(2);
    assert_eq!((Rc::new(0).local(&flaky).await.unwrap(), flaky.runs()), (3, 3));
}
