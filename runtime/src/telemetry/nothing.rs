//! The same face with nothing behind it.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::time::Duration;

use resilin_policy::Class;

use super::Gate;
use crate::kernel::{GiveUp, ResetKind, Transition};
use crate::{Rejected, Site};

/// There is none.
#[derive(Debug)]
pub(crate) struct Span(Infallible);

/// A span that is entered.
pub(crate) struct Entered<'s>(PhantomData<&'s Span>);

impl Span {
    #[inline]
    pub(crate) fn is_wanted() -> bool {
        false
    }

    pub(crate) fn open(_: &Site) -> Option<Self> {
        None
    }

    pub(crate) fn enter(&self) -> Entered<'_> {
        match self.0 {}
    }

    pub(crate) fn end(&self, _: u32, _: &'static str) {
        match self.0 {}
    }
}

pub(crate) fn retried(_: &Site, _: u32, _: Class, _: Duration) {}

pub(crate) fn gave_up(_: &Site, _: u32, _: Class, _: GiveUp) {}

pub(crate) fn rejected(_: &Site, _: u32, _: &Rejected) {}

pub(crate) fn breaker_moved(_: &str, _: &Transition) {}

pub(crate) fn quota_closed(_: &str, _: Duration, _: ResetKind) {}

pub(crate) fn quota_open(_: &str, _: Duration) {}

pub(crate) fn settings_differ(_: &Site, _: Gate, _: &str) {}

pub(crate) fn override_unused(_: Gate, _: &str) {}

#[cfg(feature = "config")]
pub(crate) fn overrides_applied(_: usize) {}

#[cfg(feature = "config")]
pub(crate) fn overrides_refused(_: usize) {}

#[cfg(feature = "config")]
pub(crate) fn site_not_overridden(_: &Site, _: &str) {}

pub(crate) fn no_table(_: &Site, _: &str) {}

pub(crate) fn no_timer(_: &Site) {}

pub(crate) fn no_timeout(_: &Site) {}

pub(crate) fn is_debugged() -> bool {
    false
}

#[inline]
pub(crate) fn may_be_debugged() -> bool {
    false
}

pub(crate) fn nested(_: &Site) {}

pub(crate) fn unknown(_: &Site, _: &'static str) {}

#[cfg(feature = "tokio")]
pub(crate) fn renewed(_: &'static str, _: u64, _: Option<Duration>) {}

#[cfg(feature = "tokio")]
pub(crate) fn renewal_failed(_: &'static str, _: u64, _: &'static str, _: u32) {}

pub(crate) fn key_out(_: &str, _: &'static str, _: Duration) {}

pub(crate) fn key_back(_: &str) {}
