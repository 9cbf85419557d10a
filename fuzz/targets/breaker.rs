//! See `checks/src/targets/breaker.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use resilin_fuzz_checks::targets::breaker::Input;

fuzz_target!(|input: Input| input.check());
