//! The generated workspace, in a temporary folder: one package for each contender.

use std::path::{Path, PathBuf};
use std::process::{self, Command, Output};
use std::{env, fs, io};

use super::contender::{CONTENDERS, Contender};
use super::source::{self, MODULES};

/// One check is as good as another only if nothing is kept between them. A release build is as small as cargo makes it
/// without being asked for more.
const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = ["*"]
exclude = ["target"]

[profile.dev]
incremental = false

[profile.release]
codegen-units = 1
"#;

/// Removed when it is dropped.
#[derive(Debug)]
pub(super) struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    pub(super) fn create() -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("resilin-compile-{}", process::id()));
        fs::create_dir(&folder)?;
        let scratch = Self { folder };
        let resilin = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        fs::write(scratch.folder.join("Cargo.toml"), MANIFEST)?;
        // The versions that everything else here is built with.
        fs::copy(resilin.join("Cargo.lock"), scratch.folder.join("Cargo.lock"))?;
        for contender in &CONTENDERS {
            scratch.write_package(contender, &resilin.join("runtime"))?;
        }
        Ok(scratch)
    }

    fn write_package(&self, contender: &Contender, runtime: &Path) -> io::Result<()> {
        let package = self.folder.join(contender.package);
        fs::create_dir_all(package.join("src/bin"))?;
        let manifest = source::manifest(contender, &runtime.display().to_string());
        fs::write(package.join("Cargo.toml"), manifest)?;
        fs::write(package.join("src/lib.rs"), source::library())?;
        for module in 0..MODULES {
            fs::write(package.join(format!("src/m{module}.rs")), source::module(contender, module))?;
        }
        fs::write(package.join("src/bin/all.rs"), source::program(contender, 0..MODULES))?;
        fs::write(package.join("src/bin/half.rs"), source::program(contender, 0..MODULES / 2))
    }

    /// Makes cargo compile the contender's library again.
    pub(super) fn touch(&self, contender: &Contender) -> io::Result<()> {
        fs::write(self.folder.join(contender.package).join("src/lib.rs"), source::library())
    }

    /// One package at a time, since the features of a dependency are those that all packages of one command ask for.
    pub(super) fn check(&self, contender: &Contender) -> io::Result<()> {
        self.cargo(&["check", "--lib", "--package", contender.package])
    }

    /// The two programs: with all methods, and with half of them.
    pub(super) fn build(&self, contender: &Contender) -> io::Result<[PathBuf; 2]> {
        self.cargo(&["build", "--release", "--bins", "--package", contender.package])?;
        Ok(["all", "half"].map(|program| self.folder.join("target/release").join(program)))
    }

    /// The environment of whoever runs this is not to decide what is measured.
    fn cargo(&self, arguments: &[&str]) -> io::Result<()> {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTC_WRAPPER")
            .output()?;
        succeeded(arguments, &output)
    }
}

fn succeeded(arguments: &[&str], output: &Output) -> io::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    Err(io::Error::other(format!("cargo {}: {}\n{told}", arguments.join(" "), output.status)))
}

impl Drop for Scratch {
    /// What cannot be removed is in a temporary folder anyway.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
