//! The file is read once a process, and again where it has changed since: an editor's process lives for days.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

use super::source::{File, NAME};

/// What tells one content from the next without reading it; `None` where there is no file.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// The files that were read, by their paths.
type Known = HashMap<PathBuf, (Stamp, Arc<File>)>;

static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// The file of the crate that is being compiled.
pub(crate) fn of_crate() -> Arc<File> {
    match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => at(&Path::new(&folder).join(NAME)),
        // Whoever builds without cargo has no manifest for a file to stand beside.
        None => Arc::default(),
    }
}

/// The file at this path.
pub(crate) fn at(path: &Path) -> Arc<File> {
    let stamp = fs::metadata(path).ok().map(|metadata| (metadata.modified().ok(), metadata.len()));
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    match known.get(path) {
        Some((of, file)) if *of == stamp => Arc::clone(file),
        _ => {
            let file = Arc::new(File::read(path));
            known.insert(path.to_owned(), (stamp, Arc::clone(&file)));
            file
        }
    }
}
