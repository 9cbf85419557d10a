//! What `self` can be.

use std::io;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

struct Service {
    flaky: Arc<Flaky>,
    calls: u32,
}

impl Service {
    const fn new(flaky: Arc<Flaky>) -> Self {
        Self { flaky, calls: 0 }
    }

    #[resilient(backoff = none)]
    async fn associated(flaky: &Flaky) -> io::Result<u32> {
        flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn reference(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn mutable_reference(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[allow(clippy::needless_arbitrary_self_type)] // the type is the form
    #[resilient(backoff = none)]
    async fn typed_reference(self: &Self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn named_lifetime<'a>(&'a self) -> io::Result<(&'a Arc<Flaky>, u32)> {
        let answer = self.flaky.answer().await?;
        Ok((&self.flaky, answer))
    }

    #[resilient(backoff = none)]
    async fn value(self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn mutable_value(mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[resilient(backoff = none)]
    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn arc_reference(self: &Arc<Self>) -> io::Result<u32> {
        let clone = Self::clone_of(self);
        clone.flaky.answer().await
    }

    fn clone_of(this: &Arc<Self>) -> Arc<Self> {
        Arc::clone(this)
    }

    #[resilient(backoff = none)]
    async fn boxed(self: Box<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn mutable_boxed(mut self: Box<Self>) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[allow(clippy::future_not_send)] // an `Rc` is not
    #[resilient(backoff = none)]
    async fn rc(self: Rc<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(backoff = none)]
    async fn pinned(mut self: Pin<&mut Self>) -> io::Result<u32> {
        self.as_mut().calls += 1;
        self.flaky.answer().await?;
        Ok(self.calls)
    }

    #[resilient(backoff = none)]
    async fn pinned_shared(self: Pin<&Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

#[resilient(backoff = none)]
async fn free(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

third_run! {
    free_function: |flaky| async move { free(&flaky).await };
    associated_function: |flaky| async move { Service::associated(&flaky).await };
    by_reference: |flaky| async move { Service::new(flaky).reference().await };
    by_mutable_reference: |flaky| async move { Service::new(flaky).mutable_reference().await };
    by_typed_reference: |flaky| async move { Service::new(flaky).typed_reference().await };
    by_named_lifetime: |flaky| async move { Service::new(flaky).named_lifetime().await.map(|(_, run)| run) };
    by_value: |flaky| Service::new(flaky).value();
    by_mutable_value: |flaky| Service::new(flaky).mutable_value();
    by_arc: |flaky| Arc::new(Service::new(flaky)).arc();
    by_arc_reference: |flaky| async move { Arc::new(Service::new(flaky)).arc_reference().await };
    by_box: |flaky| Box::new(Service::new(flaky)).boxed();
    by_mutable_box: |flaky| Box::new(Service::new(flaky)).mutable_boxed();
    by_pinned_mutable_reference: |flaky| async move { pin!(Service::new(flaky)).pinned().await };
    by_pinned_reference: |flaky| async move { pin!(Service::new(flaky)).as_ref().pinned_shared().await };
}

/// An `Rc` stays on its thread.
#[tokio::test]
async fn by_rc() {
    let flaky = Arc::new(Flaky::new(2));
    let form = Rc::new(Service::new(Arc::clone(&flaky))).rc();
    let result = tokio::task::LocalSet::new().run_until(async { tokio::task::spawn_local(form).await }).await;
    assert_eq!((result.unwrap().unwrap(), flaky.runs()), (3, 3));
}
