//! The settings of a quota by name.

use crate::gate::GateSetting;

/// The settings of a quota, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuotaSetting {
    WaitUpTo,
    Ramp,
    ProbeTimeout,
}

impl GateSetting for QuotaSetting {
    const GATE: &'static str = "quota";
    const KEY: &'static str = "quota";
    const NAME: &'static str = "llm";
    const ALL: &'static [Self] = &[Self::WaitUpTo, Self::Ramp, Self::ProbeTimeout];

    fn name(self) -> &'static str {
        match self {
            Self::WaitUpTo => "wait_up_to",
            Self::Ramp => "ramp",
            Self::ProbeTimeout => "probe_timeout",
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::WaitUpTo => "wait_up_to = 30s",
            Self::Ramp => "ramp = 10s",
            Self::ProbeTimeout => "probe_timeout = 60s",
        }
    }

    /// Other libraries have limits in their place; these are the words for the same things there.
    fn other_names(self) -> &'static [&'static str] {
        match self {
            Self::WaitUpTo => &["wait", "maxwait", "maxdelay", "waitfor", "timeoutduration", "acquiretimeout"],
            Self::Ramp => &["rampup", "rampuptime", "slowstart", "slowstartwindow", "warmup", "warmupperiod"],
            Self::ProbeTimeout => &["halfopentimeout", "firstcalltimeout"],
        }
    }
}
