//! What a block can be for.

use std::fmt::Debug;
use std::future::Future;
use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

mod module {
    pub(crate) struct Inner<'f, T, const N: usize>(pub(crate) &'f T);
}

#[resilient(backoff = none)]
impl<'f, T, const N: usize> module::Inner<'f, T, N>
where
    T: AsRef<Flaky> + Sync,
    Vec<Option<T>>: Sized,
{
    async fn read<U>(&self, list: Vec<Option<Vec<U>>>) -> io::Result<u32>
    where
        U: Debug + Send + Sync,
        for<'a> &'a U: Sized,
    {
        assert!(list.is_empty());
        self.0.as_ref().answer().await
    }

    async fn borrowed(&self) -> Result<(u32, &'f T), io::Error> {
        self.0.as_ref().answer().await.map(|run| (run, self.0))
    }
}

enum Choice {
    One(Arc<Flaky>),
}

#[resilient(backoff = none)]
impl Choice {
    async fn read(self: &Arc<Self>) -> io::Result<u32> {
        let Self::One(flaky) = &**self;
        flaky.answer().await
    }
}

trait Ask {
    fn ask(self) -> impl Future<Output = io::Result<u32>> + Send;
}

#[resilient(backoff = none)]
impl Ask for &Flaky {
    async fn ask(self) -> io::Result<u32> {
        self.answer().await
    }
}

#[resilient(backoff = none)]
impl Ask for (Arc<Flaky>, u32) {
    async fn ask(self) -> io::Result<u32> {
        Ok(self.0.answer().await? + self.1)
    }
}

#[resilient(backoff = none)]
impl Ask for [&Flaky; 1] {
    async fn ask(self) -> io::Result<u32> {
        self[0].answer().await
    }
}

trait Source: Sync {
    fn flaky(&self) -> &Flaky;
}

impl Source for Arc<Flaky> {
    fn flaky(&self) -> &Flaky {
        self
    }
}

#[resilient(backoff = none)]
impl dyn Source + '_ {
    async fn read(&self) -> io::Result<u32> {
        self.flaky().answer().await
    }
}

third_run! {
    generic: |flaky| async move { module::Inner::<_, 2>(&flaky).read::<u8>(Vec::new()).await };
    borrowed: |flaky| async move { module::Inner::<_, 2>(&flaky).borrowed().await.map(|(run, _)| run) };
    enumeration: |flaky| async move { Arc::new(Choice::One(flaky)).read().await };
    reference: |flaky| async move { flaky.as_ref().ask().await };
    tuple: |flaky| (flaky, 0).ask();
    array: |flaky| async move { [&*flaky].ask().await };
    object: |flaky| async move {
        let source: &dyn Source = &flaky;
        source.read().await
    };
}
