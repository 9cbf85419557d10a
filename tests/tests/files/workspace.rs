//! One workspace with a package for each case: the libraries that they share are built once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::case::Case;

/// Writes the workspace, and gives its folder. What was built of the libraries is beside it, and stays.
pub(crate) fn write(cases: &[Case]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files");
    let sources = folder.join("cases");
    drop(fs::remove_dir_all(&sources));
    fs::create_dir_all(&sources).expect("the target folder can be written");
    for case in cases {
        package(case, &sources.join(case.package()));
    }
    fs::write(sources.join("Cargo.toml"), manifest(cases)).expect("the manifest");
    // The versions that this workspace is built with are there; others might have to be fetched.
    fs::copy(repository().join("Cargo.lock"), sources.join("Cargo.lock")).expect("the repository's lock file");
    sources
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a package of a workspace")
}

fn manifest(cases: &[Case]) -> String {
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for case in cases {
        let _ = writeln!(manifest, "    {:?},", case.package());
    }
    let runtime = repository().join("runtime").display().to_string();
    let _ = write!(
        manifest,
        "]\n\n[workspace.dependencies]\nresilin = {{ path = {runtime:?}, features = [\"link-time\"] }}\n"
    );
    manifest
        + "tokio = { version = \"1\", default-features = false, features = [\"rt\", \"test-util\", \"time\"] }\n"
}

fn package(case: &Case, folder: &Path) {
    copy(&case.folder, folder).expect("the files of the case");
    let escaped = folder.join("resilience.escaped");
    if let Ok(text) = fs::read_to_string(&escaped) {
        fs::write(folder.join("resilience.toml"), unescaped(&text)).expect("the file of the case");
    }
    fs::write(folder.join("Cargo.toml"), package_manifest(case)).expect("the manifest of the case");
}

/// The folder with all that is in it, but for what is expected.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (from, to) = (from.join(entry.as_ref().unwrap().file_name()), to.join(entry?.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(from, to)?;
        }
    }
    Ok(())
}

fn package_manifest(case: &Case) -> String {
    let package = case.package();
    let target = if case.is_program() {
        format!("[[bin]]\nname = {package:?}\npath = \"main.rs\"")
    } else {
        "[lib]\npath = \"lib.rs\"".to_owned()
    };
    format!(
        "[package]\nname = {package:?}\nedition = \"2024\"\n\n{target}\n\n\
         [dependencies]\nresilin.workspace = true\ntokio.workspace = true\n"
    )
}

/// `\r` and `\xFF` as the bytes that they stand for.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split('\\');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (byte, rest) = match part.strip_prefix('r') {
            Some(rest) => (b'\r', rest),
            None => (u8::from_str_radix(&part[1..3], 16).expect("two digits behind `\\x`"), &part[3..]),
        };
        bytes.push(byte);
        bytes.extend(rest.as_bytes());
    }
    bytes
}
