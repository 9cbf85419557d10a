//! What else stands in a block, and what else stands on its methods.

use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::{Flaky, blocked};

struct Settings {
    added: u32,
}

/// A client.
pub(crate) struct Client(Arc<Flaky>);

#[resilient(backoff = none)]
impl Client {
    #![allow(clippy::unused_self, clippy::unnecessary_wraps)]
    #![allow(clippy::used_underscore_items)]

    /// First, so that the attributes above belong to the block.
    async fn first(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    const SETTINGS: Settings = Settings { added: 0 };
    const COMPUTED: u32 = if Self::SETTINGS.added == 0 { 0 } else { 1 } + { Self::LAST };
    const FUNCTION: fn(u32) -> u32 = {
        const fn same(run: u32) -> u32 {
            run
        }
        same
    };
    const LIST: [fn() -> u32; 2] = [|| 0, || 1];

    /// Documented.
    #[must_use = "the answer"]
    #[inline]
    pub(crate) async fn documented(&self) -> io::Result<u32> {
        Ok((Self::FUNCTION)(self.0.answer().await?) + Self::COMPUTED + (Self::LIST[0])())
    }

    #[tracing::instrument(skip_all)]
    async fn instrumented(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[tracing::instrument(skip_all)]
    #[resilient(skip)]
    async fn skipped(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    pub(in crate::members) async fn restricted(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    async fn r#try(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    async fn hoisting(&self) -> io::Result<u32> {
        #![allow(unused_variables)]
        let unused = 1;
        self.0.answer().await
    }

    #[allow(improper_ctypes_definitions)] // the form
    #[resilient]
    extern "C" fn foreign(&self) -> io::Result<u32> {
        self.0.run()
    }

    const fn constant(&self) -> io::Result<u32> {
        Ok(5)
    }

    const fn new(flaky: Arc<Flaky>) -> Self {
        Self(flaky)
    }

    pub(crate) extern "C" fn number(&self) -> u32 {
        self.0.runs()
    }

    async fn with_items(&self) -> io::Result<u32> {
        async fn inner(flaky: &Flaky) -> io::Result<u32> {
            flaky.answer().await
        }
        inner(&self.0).await
    }

    const LAST: u32 = Self::SETTINGS.added;
}

third_run! {
    first: |flaky| async move { Client(flaky).first().await };
    documented: |flaky| async move { Client::new(flaky).documented().await };
    instrumented: |flaky| async move { Client(flaky).instrumented().await };
    restricted: |flaky| async move { Client(flaky).restricted().await };
    raw_identifier: |flaky| async move { Client(flaky).r#try().await };
    hoisting: |flaky| async move { Client(flaky).hoisting().await };
    with_items: |flaky| async move { Client(flaky).with_items().await };
}

only_run! {
    skipped: |flaky| async move { Client(flaky).skipped().await };
}

#[test]
fn untouched() {
    let client = Client::new(Arc::new(Flaky::new(2)));
    assert_eq!((client.constant().ok(), client.number(), Client::LAST), (Some(5), 0, 0));
    assert_eq!(blocked(2, |flaky| Client(flaky).foreign()), (Ok(3), 3));
}
