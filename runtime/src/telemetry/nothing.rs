//! The same face with nothing behind it.

use std::time::Duration;

use resilin_policy::Class;

use crate::kernel::GiveUp;
use crate::{Rejected, Site};

#[derive(Debug)]
pub(crate) struct CallSpan;

/// Stands for an entered span.
pub(crate) struct Entered;

impl CallSpan {
    #[inline]
    pub(crate) fn begin(_: &Site) -> Self {
        Self
    }

    #[inline]
    pub(crate) fn enter(&self) -> Entered {
        Entered
    }

    #[inline]
    pub(crate) fn end(&self, _: u32, _: &'static str) {}
}

pub(crate) fn retried(_: &Site, _: u32, _: Class, _: Duration) {}

pub(crate) fn gave_up(_: &Site, _: u32, _: Class, _: GiveUp) {}

pub(crate) fn rejected(_: &Site, _: u32, _: &Rejected) {}

pub(crate) fn no_timer(_: &Site) {}

pub(crate) fn no_timeout(_: &Site) {}

pub(crate) fn unknown(_: &Site, _: &'static str) {}
