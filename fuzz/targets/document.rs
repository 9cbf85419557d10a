//! See `checks/src/targets/document.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use resilin_fuzz_checks::targets::document::Input;

fuzz_target!(|input: Input| input.check());
