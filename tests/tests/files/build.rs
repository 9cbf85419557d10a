//! Building all cases at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::workspace::repository;

/// What came of a package.
#[derive(Clone, Default)]
pub(crate) struct Built {
    /// All messages of the compiler, in its order.
    pub(crate) said: String,
    /// The program, where there is one.
    pub(crate) program: Option<String>,
}

/// Builds the workspace, and tells what came of each package by its name.
pub(crate) fn build(folder: &Path) -> BTreeMap<String, Built> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["build", "--workspace", "--keep-going", "--offline", "--message-format=json"]);
    command.arg("--target-dir").arg(folder.with_file_name("target")).current_dir(folder);
    let output = command.stderr(Stdio::piped()).output().expect("cargo, which runs this test");
    let mut built = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        take(&serde_json::from_str(line).expect("a message of cargo's"), &mut built);
    }
    assert!(!built.is_empty(), "cargo built nothing:\n{}", String::from_utf8_lossy(&output.stderr));
    built
}

fn take(message: &Value, built: &mut BTreeMap<String, Built>) {
    let Some(package) = message["manifest_path"].as_str().and_then(package) else {
        return;
    };
    let built = built.entry(package.to_owned()).or_default();
    if let Some(program) = message["executable"].as_str() {
        built.program = Some(program.to_owned());
    }
    let said = &message["message"];
    if let (Some(rendered), Some(what)) = (said["rendered"].as_str(), said["message"].as_str())
        && !is_about_others(what)
    {
        built.said += &normalized(rendered, package);
    }
}

/// The folder of a manifest.
fn package(manifest: &str) -> Option<&str> {
    Path::new(manifest).parent()?.file_name()?.to_str()
}

/// Sums and references that depend on what else was said.
fn is_about_others(message: &str) -> bool {
    let others = ["aborting due to", "For more information", "Some errors have detailed explanations"];
    others.iter().any(|other| message.starts_with(other)) || message.ends_with("warnings emitted")
}

/// Paths from the folder of the case on.
fn normalized(rendered: &str, package: &str) -> String {
    let repository = format!("{}/", repository().display()).replace('\\', "/");
    let lines = rendered.lines().map(|line| {
        let line = line.trim_end();
        if line.contains("--> ") || line.contains("::: ") {
            line.replace('\\', "/").replace(&format!("{package}/"), "").replace(&repository, "$RESILIN/")
        } else {
            line.to_owned()
        }
    });
    lines.map(|line| line + "\n").collect()
}
