//! What goes before what, and what is told apart.

use std::time::Duration;

use resilin::{Hint, headers};

use crate::common::{NOW, at, exhausted, read, told};

// As the cases expect it: most of them have one.
#[allow(clippy::unnecessary_wraps)]
fn millis(millis: u64) -> Option<Hint> {
    Some(Hint::After(Duration::from_millis(millis)))
}

/// Milliseconds, `Retry-After`, `x-ratelimit-retry-after`: wherever they stand.
// Red when: `milliseconds.or_else(retry_after)` of retry_after.rs becomes `retry_after().or(milliseconds)`.
#[test]
fn the_more_exact_header_goes_first() {
    let mut response = [("retry-after-ms", "250"), ("retry-after", "2"), ("x-ratelimit-retry-after", "3")];
    for _ in 0..2 {
        assert_eq!(read(&response).retry_after(), millis(250));
        response.reverse();
    }
    assert_eq!(read(&response[1..]).retry_after(), millis(2_000));
    assert_eq!(read(&response[2..]).retry_after(), millis(3_000));
}

#[test]
fn what_cannot_be_read_leaves_the_place_to_the_next() {
    let response = [("retry-after-ms", "-5"), ("retry-after", "soon"), ("x-ratelimit-retry-after", "3")];
    assert_eq!(read(&response).retry_after(), millis(3_000));
}

// Red when: `get_or_insert(value)` of rows.rs becomes `insert(value)`.
#[test]
fn the_first_value_that_can_be_read() {
    let said = read(&[
        ("retry-after", "soon"),
        ("retry-after", "4"),
        ("retry-after", "9"),
        ("x-ratelimit-remaining", "?"),
        ("x-ratelimit-remaining", "7"),
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset-after", "1"),
        ("x-ratelimit-reset-after", "2"),
    ]);
    assert_eq!(said.retry_after(), millis(4_000));
    assert_eq!(told(&said), [("", None, Some(7), Some(1_000))]);
}

/// The longest wait among those with nothing left; one that still has something does not count.
// Red when: `max_by_key` of limits.rs becomes `min_by_key`; `filter` is left out.
#[test]
fn of_the_exhausted_the_latest_reset() {
    let said = read(&[
        ("x-ratelimit-remaining-requests", "0"),
        ("x-ratelimit-reset-requests", "20ms"),
        ("x-ratelimit-remaining-tokens", "0"),
        ("x-ratelimit-reset-tokens", "6m0s"),
        ("anthropic-ratelimit-input-tokens-remaining", "0"),
        ("anthropic-ratelimit-input-tokens-reset", "2023-09-29T16:30:00Z"),
        ("ratelimit", r#""day";r=1;t=9000, "unknown";t=9000, "week";r=0"#),
    ]);
    let exhausted = said.exhausted().expect("four have nothing left");
    assert_eq!((&*exhausted.name, exhausted.resets_in), ("tokens", Some(Duration::from_secs(360))));
    assert_eq!(said.limits().iter().filter(|limit| limit.is_exhausted()).count(), 4);
}

/// A reset that is known goes before one that is not, even where it has passed.
#[test]
fn an_exhausted_limit_without_a_reset() {
    assert_eq!(exhausted(&read(&[("x-ratelimit-remaining", "0")])), Some(""));
    let said = read(&[("ratelimit", "a;r=0, b;r=0;t=0, c;r=0")]);
    assert_eq!(exhausted(&said), Some("b"));
    assert_eq!(exhausted(&read(&[("x-ratelimit-remaining", "1"), ("x-ratelimit-reset", "60")])), None);
}

// Red when: `eq_ignore_ascii_case` in `strip_prefix` of field.rs becomes `==`.
#[test]
fn names_without_case() {
    let said = read(&[
        ("RETRY-AFTER", "5"),
        ("X-RATELIMIT-REMAINING-TOKENS", "0"),
        ("x-ratelimit-reset-Tokens", "9"),
        ("Anthropic-RateLimit-Requests-Remaining", "3"),
        ("RATELIMIT", "p;r=2"),
    ]);
    assert_eq!(said.retry_after(), millis(5_000));
    let expected =
        [("tokens", None, Some(0), Some(9_000)), ("requests", None, Some(3), None), ("p", None, Some(2), None)];
    assert_eq!(told(&said), expected);
}

/// A gateway's limit is not that of the server behind it.
// Red when: `self.family == Family::Structured` is left out of `is` of rows.rs, or `row.family == of.family` of `keep`.
#[test]
fn one_name_in_two_families() {
    let said = read(&[
        ("x-ratelimit-remaining-requests", "5"),
        ("anthropic-ratelimit-requests-remaining", "0"),
        ("ratelimit-remaining-requests", "4"),
        ("ratelimit", "requests;r=3"),
    ]);
    let left: Vec<_> = said.limits().iter().map(|limit| (&*limit.name, limit.remaining)).collect();
    assert_eq!(left, [5, 0, 4, 3].map(|left| ("requests", Some(left))));
    let said = read(&[("x-ratelimit-limit", "5"), ("ratelimit", "limit=100, remaining=0")]);
    assert_eq!(told(&said), [("", Some(5), None, None), ("", Some(100), Some(0), None)]);
}

#[test]
fn names_that_are_none_of_ours() {
    let names = [
        "",
        "-",
        "x",
        "retry",
        "retry-after-",
        "retry-after-s",
        "retry-afterwards",
        "x-retry-after",
        "ratelimits",
        "ratelimit-",
        "ratelimit-used",
        "ratelimitlimit",
        "x-ratelimit",
        "x-ratelimit-",
        "x-ratelimit-limits",
        "x-ratelimit-used",
        "x-ratelimit-requests",
        "x-rate-limit",
        "my-x-ratelimit-limit",
        "anthropic-ratelimit-",
        "anthropic-ratelimit-limit",
        "anthropic-ratelimit-requests",
        "anthropic-ratelimit-unified-status",
        "anthropic",
        "limit",
        "dat",
        "datetime",
        "x-ratelimit\u{fc}limit",
        "\u{fc}",
        "x-ratelimi\u{fc}",
    ];
    for name in names {
        let said = read(&[(name, "5")]);
        assert_eq!((said.retry_after(), told(&said)), (None, vec![]), "{name:?}");
    }
}

/// A hostile server cannot make us search without end; what comes first is kept.
// Red when: `MOST` of rows.rs becomes 33.
#[test]
fn thirty_two_limits_at_most() {
    let names: Vec<String> = (0..500).map(|n| format!("x-ratelimit-remaining-{n}")).collect();
    let said = headers::read(names.iter().map(|name| (name, "5")), at(NOW));
    assert_eq!(said.limits().len(), 32);
    assert_eq!((&*said.limits()[31].name, said.limits()[31].remaining), ("31", Some(5)));
    let listed = (0..500).map(|n| format!("p{n};r=0")).collect::<Vec<_>>().join(",");
    assert_eq!(read(&[("ratelimit", &listed), ("ratelimit-policy", "p1;q=1, new;q=2")]).limits().len(), 32);
}
