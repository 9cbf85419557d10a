//! The sites whose overrides are mistaken.

use std::io;
use std::sync::OnceLock;

use resilin::{Error, Registry, Site, policy, resilient};
use resilin_policy::Layers;

use crate::common::{layered, named, part};

#[resilient(attempts = 1)]
async fn once() -> io::Result<()> {
    Ok(())
}

#[resilient(attempts = 3)]
fn blocking() -> io::Result<()> {
    Ok(())
}

#[resilient(deadline = 1m)]
async fn ticker() -> Result<(), Error<io::Error>> {
    Ok(())
}

#[resilient(attempts = 3, breaker = "api/{host}")]
async fn keyed(host: &str) -> Result<(), Error<io::Error>> {
    let _ = host;
    Ok(())
}

#[resilient(breaker = "tenant", registry = registry)]
async fn of_a_tenant(registry: &Registry) -> Result<(), Error<io::Error>> {
    Ok(())
}

#[resilient(
    attempts = 5,
    timeout = 5s,
    deadline = 20s,
    breaker("db", failure_rate = 50%, calls = 50),
    quota = "llm",
    table = "shop",
    retry_budget("orders", tokens = 100, cost = 10),
    on("conflict" = fail, "CONFLICT" = retry)
)]
async fn order() -> Result<(), Error<io::Error>> {
    Ok(())
}

/// Its name is like that of another one where it stands in a variable.
static A_B: Site = Site::new("shop.a-b", policy!("attempts = 2"));
static A_B_TOO: Site = Site::new("shop.a_b", policy!("attempts = 2"));
/// Its name ends like the rules of a policy in a variable.
static TURN: Site = Site::new("turn", policy!("attempts = 2"));
static TURN_ON: Site = Site::new("turn::on", policy!("attempts = 2"));

/// All of them on the list.
pub(crate) fn open() {
    static READS: OnceLock<&Site> = OnceLock::new();

    let _ = (once, blocking, ticker, timed, keyed, of_a_tenant, order);
    READS.get_or_init(|| {
        let policy = Some(named("reads", "attempts = 4, backoff = fixed(1s)"));
        layered("shop.reads", Layers { policy, ..Layers::of(part("timeout = 3s")) })
    });
    for site in [&A_B, &A_B_TOO, &TURN, &TURN_ON] {
        site.list();
    }
}

#[resilient(timeout = 5s)]
async fn timed() -> Result<(), Error<io::Error>> {
    Ok(())
}
