//! A registry of its own in every form of function: the breaker that the call opens is that registry's.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use resilin::BreakerState::{Closed, Open};
use resilin::credentials::KeyRing;
use resilin::{Registry, resilient};

use crate::flaky::Flaky;

/// What a form is called on.
struct Tenant {
    flaky: Flaky,
    registry: Registry,
    shared: Arc<Registry>,
    calls: u32,
}

impl Tenant {
    fn new() -> Self {
        Self { flaky: Flaky::new(2), registry: Registry::new(), shared: Arc::new(Registry::new()), calls: 0 }
    }

    const fn registry(&self) -> &Registry {
        &self.registry
    }

    fn clone_of_registry(&self) -> Registry {
        self.registry.clone()
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    async fn field(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = &self.registry, attempts = 2, backoff = none)]
    async fn reference(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry(), attempts = 2, backoff = none)]
    async fn method(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = self.clone_of_registry(), attempts = 2, backoff = none)]
    async fn clone_of_it(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = if self.calls > 7 { Registry::new() } else { self.registry.clone() },
        attempts = 2, backoff = none)]
    async fn expression(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    async fn mutable_reference(&mut self) -> io::Result<u32> {
        self.calls += 1;
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    async fn arc(self: Arc<Self>) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    fn made(&self) -> impl Future<Output = io::Result<u32>> + Send {
        self.flaky.answer()
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = io::Result<u32>> + Send + '_>> {
        Box::pin(self.flaky.answer())
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    fn blocking(&self) -> io::Result<u32> {
        self.flaky.run()
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, credentials(key = keys()), quota = "forms", table = "forms",
        retry_budget = "forms", attempts = 2, backoff = none, timeout = 10s, deadline = 60s, attempt = this)]
    async fn with_other_keys(&self) -> io::Result<u32> {
        assert!(this.number() < 3 && **key == 3);
        self.flaky.answer().await
    }

    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none, fallback = |error| {
        Err(error.into_failed().unwrap_or_else(|| io::ErrorKind::Other.into()))
    })]
    async fn with_a_fallback(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }
}

fn keys() -> KeyRing<u32> {
    KeyRing::new([("three", 3)]).expect("one key")
}

#[async_trait]
trait Boxed {
    async fn in_a_trait(&self, text: &str) -> io::Result<u32>;
}

#[async_trait]
impl Boxed for Tenant {
    #[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
    async fn in_a_trait(&self, text: &str) -> io::Result<u32> {
        assert!(text.is_empty());
        self.flaky.answer().await
    }
}

#[resilient(breaker("forms", failures = 2), registry = self.registry, attempts = 2, backoff = none)]
impl Tenant {
    async fn in_a_block(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(registry = &*self.shared)]
    async fn in_a_block_of_its_own(&self) -> io::Result<u32> {
        self.flaky.answer().await
    }

    #[resilient(attempts = 2)]
    fn blocking_in_a_block(&self) -> io::Result<u32> {
        self.flaky.run()
    }
}

#[resilient(breaker("forms", failures = 2), registry = tenant.registry, attempts = 2, backoff = none)]
async fn argument(tenant: &Tenant) -> io::Result<u32> {
    tenant.flaky.answer().await
}

#[resilient(breaker("forms", failures = 2), registry = registry.as_ref(), attempts = 2, backoff = none)]
async fn generic<R: AsRef<Registry> + Send + Sync>(flaky: &Flaky, registry: R) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(breaker("forms/{key}", failures = 2), registry = tenant.registry, attempts = 2, backoff = none)]
async fn keyed(tenant: &Tenant, key: &str) -> io::Result<u32> {
    tenant.flaky.answer().await
}

#[resilient(breaker("forms", failures = 1), registry = tenant.registry, attempts = 1)]
async fn once(tenant: Arc<Tenant>) -> io::Result<u32> {
    let outcome = tenant.flaky.answer().await;
    drop(tenant);
    outcome
}

