//! See `checks/src/targets/policy_text.rs`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use resilin_fuzz_checks::targets::policy_text::Input;

fuzz_target!(|input: Input| input.check());
