//! The settings of a breaker by name.

use crate::gate::GateSetting;

/// The settings of a breaker, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BreakerSetting {
    Failures,
    Within,
    FailureRate,
    Calls,
    MinCalls,
    SlowCall,
    SlowCallRate,
    Open,
    Probes,
    Successes,
    ProbeTimeout,
    Keys,
}

impl GateSetting for BreakerSetting {
    const GATE: &'static str = "breaker";
    const KEY: &'static str = "breaker";
    const NAME: &'static str = "api";
    const ALL: &'static [Self] = &[
        Self::Failures,
        Self::Within,
        Self::FailureRate,
        Self::Calls,
        Self::MinCalls,
        Self::SlowCall,
        Self::SlowCallRate,
        Self::Open,
        Self::Probes,
        Self::Successes,
        Self::ProbeTimeout,
        Self::Keys,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Failures => "failures",
            Self::Within => "within",
            Self::FailureRate => "failure_rate",
            Self::Calls => "calls",
            Self::MinCalls => "min_calls",
            Self::SlowCall => "slow_call",
            Self::SlowCallRate => "slow_call_rate",
            Self::Open => "open",
            Self::Probes => "probes",
            Self::Successes => "successes",
            Self::ProbeTimeout => "probe_timeout",
            Self::Keys => "keys",
        }
    }

    fn entry(self) -> &'static str {
        match self {
            Self::Failures => "failures = 5",
            Self::Within => "within = 300s",
            Self::FailureRate => "failure_rate = 50%",
            Self::Calls => "calls = 100",
            Self::MinCalls => "min_calls = 20",
            Self::SlowCall => "slow_call = 2s",
            Self::SlowCallRate => "slow_call_rate = 50%",
            Self::Open => "open = 60s",
            Self::Probes => "probes = 1",
            Self::Successes => "successes = 1",
            Self::ProbeTimeout => "probe_timeout = 60s",
            Self::Keys => "keys = 10_000",
        }
    }

    fn other_names(self) -> &'static [&'static str] {
        OTHER_NAMES.iter().find(|(setting, _)| *setting == self).map_or(&[], |(_, names)| names)
    }
}

/// What resilience4j, Polly, failsafe, recloser, opossum, Hystrix and their like call it, in lower case and without
/// what joins the words.
const OTHER_NAMES: [(BreakerSetting, &[&str]); 12] = [
    (
        BreakerSetting::Failures,
        &[
            "failurethreshold",
            "maxfailures",
            "consecutivefailures",
            "failurecount",
            "threshold",
            "errors",
            "errorthreshold",
            "maxerrors",
        ],
    ),
    (
        BreakerSetting::Within,
        &[
            "samplingduration",
            "window",
            "windowduration",
            "timewindow",
            "interval",
            "period",
            "rollingcounttimeout",
        ],
    ),
    (
        BreakerSetting::FailureRate,
        &[
            "failureratethreshold",
            "failureratio",
            "errorrate",
            "errorratio",
            "errorthresholdpercentage",
            "rate",
            "ratio",
        ],
    ),
    (BreakerSetting::Calls, &["slidingwindowsize", "slidingwindow", "windowsize", "closedlen"]),
    (
        BreakerSetting::MinCalls,
        &[
            "minimumnumberofcalls",
            "minimumcalls",
            "minimumthroughput",
            "minthroughput",
            "volumethreshold",
            "requestvolumethreshold",
        ],
    ),
    (BreakerSetting::SlowCall, &["slowcalldurationthreshold", "slowcallduration", "slowthreshold", "slow"]),
    (BreakerSetting::SlowCallRate, &["slowcallratethreshold", "slowrate", "slowcallratio"]),
    (
        BreakerSetting::Open,
        &[
            "waitdurationinopenstate",
            "breakduration",
            "durationofbreak",
            "cooldown",
            "resettimeout",
            "recoverytimeout",
            "opentimeout",
            "openduration",
            "openwait",
            "opentime",
            "openfor",
            "sleepwindow",
        ],
    ),
    (
        BreakerSetting::Probes,
        &[
            "permittednumberofcallsinhalfopenstate",
            "halfopen",
            "halfopencalls",
            "halfopenmaxcalls",
            "halfopenlen",
            "maxrequests",
        ],
    ),
    (BreakerSetting::Successes, &["successthreshold", "successcount", "consecutivesuccesses"]),
    (BreakerSetting::ProbeTimeout, &["maxwaitdurationinhalfopenstate", "halfopentimeout"]),
    (BreakerSetting::Keys, &["maxkeys", "capacity"]),
];
