//! Quotas as data: what happens around a reset; and which quota a policy names.

use std::{borrow::Cow, time::Duration};

/// How a closed quota opens again, and how long a call waits for it.
///
/// They are read from text, and print as text that reads the same again. What was left out has a default, and two
/// settings are equal if the same was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuotaSettings {
    #[doc(hidden)]
    pub wait_up_to: Option<Duration>,
    #[doc(hidden)]
    pub ramp: Option<Duration>,
    #[doc(hidden)]
    pub probe_timeout: Option<Duration>,
}

/// A policy's quota: its name, and the settings written beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaRef {
    #[doc(hidden)]
    pub name: Cow<'static, str>,
    #[doc(hidden)]
    pub settings: QuotaSettings,
}

const RAMP: Duration = Duration::from_secs(10);
const PROBE_TIMEOUT: Duration = Duration::from_secs(60);

impl QuotaSettings {
    /// Nothing written: nobody waits, and the calls come back over 10 s.
    pub const NONE: Self = Self { wait_up_to: None, ramp: None, probe_timeout: None };

    /// How long a call waits at most for a closed quota; zero where it is left out: it is refused at once.
    pub fn wait_up_to(&self) -> Duration {
        self.wait_up_to.unwrap_or(Duration::ZERO)
    }

    /// Over which time after the reset, from the first good answer on, calls come back; 10 s where it is left out. Zero
    /// is all at once.
    pub fn ramp(&self) -> Duration {
        self.ramp.unwrap_or(RAMP)
    }

    /// After how long a first call that has not ended gives its place to another; 60 s where it is left out.
    pub fn probe_timeout(&self) -> Duration {
        self.probe_timeout.unwrap_or(PROBE_TIMEOUT)
    }
}

impl QuotaRef {
    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings written beside the name; [`QuotaSettings::NONE`] where there are none.
    pub const fn settings(&self) -> &QuotaSettings {
        &self.settings
    }
}
