//! The cases: folders with a file, a source and what is expected.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// A folder of `files/`.
pub(crate) struct Case {
    pub(crate) topic: String,
    name: String,
    pub(crate) folder: PathBuf,
}

/// What the compiler says about the case.
const KEPT: &str = "stderr";

pub(crate) fn all() -> Vec<Case> {
    let topics = folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join("files"));
    let cases = |topic: PathBuf| folders(&topic).into_iter().map(move |folder| Case::of(&topic, folder));
    topics.into_iter().flat_map(cases).collect()
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(of).expect("the folder of the cases").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Whether what is said is to be kept, and not compared.
pub(crate) fn overwrites() -> bool {
    env::var_os("TRYBUILD").is_some_and(|value| value == "overwrite")
}

impl Case {
    fn of(topic: &Path, folder: PathBuf) -> Self {
        let name = |path: &Path| path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        Self { topic: name(topic), name: name(&folder), folder }
    }

    pub(crate) fn name(&self) -> String {
        format!("{}/{}", self.topic, self.name)
    }

    /// The name of the package, which its crate has, too, with `_` for each `-`.
    pub(crate) fn package(&self) -> String {
        format!("{}-{}", self.topic, self.name)
    }

    /// Whether it is to compile and run.
    pub(crate) fn is_program(&self) -> bool {
        self.folder.join("main.rs").exists()
    }

    pub(crate) fn kept(&self) -> String {
        fs::read_to_string(self.folder.join(KEPT)).unwrap_or_default()
    }

    pub(crate) fn keep(&self, said: &str) {
        fs::write(self.folder.join(KEPT), said).expect("the folder of the case can be written");
    }

    /// The first of the sentences on `// says:` lines that is not said.
    pub(crate) fn lacks(&self, said: &str) -> Option<String> {
        let source = fs::read_to_string(self.folder.join("lib.rs")).expect("a case has a source");
        let sentences: Vec<&str> = source.lines().filter_map(|line| line.strip_prefix("// says: ")).collect();
        assert!(!sentences.is_empty(), "{} has no `// says:` line", self.name());
        sentences.into_iter().find(|sentence| !said.contains(sentence)).map(str::to_owned)
    }
}
