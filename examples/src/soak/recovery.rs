//! Whether every gate opens again when the servers are well.

use std::time::{Duration, Instant};

use resilin::quota::QuotaState;
use resilin::{Breaker, BreakerState, breakers, quota};
use tokio::time::sleep;

use super::Form;
use super::call::polled;
use super::client::{Asked, Client};
use super::evidence::Recovery;
use super::plan::{HOSTS, TENANTS};

/// A breaker that is opened by hand is to be open so long.
const OPEN: Duration = Duration::from_millis(100);

/// What is not well by then is not going to be: no open time here is longer than a second.
const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(20);

/// How many permits for a probe are out, in all breakers of the process.
pub(super) fn probes_out() -> usize {
    breakers().map(|breaker| breaker.snapshot().probes).sum()
}

/// Calls until each breaker is closed: first as the soak has left them, then opened once more by hand, with a first probe
/// that is dropped.
pub(super) async fn recover(client: &Client) -> Recovery {
    let mut recovery = Recovery { probes_out: probes_out(), slowest: Duration::ZERO, stuck: Vec::new() };
    for is_first in [true, false] {
        for (breaker, form, asked) in all() {
            let is_held = matches!(breaker.state(), BreakerState::ForcedOpen | BreakerState::Disabled);
            if is_held || !is_first {
                breaker.open_for(OPEN);
            }
            if !is_first {
                leave(client, form, &asked).await;
                recovery.probes_out = recovery.probes_out.max(probes_out());
            }
            let is_well = || breaker.state() == BreakerState::Closed;
            wait(client, (form, asked), breaker.name(), is_well, &mut recovery).await;
        }
    }
    let is_open = || quota("soak").state() == QuotaState::Open;
    wait(client, (Form::Metered, asked(0, 0)), "soak", is_open, &mut recovery).await;
    recovery.probes_out = recovery.probes_out.max(probes_out());
    recovery
}

/// Every breaker that the forms share, and a call that passes it.
fn all() -> Vec<(Breaker, Form, Asked)> {
    let named = |name: String| resilin::breaker(&name);
    let hosts = (0..HOSTS).map(|host| (named(format!("soak-host/{host}")), Form::Read, asked(host, 0)));
    let tenants =
        (0..TENANTS).map(|tenant| (named(format!("soak-tenant/{tenant}")), Form::Tenant, asked(0, tenant)));
    let by_hand = (named("soak-by-hand".to_owned()), Form::ByHand, asked(0, 0));
    hosts.chain(tenants).chain([by_hand]).collect()
}

fn asked(host: u32, tenant: u32) -> Asked {
    Asked { task: 0, number: 0, host, tenant, panics_at: 0 }
}

/// A probe that is dropped under way gives its permit back.
async fn leave(client: &Client, form: Form, asked: &Asked) {
    sleep(OPEN + PAUSE).await;
    polled(client.call(form, asked), 1).await;
}

async fn wait(
    client: &Client,
    (form, asked): (Form, Asked),
    name: &str,
    is_well: impl Fn() -> bool,
    recovery: &mut Recovery,
) {
    let begun = Instant::now();
    while !is_well() && begun.elapsed() < PATIENCE {
        client.call(form, &asked).await;
        sleep(PAUSE).await;
    }
    recovery.slowest = recovery.slowest.max(begun.elapsed());
    if !is_well() {
        recovery.stuck.push(name.to_owned());
    }
}
