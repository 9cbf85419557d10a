//! See `checks/src/targets/headers.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use resilin_fuzz_checks::targets::headers::Input;

fuzz_target!(|input: Input| input.check());
