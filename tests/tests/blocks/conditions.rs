//! A method's own attribute inside `cfg_attr`.

use std::io;
use std::sync::Arc;

use resilin::resilient;

use crate::flaky::{Flaky, RESET, spawned};

struct Client(Arc<Flaky>);

#[resilient(attempts = 3, backoff = none)]
impl Client {
    #[cfg_attr(all(), resilient(attempts = 2))]
    async fn holds(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(any(), resilient(attempts = 2))]
    async fn holds_not(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(all(), resilient(skip))]
    async fn skipped(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(any(), resilient(skip))]
    async fn not_skipped(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(
        all(),
        doc = "Several.",
        resilient(attempts = 2),
        tracing::instrument(skip_all),
        must_use = "the answer"
    )]
    async fn several(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(any(), doc = "Several.", resilient(attempts = 2), inline)]
    async fn several_that_hold_not(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(all(), resilient(attempts = 2))]
    #[cfg_attr(not(all()), resilient(attempts = 4))]
    async fn either(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(any(), resilient(attempts = 2))]
    #[cfg_attr(not(all()), resilient(attempts = 4))]
    async fn neither(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(all(), cfg_attr(all(), resilient(attempts = 2)))]
    async fn nested(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(all(), cfg_attr(any(), resilient(attempts = 2)))]
    async fn nested_that_holds_not(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(true, resilient(attempts = 2))]
    async fn literal(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(all(), doc = "Without ours.", inline)]
    async fn others_only(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg(any())]
    async fn absent(&self) -> io::Result<u32> {
        self.no_such_thing()
    }

    #[cfg(not(any()))]
    async fn present(&self) -> io::Result<u32> {
        self.0.answer().await
    }

    #[cfg_attr(any(), resilient)]
    fn blocking_that_is_not_asked_for(&self) -> io::Result<u32> {
        self.0.run()
    }
}

#[tokio::test]
async fn own_two_attempts() {
    let ended = || (Err::<u32, _>(RESET.to_owned()), 2);
    assert_eq!(spawned(2, |flaky| async move { Client(flaky).holds().await }).await, ended());
    assert_eq!(spawned(2, |flaky| async move { Client(flaky).several().await }).await, ended());
    assert_eq!(spawned(2, |flaky| async move { Client(flaky).either().await }).await, ended());
    assert_eq!(spawned(2, |flaky| async move { Client(flaky).nested().await }).await, ended());
    assert_eq!(spawned(2, |flaky| async move { Client(flaky).literal().await }).await, ended());
}

third_run! {
    holds_not: |flaky| async move { Client(flaky).holds_not().await };
    not_skipped: |flaky| async move { Client(flaky).not_skipped().await };
    several_that_hold_not: |flaky| async move { Client(flaky).several_that_hold_not().await };
    neither: |flaky| async move { Client(flaky).neither().await };
    nested_that_holds_not: |flaky| async move { Client(flaky).nested_that_holds_not().await };
    others_only: |flaky| async move { Client(flaky).others_only().await };
    present: |flaky| async move { Client(flaky).present().await };
}

only_run! {
    skipped: |flaky| async move { Client(flaky).skipped().await };
    blocking_that_is_not_asked_for: |flaky| async move { Client(flaky).blocking_that_is_not_asked_for() };
}

struct OnCondition(Arc<Flaky>);

#[cfg_attr(all(), resilient(backoff = none))]
impl OnCondition {
    async fn read(&self) -> io::Result<u32> {
        self.0.answer().await
    }
}

struct OnFalseCondition(Arc<Flaky>);

#[cfg_attr(any(), resilient(backoff = none))]
impl OnFalseCondition {
    async fn read(&self) -> io::Result<u32> {
        self.0.answer().await
    }
}

third_run! {
    whole_block: |flaky| async move { OnCondition(flaky).read().await };
}

only_run! {
    whole_block_under_a_false_condition: |flaky| async move { OnFalseCondition(flaky).read().await };
}
