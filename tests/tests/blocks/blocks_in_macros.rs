//! Blocks that a macro writes, from fragments of every sort.

use std::future::Future;
use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::Flaky;

macro_rules! client {
    ($type:ident, $visibility:vis $name:ident($flaky:ident) -> $returned:ty $body:block, $attempts:literal, $backoff:expr) => {
        struct $type(Arc<Flaky>);

        #[resilient(attempts = $attempts, backoff = $backoff)]
        impl $type {
            $visibility async fn $name($flaky: &Flaky) -> $returned $body

            #[resilient(attempts = $attempts)]
            $visibility async fn own(&self) -> $returned {
                self.0.answer().await
            }
        }
    };
}

client!(First, pub(crate) read(flaky) -> io::Result<u32> { flaky.answer().await }, 3, none);
client!(Second, read(flaky) -> io::Result<u32> { flaky.answer().await.map(|run| run * 10) }, 3, fixed(0s));

macro_rules! on_a_type {
    ($type:ty, $($methods:tt)*) => {
        #[resilient(backoff = none)]
        impl Read for $type {
            $($methods)*
        }
    };
}

trait Read {
    fn read(&self) -> impl Future<Output = io::Result<u32>> + Send;
}

struct Third(Arc<Flaky>);

on_a_type! {
    Third,
    async fn read(&self) -> io::Result<u32> {
        self.0.answer().await
    }
}

macro_rules! as_an_item {
    ($item:item) => {
        #[resilient(backoff = none)]
        $item
    };
}

struct Fourth(Arc<Flaky>);

as_an_item! {
    impl Fourth {
        async fn read(&self) -> io::Result<u32> {
            self.0.answer().await
        }
    }
}

third_run! {
    idents: |flaky| async move { First(flaky).own().await };
    other_idents: |flaky| async move { Second(flaky).own().await };
    an_item: |flaky| async move { Fourth(flaky).read().await };
    a_type: |flaky| async move { Third(flaky).read().await };
}

#[tokio::test]
async fn bodies() {
    let flaky = Flaky::new(2);
    assert_eq!((First::read(&flaky).await.ok(), flaky.runs()), (Some(3), 3));
    let flaky = Flaky::new(2);
    assert_eq!((Second::read(&flaky).await.ok(), flaky.runs()), (Some(30), 3));
}
