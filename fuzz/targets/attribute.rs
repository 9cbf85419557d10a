//! See `checks/src/targets/attribute.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use resilin_fuzz_checks::targets::attribute::Input;

fuzz_target!(|input: Input| input.check());
