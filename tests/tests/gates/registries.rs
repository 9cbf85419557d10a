//! Registries: what two of them share, which is nothing.

use std::sync::Arc;

use resilin::quota::QuotaState;
use resilin::testing::ManualClock;
use resilin::{BreakerState, Class, Registry, Site, resilient};

use super::common::{Outcome, Server, failed, mins, refused, secs, site, used_up};

/// Two registries, and the process's own.
fn both() -> (Registry, Registry) {
    (Registry::new(), Registry::new())
}

async fn call_within(site: &Site, registry: &Registry, server: &Server) -> Outcome {
    site.within(registry).call(|| async { server.ask() }).await
}

async fn call(site: &Site, server: &Server) -> Outcome {
    super::common::call(site, server).await
}

#[tokio::test(start_paused = true)]
async fn a_breaker() {
    let site = site(r#"breaker("apart", failures = 1, open = 60s), attempts = 1"#);
    let (one, other) = both();
    assert_eq!(call_within(site, &one, &Server::always(Class::SERVER)).await, failed(Class::SERVER));
    assert_eq!(call_within(site, &one, &Server::up()).await, refused("apart", secs(60)));
    assert_eq!(call_within(site, &other, &Server::up()).await, Ok(()));
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    let states = [&one, &other, Registry::global()].map(|registry| registry.breaker("apart").state());
    assert_eq!(states, [BreakerState::Open, BreakerState::Closed, BreakerState::Closed]);
}

#[tokio::test(start_paused = true)]
async fn a_quota() {
    let site = site(r#"quota = "apart""#);
    let (one, other) = both();
    assert_eq!(call_within(site, &one, &Server::always(Class::QUOTA)).await, failed(Class::QUOTA));
    assert_eq!(call_within(site, &one, &Server::up()).await, used_up("apart", mins(15)));
    assert_eq!(call_within(site, &other, &Server::up()).await, Ok(()));
    assert_eq!(call(site, &Server::up()).await, Ok(()));
    let states = [&one, &other, Registry::global()].map(|registry| registry.quota("apart").state());
    assert_eq!(states, [QuotaState::Closed, QuotaState::Open, QuotaState::Open]);
}

#[tokio::test(start_paused = true)]
async fn a_retry_budget() {
    let site = site(r#"retry_budget("apart", tokens = 5, cost = 5), attempts = 3, backoff = none"#);
    let (one, other) = both();
    let (first, second) = (Server::always(Class::SERVER), Server::always(Class::SERVER));
    for server in [&first, &second] {
        assert_eq!(call_within(site, &one, server).await, failed(Class::SERVER));
    }
    assert_eq!((first.runs(), second.runs()), (2, 1), "it is empty by then");
    for third in [call_within(site, &other, &first).await, call(site, &second).await] {
        assert_eq!(third, failed(Class::SERVER));
    }
    assert_eq!((first.runs(), second.runs()), (4, 3));
}

// Red when: `table` of `Scoped` in runtime/src/driver/scoped.rs asks the site.
#[tokio::test(start_paused = true)]
async fn a_table() {
    let site = site(r#"table = "apart", attempts = 3, backoff = none"#);
    let (one, other) = both();
    one.define_table("apart", "server = fail").unwrap();
    resilin::define_table("apart", "server = retry(none, attempts = 5)").unwrap();
    let runs = async |registry: Option<&Registry>| {
        let server = Server::always(Class::SERVER);
        let outcome = match registry {
            Some(registry) => call_within(site, registry, &server).await,
            None => call(site, &server).await,
        };
        assert_eq!(outcome, failed(Class::SERVER));
        server.runs()
    };
    assert_eq!([runs(Some(&one)).await, runs(Some(&other)).await, runs(None).await], [1, 3, 5]);
    other.define_table("apart", "server = retry(none, attempts = 2)").unwrap();
    assert_eq!([runs(Some(&one)).await, runs(Some(&other)).await, runs(None).await], [1, 2, 5]);
}

struct Tenant {
    registry: Registry,
    shared: Arc<Registry>,
}

impl Tenant {
    fn new() -> Self {
        Self { registry: Registry::new(), shared: Arc::new(Registry::new()) }
    }

    #[resilient(breaker("keyed-apart/{host}", failures = 1, open = 60s), registry = self.registry, attempts = 1)]
    async fn keyed(&self, host: &str, server: &Server) -> Outcome {
        let _ = host;
        Ok(server.ask()?)
    }

    #[resilient(breaker("keyed-apart/{host}", failures = 1, open = 60s), registry = self.shared, attempts = 1)]
    fn blocking(&self, host: &str, server: &Server) -> Outcome {
        let _ = host;
        Ok(server.ask()?)
    }
}

#[tokio::test(start_paused = true)]
async fn a_breaker_with_keys() {
    let (one, other) = (Tenant::new(), Tenant::new());
    assert_eq!(one.keyed("eu", &Server::always(Class::SERVER)).await, failed(Class::SERVER));
    assert_eq!(one.keyed("eu", &Server::up()).await, refused("keyed-apart/eu", secs(60)));
    assert_eq!(one.keyed("us", &Server::up()).await, Ok(()), "another key");
    assert_eq!(other.keyed("eu", &Server::up()).await, Ok(()), "another tenant");
    assert_eq!(one.registry.breaker("keyed-apart/eu").state(), BreakerState::Open);
    assert_eq!(resilin::breaker("keyed-apart/eu").state(), BreakerState::Closed);
}

#[test]
fn blocking() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let (one, other) = (Tenant::new(), Tenant::new());
    assert_eq!(one.blocking("eu", &Server::always(Class::SERVER)), failed(Class::SERVER));
    assert_eq!(one.blocking("eu", &Server::up()), refused("keyed-apart/eu", secs(60)));
    assert_eq!(other.blocking("eu", &Server::up()), Ok(()));
    let site = site(r#"quota = "apart-blocking""#);
    let within = |tenant: &Tenant, server: &Server| site.within(&tenant.registry).call_blocking(|| server.ask());
    assert_eq!(within(&one, &Server::always(Class::QUOTA)), failed(Class::QUOTA));
    assert_eq!(within(&one, &Server::up()), used_up("apart-blocking", mins(15)));
    assert_eq!(within(&other, &Server::up()), Ok(()));
    clock.advance(mins(15));
    assert_eq!(within(&one, &Server::up()), Ok(()));
}

#[tokio::test(start_paused = true)]
async fn clones_are_the_same_one() {
    let site = site(r#"breaker("clones", failures = 1, open = 60s), attempts = 1"#);
    let registry = Registry::new();
    let within = site.within(&registry.clone());
    assert!(within.call(|| async { Server::always(Class::SERVER).ask() }).await.is_err());
    assert_eq!(registry.breaker("clones").state(), BreakerState::Open);
    assert_eq!(within.clone().call_blocking(|| Server::up().ask()), refused("clones", secs(60)));
}

#[tokio::test(start_paused = true)]
async fn the_processs_own_is_one_of_them() {
    let site = site(r#"breaker("global", failures = 1, open = 60s), attempts = 1"#);
    assert_eq!(call_within(site, Registry::global(), &Server::always(Class::SERVER)).await, failed(Class::SERVER));
    assert_eq!(call(site, &Server::up()).await, refused("global", secs(60)));
}

#[test]
fn settings_are_those_that_were_defined_there() {
    let registry = Registry::new();
    assert!(registry.define_breaker("api", "failures = 3").is_ok_and(|breaker| breaker.name() == "api"));
    assert!(registry.define_quota("llm", "ramp = 1s").is_ok_and(|quota| quota.name() == "llm"));
    let budget = registry.define_retry_budget("api", "tokens = 7").unwrap();
    assert_eq!((budget.name(), budget.balance().to_string()), ("api", "7".to_owned()));
    assert!(registry.table("http").is_none() && registry.define_table("http", "client = retry").is_ok());
    assert!(registry.table("http").is_some() && Registry::new().table("http").is_none());
    let wrong = [
        registry.define_breaker("api", "failures = 0").err(),
        registry.define_quota("a/b", "").err(),
        registry.define_quota("llm", "ramp = soon").err(),
        registry.define_retry_budget("api", "tokens = 0").err(),
        registry.define_table("none", "").err(),
    ];
    assert!(wrong.iter().all(Option::is_some), "{wrong:?}");
}
