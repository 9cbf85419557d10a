//! Partial settings of a breaker that do not parse, values out of range that are clamped or panic.

use std::time::Duration;

use resilin::testing::ManualClock;
use resilin::{Breaker, BreakerSettings, BreakerState, Policy};

use super::common::policy;

// Red when: `from_str` of policy/src/read/breaker.rs also asks for `settings.open.is_some()`.
#[test]
fn every_part_of_its_settings_is_settings() {
    let entries = [
        "failures = 3",
        "open = exp(30s, 2, 10m)",
        "probes = 2",
        "successes = 3",
        "probe_timeout = 5s",
        "failure_rate = 50%",
        "slow_call = 2s",
        "within = 60s",
    ];
    for chosen in 0_u32..1 << entries.len() {
        let part: Vec<&str> = (0..).zip(entries).filter(|(n, _)| chosen >> n & 1 == 1).map(|(_, it)| it).collect();
        let text = part.join(", ");
        let settings: BreakerSettings = text.parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(
            settings.failures_in_row().is_some() || settings.window().is_some(),
            trips_alone(&text),
            "{text}"
        );
        let written =
            if text.is_empty() { "breaker(\"api\")".to_owned() } else { format!("breaker(\"api\", {text})") };
        assert_eq!(policy(&written).breaker().expect("it is written").settings(), &settings);
    }
}

/// `within` beside no rate counts failures within it, and neither in a row nor in a window.
fn trips_alone(text: &str) -> bool {
    !text.contains("within") || text.contains("failure_rate") || text.contains("slow_call")
}

const OUT_OF_RANGE: [&str; 24] = [
    "failures = 0",
    "failures = -1",
    "failures = 2.5",
    "failures = 4294967296",
    "failure_rate = 0",
    "failure_rate = 1.5",
    "failure_rate = 101%",
    "failure_rate = -50%",
    "failure_rate = NaN, calls = 10",
    "failure_rate = inf",
    "slow_call = 0s",
    "slow_call = 2s, slow_call_rate = 0%",
    "slow_call = 2s, slow_call_rate = 200%",
    "within = 0s",
    "within = 99999999999999999999999d",
    "failure_rate = 50%, calls = 0",
    "failure_rate = 50%, calls = 10, min_calls = 0",
    "failure_rate = 50%, calls = 10, min_calls = 11",
    "open = 0s",
    "open = exp(10s, 0.5, 60s)",
    "open = exp(60s, 2, 10s)",
    "probes = 0",
    "successes = 0",
    "probe_timeout = 0s",
];

// Red when: `rate` of policy/src/read/breaker/values.rs clamps what it reads.
#[test]
fn a_value_out_of_range_is_an_error_neither_clamped_nor_a_panic() {
    for settings in OUT_OF_RANGE {
        let error = Breaker::define("trap-range", settings).expect_err(settings);
        assert!(error.to_string().contains("help: "), "{error}");
        let text = format!(r#"breaker("trap-range", {settings})"#);
        let error = text.parse::<Policy>().expect_err(settings);
        assert!(error.to_string().contains("help: "), "{error}");
    }
}

/// The largest values there are: nothing overflows, whatever comes together.
#[test]
fn the_largest_values_do_not_overflow() {
    let clock = ManualClock::new();
    let _installed = clock.install();
    let largest = "failures = 4294967295, within = 200000d, failure_rate = 100%, min_calls = 4294967295, \
                   slow_call = 200000d, open = exp(200000d, 1e308, 200000d), probes = 4294967295, \
                   successes = 4294967295, probe_timeout = 200000d";
    let breaker = Breaker::define("trap-largest", largest).unwrap_or_else(|error| panic!("{error}"));
    let permit = || breaker.permit().expect("it passes");
    breaker.open_for(Duration::MAX);
    assert!(breaker.permit().is_err());
    breaker.close();
    for _ in 0..3 {
        permit().failed();
        permit().succeeded();
        clock.advance(Duration::MAX);
        assert!(breaker.snapshot().failures <= 3);
    }
    breaker.force_open();
    breaker.close();
    permit().succeeded();
    assert_eq!(breaker.state(), BreakerState::Closed);
}
