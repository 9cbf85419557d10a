//! The gates of a call whose names are those of a registry of its own.

use std::fmt::Arguments;
use std::sync::Arc;
use std::time::Duration;

use resilin_policy::Table;

use super::gate::{Gate, Guard};
use crate::breaker::{Breaker, HalfOpenId};
use crate::budget::RetryBudget;
use crate::clock::Clock;
use crate::kernel::{Body, Refusal};
use crate::quota::Quota;
use crate::registry::Registry;
use crate::site::Names;
use crate::{Rejected, Site};

/// A breaker before every attempt, as [`Guard`], and what else the policy names, all found in one registry.
#[derive(Debug)]
pub struct Scoped {
    guard: Guard<Breaker>,
    names: Names,
}

impl Scoped {
    pub(super) fn find(site: &Site, registry: &Registry, key: Option<Arguments<'_>>) -> Self {
        Self { guard: Guard::new(Names::breaker(site, registry, key)), names: Names::find(site, registry) }
    }
}

impl Gate for Scoped {
    fn look(&self, ahead: Duration, clock: Clock) -> Result<(), Refusal> {
        self.guard.look(ahead, clock)
    }

    fn pass(&mut self) -> bool {
        self.guard.pass()
    }

    fn admit(&mut self, clock: Clock) -> Result<(), Refusal> {
        self.guard.admit(clock)
    }

    fn rejected(&self, refusal: Refusal, site: &Site) -> Rejected {
        self.guard.rejected(refusal, site)
    }

    fn probed(&self) -> Option<HalfOpenId> {
        self.guard.probed()
    }

    fn has_begun(&self) -> bool {
        self.guard.has_begun()
    }

    fn enter_body(&mut self, body: Body) {
        self.guard.enter_body(body);
    }

    fn leave_body(&mut self) {
        self.guard.leave_body();
    }

    fn succeeded(&mut self, clock: Clock) {
        self.guard.succeeded(clock);
    }

    fn failed(&mut self, counts: impl FnOnce() -> bool, clock: Clock) {
        self.guard.failed(counts, clock);
    }

    fn quota<'q>(&'q self, _: &'q Site) -> Option<&'q Quota> {
        self.names.quota()
    }

    fn budget<'b>(&'b self, _: &'b Site) -> Option<&'b RetryBudget> {
        self.names.budget()
    }

    fn table(&self, site: &Site) -> Option<Arc<Table>> {
        self.names.table(site)
    }
}
