//! See `checks/src/targets/environment.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use resilin_fuzz_checks::targets::environment::Input;

fuzz_target!(|input: Input| input.check());
