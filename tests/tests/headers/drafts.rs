//! draft-ietf-httpapi-ratelimit-headers through its versions, and structured fields as far as they matter to it.

use crate::common::{Told, exhausted, read, told};

/// What one `RateLimit` tells.
#[track_caller]
fn assert_told(field: &str, expected: &[Told<'_>]) {
    assert_eq!(told(&read(&[("RateLimit", field)])), expected, "{field}");
}

#[test]
fn up_to_draft_06() {
    let said = read(&[("RateLimit-Limit", "100"), ("RateLimit-Remaining", "50"), ("RateLimit-Reset", "50")]);
    assert_eq!(told(&said), [("", Some(100), Some(50), Some(50_000))]);
    // Draft 03: the policies behind the limit; 06: in a header of their own, without a name.
    let said = read(&[
        ("RateLimit-Limit", r#"10, 10;w=1, 50;w=60;comment="fixed, not sliding""#),
        ("RateLimit-Remaining", "0"),
        ("RateLimit-Reset", "1"),
        ("RateLimit-Policy", "10;w=1, 50;w=60"),
    ]);
    assert_eq!(told(&said), [("", Some(10), Some(0), Some(1_000))]);
}

// Red when: the branch with `structured::dictionary` is removed from `service_limits`.
#[test]
fn draft_07() {
    let said =
        read(&[("RateLimit-Policy", "100;w=60;burst=1000"), ("RateLimit", "limit=100, remaining=0,reset=50")]);
    assert_eq!(told(&said), [("", Some(100), Some(0), Some(50_000))]);
    assert_told("limit=100;unit=\"r\", extra, other=(1 2);x, remaining=-1", &[("", Some(100), None, None)]);
    // Of keys that repeat the last counts.
    assert_told("remaining=4, remaining=3", &[("", None, Some(3), None)]);
}

// Red when: `find(untold)` in `told` of rows.rs becomes `find(|_| false)`.
#[test]
fn from_draft_08_on() {
    let policies = ("RateLimit-Policy", r#""burst";q=100;w=60,"daily";q=1000;w=86400;qu="requests""#);
    let limits = ("RateLimit", r#""burst";r=0;t=30;pk=:cHJpdmF0ZQ==:, "daily";r=900"#);
    let expected = [("burst", Some(100), Some(0), Some(30_000)), ("daily", Some(1_000), Some(900), None)];
    assert_eq!(told(&read(&[policies, limits])), expected);
    assert_eq!(told(&read(&[limits, policies])), expected);
    assert_eq!(exhausted(&read(&[limits, policies])), Some("burst"));
    assert_eq!(told(&read(&[policies])), [("burst", Some(100), None, None), ("daily", Some(1_000), None, None)]);
}

#[test]
fn lines_are_one_list() {
    let said = read(&[("ratelimit", r#""a";r=1;t=2"#), ("ratelimit", "broken,"), ("ratelimit", r#""b";r=3"#)]);
    assert_eq!(told(&said), [("a", None, Some(1), Some(2_000)), ("b", None, Some(3), None)]);
}

/// Two partitions of a policy are two limits: the exhausted one is not hidden.
#[test]
fn partitions() {
    let field = r#""p";r=7;t=1;pk=:YQ==:, "p";r=0;t=9;pk=:Yg==:"#;
    assert_told(field, &[("p", None, Some(7), Some(1_000)), ("p", None, Some(0), Some(9_000))]);
    assert_eq!(exhausted(&read(&[("RateLimit", field)])), Some("p"));
}

#[test]
fn what_is_read_of_a_list() {
    let five_left = |field, name| assert_told(field, &[(name, None, Some(5), None)]);
    five_left("default;r=5", "default");
    five_left("*a!#/:~;r=5", "*a!#/:~");
    five_left("\"a\"; r=5", "a");
    five_left("\"a\";r=1;r=5", "a");
    five_left("\"a\";r=5.9", "a");
    five_left("\"a\";pk=:YWJj+/=:;b=?0;on=@-1659578233;c;d=%\"f%c3%bc\";e=tok/en;r=5", "a");
    five_left("\"a\";r=5,\t\"b\"  ,  c", "a");
    five_left("(\"x\";r=1 \"y\"  2.5 );r=9, \"a\";r=5", "a");
    five_left("(), 7;r=4, ?1;r=3, \"a\";r=5", "a");
    five_left("\"\";r=5", "");
    // Of another type than the draft has, negative, or nothing at all.
    for field in ["\"a\";r=\"5\"", "\"a\";r", "\"a\";r=-1", "\"a\"", "", "\"a\";R2=5", "\"a\";t=soon"] {
        assert_told(field, &[]);
    }
}

/// A name keeps its case, and is what is meant by the escapes.
#[test]
fn names_of_policies() {
    let said = read(&[
        ("RateLimit", r#""Say \"x\\y\"";r=1, "p";r=2, "P";r=3"#),
        ("RateLimit-Policy", r#""Say \"x\\y\"";q=9, "P";q=8"#),
    ]);
    let expected =
        [("Say \"x\\y\"", Some(9), Some(1), None), ("p", None, Some(2), None), ("P", Some(8), Some(3), None)];
    assert_eq!(told(&said), expected);
}

/// With a mistake in it the whole field is ignored, what comes before the mistake too.
// Red when: the first look is left out of `service_limits` (`if true`).
#[test]
fn mistakes() {
    let mistakes = [
        ",",
        "\"b\",",
        "\"b\";",
        "\"b\";=1",
        "\"b\";9=1",
        "\"b\";r=",
        "\"b\";r=1 r=2",
        "\"b",
        "\"\\n\"",
        "\"\u{fc}\"",
        "\"\u{1}\"",
        "(",
        "(1",
        "(1,2)",
        "(1\t2)",
        "(1)(2)",
        "(\"b\"\"c\")",
        "1.",
        "1.2345",
        "1234567890123.1",
        "1234567890123456",
        "-",
        "--1",
        ":a",
        ":a b:",
        "?2",
        "?",
        "@1.5",
        "@",
        "%\"a",
        "%a",
        "b c",
        "b ;r=1",
        "=1",
        "{}",
        "$",
        "b=\u{fc}",
    ];
    for mistake in mistakes {
        assert_told(&format!("\"a\";r=5;t=1, {mistake}"), &[]);
        assert_told(&format!("remaining=5, reset=1, x={mistake}"), &[]);
        let policy = format!("\"a\";q=5, {mistake}");
        assert_eq!(told(&read(&[("RateLimit-Policy", &policy)])), [], "{mistake}");
    }
}

/// Up to the longest number that a structured field may have.
#[test]
fn long_numbers() {
    assert_told("a;r=999999999999999", &[("a", None, Some(999_999_999_999_999), None)]);
    assert_told("a;t=999999999999.999;r=-999999999999999", &[("a", None, None, Some(0))]);
    assert_told("a;r=1000000000000000", &[]);
}
