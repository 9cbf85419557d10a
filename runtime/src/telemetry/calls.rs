//! What happens in a call: told to those who watch it.

use std::time::Duration;

use resilin_policy::Class;

use super::{Watch, log};
use crate::events::{Event, GaveUp, Rejection, RetryScheduled};
use crate::kernel::GiveUp;
use crate::{Rejected, Site};

pub(crate) fn retried(site: &Site, watch: Option<&Watch>, attempt: u32, class: Class, delay: Duration) {
    let scheduled = RetryScheduled { site: site.name(), attempt, class, delay };
    tell(watch, &Event::RetryScheduled(scheduled));
    log::retried(site, attempt, class, delay);
}

pub(crate) fn gave_up(site: &Site, watch: Option<&Watch>, attempt: u32, class: Class, reason: GiveUp) {
    tell(watch, &Event::GaveUp(GaveUp { site: site.name(), attempt, class, reason }));
    log::gave_up(site, attempt, class, reason);
}

#[inline]
pub(crate) fn rejected(site: &Site, watch: Option<&Watch>, attempt: u32, rejected: &Rejected) {
    tell(watch, &Event::Rejected(Rejection { site: site.name(), attempt, rejected }));
    log::rejected(site, attempt, rejected);
}

#[inline]
fn tell(watch: Option<&Watch>, event: &Event<'_>) {
    if let Some(watch) = watch {
        watch.tell(event);
    }
}
