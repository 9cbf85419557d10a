//! Functions that return a future: `impl Future`, a boxed one, an alias of it.

use std::future::{self, Future};
use std::io;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, LocalBoxFuture};
use resilin::resilient;

use crate::flaky::Flaky;

struct Service {
    flaky: Arc<Flaky>,
}

impl Service {
    #[resilient(backoff = none)]
    fn captured(&self) -> impl Future<Output = io::Result<u32>> + Send {
        async move { self.flaky.answer().await }
    }

    #[resilient(backoff = none)]
    fn named<'a>(&'a self, text: &'a str) -> impl Future<Output = io::Result<(u32, &'a str)>> + Send + 'a {
        async move { Ok((self.flaky.answer().await?, text)) }
    }

    #[resilient(backoff = none)]
    fn precise<'a>(&'a self, _text: &str) -> impl Future<Output = io::Result<u32>> + Send + use<'a> {
        async move { self.flaky.answer().await }
    }

    #[resilient(backoff = none)]
    fn without_block(&self) -> impl Future<Output = io::Result<u32>> + Send {
        self.flaky.answer()
    }

    #[resilient(backoff = none)]
    fn eager(&self) -> impl Future<Output = io::Result<u32>> + Send {
        let result = self.flaky.run();
        future::ready(result)
    }

    #[resilient(backoff = none)]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(async move { self.flaky.answer().await })
    }

    #[resilient(backoff = none)]
    fn boxed_early<'a>(&'a self, text: &'a str) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + 'a>> {
        if !text.is_empty() {
            return Box::pin(future::ready(Ok(0)));
        }
        Box::pin(self.flaky.answer())
    }

    #[allow(unused_qualifications)] // the full path is the form
    #[resilient(backoff = none)]
    fn full_path(
        &self,
    ) -> core::pin::Pin<std::boxed::Box<dyn core::future::Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(self.flaky.answer())
    }

    #[resilient(backoff = none)]
    fn alias(&self) -> BoxFuture<'_, io::Result<u32>> {
        self.flaky.answer().boxed()
    }

    #[allow(unused_qualifications)] // the full path is the form
    #[resilient(backoff = none)]
    fn alias_by_path<'a>(&'a self, _text: &'a str) -> futures_util::future::BoxFuture<'a, io::Result<u32>> {
        Box::pin(async move { self.flaky.answer().await })
    }

    /// Without `move` each attempt's future borrows the arguments anew.
    #[resilient(backoff = none)]
    fn mutable(&mut self, log: &mut Vec<u32>) -> impl Future<Output = io::Result<u32>> + Send {
        async {
            log.push(self.flaky.runs());
            self.flaky.answer().await
        }
    }

    #[resilient(backoff = none)]
    fn local_alias(&self) -> LocalBoxFuture<'_, io::Result<u32>> {
        let held = Rc::new(0);
        async move { Ok(self.flaky.answer().await? + *held) }.boxed_local()
    }

    #[resilient(backoff = none)]
    fn local_boxed(self: Rc<Self>) -> Pin<Box<dyn Future<Output = io::Result<u32>>>> {
        let this = Rc::clone(&self);
        Box::pin(async move { this.flaky.answer().await })
    }
}

#[resilient(backoff = none)]
fn owned(flaky: Arc<Flaky>) -> impl Future<Output = io::Result<u32>> + Send + 'static {
    let flaky = Arc::clone(&flaky);
    async move { flaky.answer().await }
}

#[resilient(backoff = none, clone(flaky))]
fn owned_by_clone(flaky: Arc<Flaky>) -> impl Future<Output = Result<u32, io::Error>> + Send {
    async move { flaky.answer().await }
}

#[resilient(backoff = none)]
fn generic<T: Into<u32> + Copy + Send + Sync>(
    flaky: &Flaky,
    added: T,
) -> impl Send + Future<Output = io::Result<u32>> {
    async move { Ok(flaky.answer().await? + added.into()) }
}

third_run! {
    impl_future: |flaky| async move { Service { flaky }.captured().await };
    impl_future_with_a_lifetime: |flaky| async move { Service { flaky }.named("").await.map(|(run, _)| run) };
    impl_future_with_use: |flaky| async move {
        let service = Service { flaky };
        let form = service.precise(&String::from("gone"));
        form.await
    };
    impl_future_without_a_block: |flaky| async move { Service { flaky }.without_block().await };
    impl_future_made_eagerly: |flaky| async move { Service { flaky }.eager().await };
    impl_future_static: owned;
    impl_future_of_a_clone: owned_by_clone;
    impl_future_generic: |flaky| async move { generic(&flaky, 0_u16).await };
    boxed: |flaky| async move { Service { flaky }.boxed().await };
    boxed_with_an_early_return: |flaky| async move { Service { flaky }.boxed_early("").await };
    boxed_by_its_full_path: |flaky| async move { Service { flaky }.full_path().await };
    box_future: |flaky| async move { Service { flaky }.alias().await };
    box_future_by_its_full_path: |flaky| async move { Service { flaky }.alias_by_path("").await };
    impl_future_of_mutable_references: |flaky| async move { Service { flaky }.mutable(&mut Vec::new()).await };
}

#[tokio::test]
async fn local_futures() {
    let flaky = Arc::new(Flaky::new(2));
    assert_eq!((Service { flaky: Arc::clone(&flaky) }.local_alias().await.unwrap(), flaky.runs()), (3, 3));
    let flaky = Arc::new(Flaky::new(2));
    let service = Rc::new(Service { flaky: Arc::clone(&flaky) });
    assert_eq!((service.local_boxed().await.unwrap(), flaky.runs()), (3, 3));
}
