//! What is kept of what the fuzzer found, run again: one file an input, in a folder for each target. `fuzz/seeds` is where
//! it begins, `fuzz/cases` what was once a mistake.

use std::path::{Path, PathBuf};
use std::{fs, io};

use arbitrary::{Arbitrary as _, Unstructured};
use resilin_fuzz_checks::targets;

macro_rules! replays {
    ($($target:ident)*) => {$(
        #[test]
        fn $target() {
            let seeds = kept("seeds", stringify!($target));
            assert!(!seeds.is_empty(), "nothing to begin with");
            for path in seeds.into_iter().chain(kept("cases", stringify!($target))) {
                // Shown where it fails.
                println!("{}", path.display());
                let bytes = fs::read(path).expect("a file");
                let input = targets::$target::Input::arbitrary_take_rest(Unstructured::new(&bytes));
                input.expect("any bytes are an input").check();
            }
        }
    )*};
}

replays! { attribute breaker document environment headers policy_text }

/// The files of a target, in the order of their names. No folder is no file.
fn kept(folder: &str, target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join(target);
    let entries = if folder.exists() { fs::read_dir(folder) } else { return Vec::new() };
    let paths = entries.and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>());
    let mut paths = paths.expect("a folder of files");
    paths.sort();
    paths
}
