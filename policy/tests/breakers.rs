//! What is read of breakers, and what holds where nothing was written.

use resilin_policy::{
    Backoff, BreakerRef, BreakerSettings, NamePiece, Policy, SlowCalls, Target, Window, read, read_breaker,
};
use std::{num::NonZeroU32, time::Duration};

#[track_caller]
fn breaker(entry: &str) -> BreakerRef {
    let reading = read(entry, Target::AsyncFn);
    assert_eq!(reading.findings, [], "{entry}");
    reading.settings.breaker.expect("the breaker that was just written")
}

#[track_caller]
fn settings(text: &str) -> BreakerSettings {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn count(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).expect("1 or more")
}

#[test]
fn one_breaker_is_written_in_several_ways() {
    for entry in [
        r#"breaker = "api""#,
        "breaker = api",
        r#"breaker("api")"#,
        "breaker(api)",
        r#" breaker ( "api" , ) ,"#,
        r#"attempts = 5, breaker("api"), timeout = 1s"#,
    ] {
        assert_eq!(breaker(entry).name(), "api", "{entry}");
        assert_eq!(*breaker(entry).settings(), BreakerSettings::NONE, "{entry}");
    }
    for name in ["my-api.v2", "a,b", "a(b", "failures", "\u{E9}t\u{E9}", "breaker", "nonesuch", "a:b@c"] {
        assert_eq!(breaker(&format!("breaker = \"{name}\"")).name(), name);
        assert_eq!(breaker(&format!("breaker(\"{name}\", probes = 2)")).name(), name);
    }
    assert_eq!(breaker("breaker = my-api.v2").name(), "my-api.v2");
    assert_eq!(breaker("breaker = failures").name(), "failures");
}

#[test]
fn settings_stand_beside_the_name_or_alone() {
    let text = "failures = 3, open = 30s";
    assert_eq!(*breaker(&format!("breaker(api, {text})")).settings(), settings(text));
    assert_eq!(settings("failures=\"3\",open=\"30s\","), settings(text));
    assert_eq!(read_breaker(text).settings, settings(text));
    assert_eq!(settings(" \n"), BreakerSettings::NONE);
    assert_ne!(settings("failures = 5"), BreakerSettings::NONE);
}

#[test]
fn what_could_be_read_is_kept_beside_findings() {
    let reading = read_breaker("failures = 3, open = 30, probes = 2, failures = 4");
    assert_eq!(reading.settings, settings("failures = 3, probes = 2"));
    assert_eq!(reading.findings.len(), 2);

    let kept = read("breaker(api, failures = 3, open = 30)", Target::Text).settings.breaker;
    assert_eq!(kept, Some(breaker("breaker(api, failures = 3)")));
    assert_eq!(read("breaker(\"a b\", failures = 3)", Target::Text).settings.breaker, None);
    assert_eq!("breaker(api, open = 30)".parse::<Policy>().map_err(|error| error.findings().len()), Err(1));
}

