//! The requests under policies, in the forms that a policy has.

use std::fmt::Debug;

use resilin::{Error, Registry, Site, policy, resilient};

use super::{Answer, Asked, Client};
use crate::shop::ShopError;
use crate::soak::Form;

/// What is made by hand is written as text.
static BY_HAND: Site = Site::new(
    "soak.by-hand",
    policy!("attempts = 2, backoff = fixed(100ms), timeout = 1500ms, breaker = \"soak-by-hand\""),
);

/// Overrides know only of sites that are listed: the others are listed when the program is linked.
pub(super) fn list() {
    BY_HAND.list();
}

impl Client {
    /// Calls in this form, and puts down how it ended.
    pub(in crate::soak) async fn call(&self, form: Form, asked: &Asked) {
        match form {
            Form::Read => self.put_down(form, self.read(asked.host, asked)).await,
            Form::Tenant => self.put_down(form, self.tenant(asked.tenant, asked)).await,
            Form::Metered => self.put_down(form, self.metered(asked)).await,
            Form::Private => self.put_down(form, self.private(asked)).await,
            Form::Rescued => self.put_down(form, self.rescued(asked.host, asked)).await,
            Form::ByHand => self.put_down(form, self.by_hand(asked)).await,
            Form::Own => {
                let own = Own { client: self, registry: Registry::new() };
                self.put_down(form, own.own(asked)).await;
            }
            Form::Nested => self.put_down(form, self.nested(asked)).await,
        }
    }

    async fn put_down<E: Debug>(&self, form: Form, call: impl Future<Output = Result<Answer, E>>) {
        let entry = self.ledger.begin(form);
        let outcome = call.await;
        entry.end(outcome.is_ok_and(|answer| !answer.is_rescued));
    }

    /// A breaker for each server.
    #[resilient(
        name = "soak.read",
        backoff = exp(50ms, 2, 400ms),
        attempts = 3,
        timeout = 1500ms,
        breaker = "soak-host/{host}",
        attempt = this
    )]
    async fn read(&self, host: u32, asked: &Asked) -> Result<Answer, ShopError> {
        self.gate.passed(host);
        self.ask(Form::Read, asked, this.number()).await
    }

    /// A breaker for each tenant, retries that have to be paid, and so much time in all.
    #[resilient(
        name = "soak.tenant",
        backoff = decorrelated(20ms, 500ms),
        attempts = 4,
        timeout = 1s,
        deadline = 3s,
        retry_budget("soak", ratio = 20%, min = 50/s),
        breaker("soak-tenant/{tenant}", failure_rate = 50%, calls = 30, slow_call = 900ms, slow_call_rate = 60%, open = 500ms),
        attempt = this
    )]
    async fn tenant(&self, tenant: u32, asked: &Asked) -> Result<Answer, ShopError> {
        self.ask(Form::Tenant, asked, this.number()).await
    }

    /// Who is told that there is no more speaks for all; and some wait for it.
    #[resilient(
        name = "soak.metered",
        backoff = linear(50ms, 100ms, 1s),
        attempts = 3,
        timeout = 1500ms,
        deadline = 5s,
        quota("soak", wait_up_to = 300ms, ramp = 1s, probe_timeout = 2s),
        attempt = this
    )]
    async fn metered(&self, asked: &Asked) -> Result<Answer, ShopError> {
        self.ask(Form::Metered, asked, this.number()).await
    }

    /// A lease for each attempt, and another one where it is refused.
    #[resilient(
        name = "soak.private",
        backoff = fib(50ms, 1s),
        attempts = 3,
        timeout = 1500ms,
        deadline = 4s,
        credentials(lease = self.session),
        attempt = this
    )]
    async fn private(&self, asked: &Asked) -> Result<Answer, ShopError> {
        debug_assert!(lease.epoch() > 0, "the first lease has the number 1");
        self.ask(Form::Private, asked, this.number()).await
    }

    /// The breakers are those of `read`; the error never reaches the caller.
    #[resilient(
        name = "soak.rescued",
        backoff = fixed(50ms),
        attempts = 2,
        timeout = 1s,
        validate = is_possible,
        breaker = "soak-host/{host}",
        fallback = |_| Ok(Answer { worth: 0, is_rescued: true }),
        attempt = this
    )]
    async fn rescued(&self, host: u32, asked: &Asked) -> Result<Answer, ShopError> {
        self.gate.passed(host);
        self.ask(Form::Rescued, asked, this.number()).await
    }

    async fn by_hand(&self, asked: &Asked) -> Result<Answer, Error<ShopError>> {
        let mut attempts = 0;
        BY_HAND
            .call(|| {
                attempts += 1;
                self.ask(Form::ByHand, asked, attempts)
            })
            .await
    }

    /// The inner call knows the outer one's deadline, and is cut by it.
    #[resilient(name = "soak.nested", backoff = fixed(100ms), attempts = 2, deadline = 2s)]
    async fn nested(&self, asked: &Asked) -> Result<Answer, ShopError> {
        self.ledger.body(Form::Nested);
        let entry = self.ledger.begin(Form::Read);
        let outcome = self.read(asked.host, asked).await;
        entry.end(outcome.is_ok());
        outcome
    }
}

/// One who shares nothing with others.
struct Own<'c> {
    client: &'c Client,
    registry: Registry,
}

impl Own<'_> {
    #[resilient(
        name = "soak.own",
        backoff = fixed(50ms),
        attempts = 3,
        timeout = 1s,
        breaker("own/{asked.host}", failures = 2, open = 100ms),
        quota("own", ramp = 1s),
        retry_budget("own", tokens = 10, cost = 5),
        registry = self.registry,
        attempt = this
    )]
    async fn own(&self, asked: &Asked) -> Result<Answer, ShopError> {
        self.client.ask(Form::Own, asked, this.number()).await
    }
}

fn is_possible(answer: &Answer) -> Result<(), &'static str> {
    if answer.worth >= 0 { Ok(()) } else { Err("worth less than nothing") }
}
