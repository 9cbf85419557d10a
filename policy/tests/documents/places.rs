//! Where findings stand: the exact place inside a string, in whatever way it is written.

use resilin_policy::{Document, FileError, Usage, located};

#[track_caller]
fn underlined(text: &str, expected: &[&str]) {
    let (_, findings) = Document::read(text, Usage::Compiled);
    let places: Vec<&str> = findings.iter().map(|finding| &text[finding.range.clone()]).collect();
    assert_eq!(places, expected, "in {text}");
}

/// What is underlined of `exp(1s, 0.5, 60s)`, written so.
#[track_caller]
fn underlined_in_a_shape(value: &str, expected: &str) {
    underlined(&format!("[policies.a]\nbackoff = {value}\n"), &[expected]);
}

// Red when: `source` of text.rs gives no `start`, or `unquoted` counts one quote for three.
#[test]
fn inside_of_every_sort_of_string() {
    underlined_in_a_shape("\"exp(1s, 0.5, 60s)\"", "0.5");
    underlined_in_a_shape("'exp(1s, 0.5, 60s)'", "0.5");
    underlined_in_a_shape("\"\"\"exp(1s, 0.5, 60s)\"\"\"", "0.5");
    underlined_in_a_shape("'''exp(1s, 0.5, 60s)'''", "0.5");
    underlined_in_a_shape("\"\"\"\n  exp(1s,\n  0.5, 60s)\"\"\"", "0.5");
    underlined_in_a_shape("'''\nexp(1s, 0.5,\n60s)\n'''", "0.5");
    underlined_in_a_shape("'''\r\nexp(1s,\r\n0.5, 60s)'''", "0.5");
}

#[test]
fn with_an_escape_the_whole_string() {
    underlined_in_a_shape("\"exp(1s, \\u0030.5, 60s)\"", "\"exp(1s, \\u0030.5, 60s)\"");
    underlined_in_a_shape("\"\"\"exp(1s, \\\n 0.5, 60s)\"\"\"", "\"\"\"exp(1s, \\\n 0.5, 60s)\"\"\"");
    underlined("[policies.a]\n\"time\\u006Fut\" = \"9s\"\ndeadline = \"3s\"\n", &["\"time\\u006Fut\" = \"9s\""]);
}

// Red when: `quoted` of assembled.rs does not set `from` behind what it escapes.
#[test]
fn quotes_and_backslashes_inside_of_a_string() {
    underlined("[policies.a]\nquota = 'l\"m'\ntable = 'a\\b'\n", &["\"", "\\"]);
    underlined("[policies.a]\nbackoff = 'exp(\"1s\", 0.5x, 60s)'\n", &["\""]);
    underlined("[tables.a]\n'x\"y' = \"fail\"\n", &["\""]);
}

#[test]
fn whole_values_and_empty_ones() {
    underlined("[policies.a]\ntimeout = 5\njitter = -7\n", &["5", "-7"]);
    underlined("[policies.a]\nattempts = \"\"\nbreaker = ' '\n", &["attempts = \"\"", "breaker = ' '"]);
    underlined("[policies.a]\ntimeout = '9s' # c\ndeadline = '3s'\n", &["timeout = '9s'"]);
}

#[test]
fn lines_and_columns_are_counted_in_characters() {
    let text = "\u{FEFF}[policies.a]\r\n\tjitter = \"\u{E4}\u{4E2D}7\"\r\n# \u{1F980}\r\n\"\u{E4}\" = 1\r\ntimeout = '\u{B5}s'";
    let (_, findings) = Document::read(text, Usage::Compiled);
    let error = FileError::new("ops.toml", text, findings);
    let places: Vec<(usize, usize)> = error.findings().map(|it| (it.line(), it.column())).collect();
    assert_eq!(places, [(2, 12), (4, 1), (5, 12)]);
    let first = error.findings().next().expect("the first of three").to_string();
    assert!(
        first.contains("\n  --> ops.toml:2:12\n      jitter = \"\u{E4}\u{4E2D}7\"\n                ^^^^\n"),
        "{first}"
    );
    assert_eq!(error.name(), "ops.toml");
}

// Red when: the mark is not cut off by `located`, or counted by `line_and_column`.
#[test]
fn a_byte_order_mark_is_not_seen() {
    let text = "\u{FEFF}attempts = 1\n";
    let (_, findings) = Document::read(text, Usage::Compiled);
    let drawn = located("f", text, &findings[0]);
    assert!(drawn.contains("\n  --> f:1:1\n  attempts = 1\n  ^^^^^^^^\n"), "{drawn}");
}

#[test]
fn keys_of_an_entry_have_their_places() {
    let text = "[policies.a]\nattempts = 5\non.client = 'fail'\n[policies.a.on]\n";
    let (document, _) = Document::read(&text[..text.len() - 16], Usage::Compiled);
    let entry = document.policies.get("a").expect("the only entry");
    let at = |key| entry.place(key).map(|place| &text[place]);
    assert_eq!((at("attempts"), at("on"), at("on.client")), (Some("attempts"), Some("on"), Some("client")));
    assert_eq!((at("timeout"), &text[entry.range.clone()]), (None, "a"));
}

// Red when: `policy` of entry.rs leaves `base` where the text that it is read from has it.
#[test]
fn the_policy_that_a_site_starts_from_has_its_place() {
    let text = "[policies.reads]\n[sites.a]\nattempts = 5\npolicy = 'reads'\n";
    let (document, _) = Document::read(text, Usage::Compiled);
    let base = document.sites.get("a").and_then(|site| site.values.base.as_ref()).expect("it starts from one");
    assert_eq!((base.name.as_str(), base.range.clone()), ("reads", text.len() - 7..text.len() - 2));
}