fn shown(piece: &NamePiece<'_>) -> String {
    match piece {
        NamePiece::Text(text) => format!("text {text}"),
        NamePiece::Placeholder(path) => format!("placeholder {path}"),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_name_is_text_and_placeholders() {
    let pieces =
        |name: &str| breaker(&format!("breaker = \"{name}\"")).pieces().iter().map(shown).collect::<Vec<_>>();
    assert_eq!(pieces("api"), ["text api"]);
    assert_eq!(pieces("api/{host}"), ["text api/", "placeholder host"]);
    assert_eq!(pieces("api/v2/{ self.0.region }-x"), ["text api/v2/", "placeholder self.0.region", "text -x"]);
    assert_eq!(pieces("{a}{_b1}"), ["placeholder a", "placeholder _b1"]);
    assert_eq!(pieces("{self.tenant}"), ["placeholder self.tenant"]);
}

#[test]
fn the_parent_of_keys_has_the_settings() {
    for (name, parent, is_keyed) in [
        ("api", "api", false),
        ("api/{host}", "api", true),
        ("api/eu/{host}/{path}", "api", true),
        ("{self.tenant}", "{self.tenant}", true),
        ("{a}-{b}", "{a}-{b}", true),
    ] {
        let breaker = breaker(&format!("breaker = \"{name}\""));
        assert_eq!((breaker.parent(), breaker.is_keyed()), (parent, is_keyed), "{name}");
    }
}

// Red when: `percentage` in numbers.rs is `Some(percent / 100.0)`.
#[test]
fn a_percentage_is_the_share_to_the_last_bit() {
    for tenths in 1..=1_000 {
        let percent = format!("{}.{}%", tenths / 10, tenths % 10);
        let share = format!("{}.{:03}", tenths / 1_000, tenths % 1_000);
        for (setting, before) in [("failure_rate", ""), ("slow_call_rate", "slow_call = 1s, ")] {
            let read = |value: &str| settings(&format!("{before}{setting} = {value}"));
            assert_eq!(read(&percent), read(&share), "{percent}");
        }
        assert_eq!(format!("jitter = {percent}").parse::<Policy>(), format!("jitter = {share}").parse());
    }
    assert_eq!(settings("failure_rate = 33.3%").failure_rate(), Some(0.333));
    assert_eq!(settings("failure_rate = 1_0 %").failure_rate(), Some(0.1));
    assert_eq!(settings("failure_rate = 100%").failure_rate(), Some(1.0));
}

#[test]
fn open_is_a_duration_or_a_shape() {
    let (s30, m10) = (Duration::from_secs(30), Duration::from_secs(600));
    for (text, open) in [
        ("", Backoff::Fixed(Duration::from_secs(60))),
        ("open = 30s", Backoff::Fixed(s30)),
        ("open = fixed(30s)", Backoff::Fixed(s30)),
        ("open = exp(30s, 2, 10m)", Backoff::Exponential { first: s30, factor: 2.0, cap: m10 }),
        ("open = linear(30s, 30s, 10m)", Backoff::Linear { first: s30, step: s30, cap: m10 }),
        ("open = \"fib(30s, 10m)\"", Backoff::Fibonacci { first: s30, cap: m10 }),
    ] {
        assert_eq!(settings(text).open(), open, "{text}");
    }
}

#[test]
fn what_trips_follows_from_what_was_written() {
    let s60 = Duration::from_secs(60);
    for (text, in_row, within) in [
        ("", Some(5), None),
        ("open = 30s", Some(5), None),
        ("failures = 3", Some(3), None),
        ("failures = 3, within = 60s", None, Some((3, s60))),
        ("within = 60s", None, Some((5, s60))),
        ("failure_rate = 50%", None, None),
        ("slow_call = 1s, within = 60s", None, None),
        ("failures = 3, failure_rate = 50%, calls = 10", Some(3), None),
        ("failures = 3, failure_rate = 50%, within = 60s", None, Some((3, s60))),
    ] {
        let read = settings(text);
        assert_eq!((read.failures_in_row(), read.failures_within()), (in_row, within), "{text}");
    }
}

#[test]
fn a_rate_has_a_window() {
    for (text, window, min_calls) in [
        ("failure_rate = 50%", Window::Calls(count(100)), 100),
        ("slow_call = 1s, calls = 7", Window::Calls(count(7)), 7),
        ("failure_rate = 50%, calls = 7, min_calls = 3", Window::Calls(count(7)), 3),
        ("failure_rate = 50%, within = 1s", Window::Within(Duration::from_secs(1)), 20),
        ("failure_rate = 50%, within = 1s, min_calls = 3", Window::Within(Duration::from_secs(1)), 3),
    ] {
        assert_eq!((settings(text).window(), settings(text).min_calls()), (Some(window), min_calls), "{text}");
    }
    assert_eq!(settings("failures = 3, within = 1s").window(), None);
}

#[test]
fn slow_calls_probes_and_keys_have_defaults() {
    let slow = |text: &str| settings(text).slow_calls().map(|SlowCalls { from, rate, .. }| (from, rate));
    assert_eq!(slow("slow_call = 2s"), Some((Duration::from_secs(2), 0.5)));
    assert_eq!(slow("slow_call = 2s, slow_call_rate = 10%"), Some((Duration::from_secs(2), 0.1)));
    assert_eq!(slow("failures = 2"), None);

    let none = BreakerSettings::NONE;
    assert_eq!((none.probes(), none.successes(), none.probe_timeout(), none.keys()), (1, 1, None, 10_000));
    let some = settings("probes = 2, successes = 3, probe_timeout = 4s, keys = 5");
    assert_eq!((some.probes(), some.successes(), some.keys()), (2, 3, 5));
    assert_eq!(some.probe_timeout(), Some(Duration::from_secs(4)));
}
