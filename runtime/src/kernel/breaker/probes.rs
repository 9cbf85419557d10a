//! The probes of a half-open breaker that have not come back.

use std::time::Duration;

use super::permit::Permit;
use crate::kernel::Moment;

#[derive(Debug, Default)]
pub(super) struct Probes {
    out: Vec<Probe>,
    last: u16,
}

#[derive(Debug)]
struct Probe {
    /// Comes round again, while one that hangs may still be out: then they differ by their start.
    number: u16,
    started: Moment,
}

impl Probes {
    /// How many are out.
    pub(super) fn len(&self) -> usize {
        self.out.len()
    }

    /// Sends one more, where there is a place. A probe that hangs gives its place up: it may never come back.
    pub(super) fn send(&mut self, places: u32, timeout: Duration, generation: u32, now: Moment) -> Option<Permit> {
        let places = usize::try_from(places).unwrap_or(usize::MAX);
        if self.out.len() >= places {
            self.out.retain(|probe| now < probe.started.after(timeout));
        }
        (self.out.len() < places).then(|| {
            self.last = self.last.wrapping_add(1).max(1);
            self.out.push(Probe { number: self.last, started: now });
            Permit::new(generation, self.last, now)
        })
    }

    /// Takes one back; one whose place was given up is gone already.
    pub(super) fn take_back(&mut self, permit: &Permit) {
        let is_this = |probe: &Probe| (probe.number, probe.started) == (permit.probe, permit.started);
        if let Some(at) = self.out.iter().position(is_this) {
            self.out.swap_remove(at);
        }
    }
}
