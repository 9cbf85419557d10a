//! What the compiler says about a `resilience.toml`, and what it makes of a right one.
//!
//! Each folder `files/<topic>/<case>/` is a package of its own: a `lib.rs` whose messages are those in `stderr`, or a
//! `main.rs` that compiles without a word and, run, asserts what it got. `TRYBUILD=overwrite cargo test -p resilin-tests
//! --test files` writes the messages anew; read the difference as a newcomer would.
//!
//! Bytes that an editor would lose (line ends, a mark at the beginning, no UTF-8) are written as `\r` and `\xFF` in a
//! `resilience.escaped`, which becomes the package's `resilience.toml`.

#[path = "files/build.rs"]
mod build;
#[path = "files/case.rs"]
mod case;
#[path = "files/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use build::Built;
use case::Case;

/// The topic in which rustc speaks, whose words change from release to release: it has to say at least what the case's
/// `// says:` lines ask for.
const COMPILER: &str = "compiler";

#[test]
fn every_case_says_and_does_what_is_kept() {
    let cases = case::all();
    assert!(cases.len() > 30, "only {} cases were found", cases.len());
    let folder = workspace::write(&cases);
    let built = build::build(&folder);
    let wrong: String = cases.iter().filter_map(|case| wrong(case, &built)).collect();
    assert!(wrong.is_empty(), "{wrong}");
}

/// How a case differs from what is kept.
fn wrong(case: &Case, built: &BTreeMap<String, Built>) -> Option<String> {
    let Built { said, program } = built.get(&case.package()).cloned().unwrap_or_default();
    if case.is_program() {
        return program_wrong(case, &said, program.as_deref());
    }
    if said.is_empty() {
        return Some(format!("\n=== {}: compiles, and should not\n", case.name()));
    }
    if case.topic == COMPILER {
        let lacked = case.lacks(&said);
        return lacked.map(|lacked| format!("\n=== {}: does not say `{lacked}`:\n{said}", case.name()));
    }
    if case::overwrites() {
        case.keep(&said);
        return None;
    }
    let kept = case.kept();
    (said != kept).then(|| format!("\n=== {}\n--- kept\n{kept}--- said\n{said}", case.name()))
}

fn program_wrong(case: &Case, said: &str, program: Option<&str>) -> Option<String> {
    let mut wrong = String::new();
    if !said.is_empty() {
        let _ = write!(wrong, "\n=== {}: should compile without a word\n{said}", case.name());
    }
    let Some(program) = program else {
        return Some(if wrong.is_empty() { format!("\n=== {}: was not built\n", case.name()) } else { wrong });
    };
    let output = Command::new(program).env("RUST_BACKTRACE", "0").output().expect("a program that was just built");
    if !output.status.success() {
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let _ = write!(wrong, "\n=== {}: ends with {}\n{out}{err}", case.name(), output.status);
    }
    (!wrong.is_empty()).then_some(wrong)
}
