//! Files that cannot be read, and what is no text.

use std::error::Error;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::PathBuf;

use resilin::Source;
use resilin::config::{ConfigError, Overrides};

use crate::common::{alone, applied, file, picture};
use crate::refused::{assert_refused, pretty};
use crate::shop::open;

/// A file of this test alone.
fn written(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a place for files");
    path
}

fn kind(error: &ConfigError) -> Option<ErrorKind> {
    match error {
        ConfigError::Read { source, .. } => Some(source.kind()),
        _ => None,
    }
}

#[test]
fn a_file_that_is_not_there_is_told_at_once_unless_it_need_not_be() {
    let error = Overrides::new().file("no/such/ops.toml").unwrap_err();
    assert_eq!(
        error.to_string(),
        "the overrides in `no/such/ops.toml` cannot be read: No such file or directory (os error 2)"
    );
    assert_eq!((kind(&error), error.findings().len()), (Some(ErrorKind::NotFound), 0));
    assert!(error.source().is_some_and(<dyn Error>::is::<std::io::Error>));

    let _alone = alone();
    let overrides = Overrides::new().optional_file("no/such/ops.toml").unwrap();
    assert!(applied(&overrides).is_empty());
}

#[test]
fn a_file_that_is_there_but_no_text_is_told_even_if_it_need_not_be_there() {
    let path = written("no-text.toml", b"[sites.turn]\nattempts = \xff\n");
    for outcome in [Overrides::new().file(&path), Overrides::new().optional_file(&path)] {
        assert_eq!(kind(&outcome.unwrap_err()), Some(ErrorKind::InvalidData));
    }
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    assert!(kind(&Overrides::new().optional_file(directory).unwrap_err()).is_some());
}

#[test]
fn an_optional_file_keeps_what_was_said_before_it() {
    let _alone = alone();
    open();
    let overrides = file("[sites.turn]\nattempts = 7\n").optional_file("no/such/ops.toml").unwrap();
    assert_eq!(applied(&overrides).to_string(), "site turn: attempts 2 -> 7 (ops.toml:2)");
}

#[test]
fn findings_name_the_path_as_it_was_given() {
    let _alone = alone();
    open();
    let path = written("mistaken.toml", "\u{feff}# ein Schlüssel\r\n[sites.turn]\r\nattempts = 0\r\n".as_bytes());
    let shown = path.display().to_string();
    let overrides = Overrides::new().file(&path).unwrap();
    assert_refused(
        &overrides,
        &format!(
            "`attempts` is 0: nothing would run\n  --> {shown}:3:12\n  attempts = 0\n             ^\n  help: write 1 for a \
             single run without retries"
        ),
    );
    let error = overrides.check().unwrap_err();
    let [finding] = error.findings() else { panic!("{error}") };
    assert_eq!(finding.source(), Source::File { path: shown, line: 3 });
    assert_eq!((finding.column(), finding.message()), (Some(12), "`attempts` is 0: nothing would run"));
    assert_eq!((finding.help(), finding.site()), (Some("write 1 for a single run without retries"), None));
}

#[test]
fn findings_come_in_the_order_of_the_files_and_then_of_the_variables() {
    let _alone = alone();
    open();
    let overrides = Overrides::new()
        .variables([("RESILIENCE__SITES__TURN__ATTEMPTS", "0")])
        .text("b.toml", "[sites.turn]\ntimeout = '0s'\n[sites.x]\n")
        .text("a.toml", "[sites.turn]\nattempts = 0\n");
    let before = picture();
    let error = overrides.apply().unwrap_err();
    let sources: Vec<String> = error.findings().iter().map(|finding| finding.source().to_string()).collect();
    assert_eq!(sources, ["b.toml:2", "b.toml:3", "a.toml:2", "RESILIENCE__SITES__TURN__ATTEMPTS"]);
    assert_eq!(picture(), before);
}

#[test]
fn a_finding_about_a_function_names_it() {
    let _alone = alone();
    open();
    let error = file("[sites.'config_mistakes::shop::once']\nattempts = 2\n").check().unwrap_err();
    assert_eq!(error.findings()[0].site(), Some("config_mistakes::shop::once"));
}

#[cfg(unix)]
#[test]
fn variables_that_are_no_text_are_findings() {
    use std::os::unix::ffi::OsStringExt;

    let _alone = alone();
    open();
    let value = OsString::from_vec(vec![b'3', 0xff]);
    let name = OsString::from_vec(b"RESILIENCE__SITES__TURN\xff__ATTEMPTS".to_vec());
    let before = picture();
    let overrides = Overrides::new()
        .variables([(OsString::from("RESILIENCE__SITES__TURN__ATTEMPTS"), value)])
        .variables([(name, OsString::from("3"))])
        .variables([(OsString::from_vec(vec![0xff]), OsString::from("not one of ours"))]);
    let error = overrides.apply().unwrap_err();
    pretty(
        &error.to_string(),
        "the variable's value is no UTF-8
  --> RESILIENCE__SITES__TURN__ATTEMPTS
  RESILIENCE__SITES__TURN__ATTEMPTS
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write it as plain text
the name of the variable is no UTF-8
  --> RESILIENCE__SITES__TURN\u{fffd}__ATTEMPTS
  RESILIENCE__SITES__TURN\u{fffd}__ATTEMPTS
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: use capitals, digits and `_`",
    );
    assert_eq!(picture(), before);
}
