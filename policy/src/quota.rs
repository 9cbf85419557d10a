//! Quotas as data: what happens around a reset; and which quota a policy names.

mod setting;

pub(crate) use setting::QuotaSetting;

use crate::{
    Finding, PolicyError,
    names::{self, Plain},
};
use std::{borrow::Cow, time::Duration};

/// How a closed quota opens again, and how long a call waits for it.
///
/// They are read from text, and print as text that reads the same again. What was left out has a default, and two
/// settings are equal if the same was written.
///
/// ```
/// use resilin_policy::QuotaSettings;
/// use std::time::Duration;
///
/// let settings: QuotaSettings = "ramp = 0s, wait_up_to = 1m".parse()?;
/// assert_eq!(settings.wait_up_to(), Duration::from_secs(60));
/// assert_eq!(settings.probe_timeout(), Duration::from_secs(60));
/// assert_eq!(settings.to_string(), "wait_up_to = 60s, ramp = 0s");
///
/// assert_eq!("".parse(), Ok(QuotaSettings::NONE));
/// assert!("probe_timeout = 0s".parse::<QuotaSettings>().is_err());
/// # Ok::<(), resilin_policy::PolicyError>(())
/// ```
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

    /// How long an attempt waits at most for a closed quota; zero where it is left out: it is refused at once.
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

/// Checks a name for a quota that is about to be defined.
///
/// ```
/// use resilin_policy::check_quota_name;
///
/// assert!(check_quota_name("llm").is_ok());
/// assert_eq!(check_quota_name("llm/{model}").unwrap_err().to_string(), "\
/// a quota's name takes no placeholders
///   llm/{model}
///       ^
///   help: write it as in `llm`");
/// ```
///
/// # Errors
///
/// What is wrong with the name, with its place and a way out.
pub fn check_quota_name(name: &str) -> Result<(), PolicyError> {
    names::checked(name, wrong_name(name))
}

/// What is wrong with the name of a quota, in bytes of the name.
pub(crate) fn wrong_name(name: &str) -> Option<Finding> {
    names::wrong(name, &QUOTA)
}

const QUOTA: Plain =
    Plain { what: "quota", example: "llm", none: "leave `quota` out where there is none", slashes: false };