/// The call failed twice, as seen from outside: in this tenant's registry only.
fn assert_opened<T: std::fmt::Debug>(outcome: io::Result<T>, registry: &Registry) {
    assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(registry.breaker("forms").state(), Open);
    assert_eq!(resilin::breaker("forms").state(), Closed);
}

/// `name: form;` is a test of that name.
macro_rules! opens {
    ($($name:ident: |$tenant:ident| $form:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            let task = tokio::spawn(async {
                #[allow(unused_mut, reason = "some forms change it")]
                let mut $tenant = Tenant::new();
                let registry = $tenant.registry.clone();
                ($form, registry)
            });
            let (outcome, registry) = task.await.expect("the form does not panic");
            assert_opened(outcome, &registry);
        }
    )*};
}

opens! {
    a_field: |tenant| tenant.field().await;
    a_reference: |tenant| tenant.reference().await;
    what_a_method_lends: |tenant| tenant.method().await;
    what_a_method_makes: |tenant| tenant.clone_of_it().await;
    an_expression: |tenant| tenant.expression().await;
    of_self_that_is_changed: |tenant| tenant.mutable_reference().await;
    of_self_in_an_arc: |tenant| Arc::new(tenant).arc().await;
    where_a_future_is_made: |tenant| tenant.made().await;
    where_a_future_is_boxed: |tenant| tenant.boxed().await;
    where_it_blocks: |tenant| tenant.blocking();
    beside_other_keys: |tenant| tenant.with_other_keys().await;
    beside_a_fallback: |tenant| tenant.with_a_fallback().await;
    in_an_async_trait: |tenant| tenant.in_a_trait("").await;
    in_a_block: |tenant| tenant.in_a_block().await;
    in_a_block_where_it_blocks: |tenant| tenant.blocking_in_a_block();
    of_an_argument: |tenant| argument(&tenant).await;
    of_the_only_run: |tenant| once(Arc::new(tenant)).await;
}

#[tokio::test]
async fn in_an_arc_and_in_a_block_of_its_own() {
    let tenant = Tenant::new();
    assert_opened(tenant.in_a_block_of_its_own().await, &tenant.shared);
    assert_eq!(tenant.registry.breaker("forms").state(), Closed);
    let registry = Registry::new();
    assert_opened(generic(&Flaky::new(2), Arc::new(registry.clone())).await, &registry);
}

#[tokio::test]
async fn with_a_key() {
    let tenant = Tenant::new();
    assert!(keyed(&tenant, "eu").await.is_err());
    let states = ["forms/eu", "forms/us", "forms"].map(|name| tenant.registry.breaker(name).state());
    assert_eq!(states, [Open, Closed, Closed]);
}

static SHARED: LazyLock<Registry> = LazyLock::new(Registry::new);

#[resilient(retry_budget("forms", tokens = 5, cost = 5), registry = SHARED, attempts = 3, backoff = none)]
async fn only_a_budget(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[resilient(table = "forms", registry = SHARED, attempts = 3, backoff = none)]
fn only_a_table(flaky: &Flaky) -> io::Result<u32> {
    flaky.run()
}

#[resilient(registry = SHARED, attempts = 3, backoff = none)]
async fn nothing_that_is_named(flaky: &Flaky) -> io::Result<u32> {
    flaky.answer().await
}

#[tokio::test]
async fn a_static_one_without_a_breaker() {
    SHARED.define_table("forms", "network = fail").unwrap();
    let flaky = Flaky::new(9);
    assert!(only_a_budget(&flaky).await.is_err());
    assert_eq!((flaky.runs(), SHARED.retry_budget("forms").balance().thousandths()), (2, 0));
    assert!(only_a_table(&flaky).is_err());
    assert_eq!(flaky.runs(), 3);
    assert!(nothing_that_is_named(&flaky).await.is_err());
    assert_eq!(flaky.runs(), 6);
}
