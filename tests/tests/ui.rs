//! What the compiler says about a policy that cannot work, and that it says nothing about one that can.
//!
//! The messages are part of the product: `TRYBUILD=overwrite cargo test -p resilin-tests --test ui` writes them anew;
//! read the difference as a newcomer would.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use trybuild::TestCases;

/// Folders whose messages are all our own: they are the same on every toolchain.
///
/// Red when: `Report::to_tokens` leaves out its last error, `with_help` its help, `Piece::drawn` its caret, `Places::of`
/// the end of a value, or `Attribute::without_policy` is not called (a body that consumes its argument turns red, too).
const OURS: [&str; 20] = [
    "attempts",
    "blocks",
    "breakers",
    "classify",
    "code_keys",
    "combinations",
    "credentials",
    "durations",
    "fallback",
    "function",
    "jitter",
    "keys",
    "policy_macro",
    "quota",
    "registry",
    "retry_budget",
    "several",
    "shapes",
    "tables",
    "values",
];
/// What is accepted.
const PASS: &str = "pass";
/// What rustc says in its own words, which change from release to release.
const COMPILER: &str = "compiler";
/// The release whose words are kept in that folder.
const PINNED: &str = "rustc 1.95.0 ";
/// Set for the process that writes down what another release says; its value is a folder with copies of the cases.
const COPIES: &str = "RESILIN_UI_COPIES";

#[test]
fn mistakes_are_told_in_our_words() {
    let cases = TestCases::new();
    for folder in OURS {
        cases.compile_fail(format!("ui/{folder}/*.rs"));
    }
}

#[test]
fn every_form_is_accepted() {
    TestCases::new().pass(format!("ui/{PASS}/*.rs"));
}

/// The pinned release has to say exactly what is kept; any other has to say at least what the case's `// says:` lines
/// ask for.
#[test]
fn mistakes_that_rustc_tells_are_understandable() {
    if let Some(copies) = env::var_os(COPIES) {
        return TestCases::new().compile_fail(Path::new(&copies).join("*.rs"));
    }
    let kept = ui().join(COMPILER);
    let said = if is_pinned() {
        TestCases::new().compile_fail(format!("ui/{COMPILER}/*.rs"));
        kept
    } else {
        said_by_this_release(&kept)
    };
    let cases = cases(&said);
    assert!(!cases.is_empty(), "no cases in {}", said.display());
    for case in cases {
        assert_says_what_it_should(&case);
    }
}

#[test]
fn every_folder_is_tested() {
    let known = |name: &str| OURS.contains(&name) || name == PASS || name == COMPILER;
    let folders = fs::read_dir(ui()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let forgotten: Vec<String> = folders.filter(|name| !known(name)).collect();
    assert_eq!(forgotten, [""; 0]);
}

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

fn is_pinned() -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().unwrap().stdout;
    version.starts_with(PINNED.as_bytes())
}

fn cases(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// A folder with copies of the cases and, beside each, what this release says: written by a process of its own,
/// because trybuild learns from the environment that it is to write and not to compare.
fn said_by_this_release(kept: &Path) -> PathBuf {
    let copies = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui-copies");
    drop(fs::remove_dir_all(&copies));
    fs::create_dir_all(&copies).unwrap();
    for case in cases(kept) {
        fs::copy(&case, copies.join(case.file_name().unwrap())).unwrap();
    }
    let this_test = ["--exact", "mistakes_that_rustc_tells_are_understandable"];
    let mut writer = Command::new(env::current_exe().unwrap());
    writer.args(this_test).env("TRYBUILD", "overwrite").env(COPIES, &copies);
    assert!(writer.status().unwrap().success(), "a case compiles that should not");
    copies
}

fn assert_says_what_it_should(case: &Path) {
    let source = fs::read_to_string(case).unwrap();
    let said = fs::read_to_string(case.with_extension("stderr")).unwrap();
    let expected: Vec<&str> = source.lines().filter_map(|line| line.strip_prefix("// says: ")).collect();
    assert!(!expected.is_empty(), "{} has no `// says:` line", case.display());
    for sentence in expected {
        assert!(said.contains(sentence), "{} does not say `{sentence}`:\n{said}", case.display());
    }
}
