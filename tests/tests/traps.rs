//! The traps that existing crates fall into: each test is named for what must hold.

mod traps {
    mod breaker_settings;
    mod breakers;
    mod common;
    mod configuration;
    mod delays;
    mod expansion;
    mod gates;
    mod hints;
    mod overflow;
    mod randomness;
    mod time;
}
