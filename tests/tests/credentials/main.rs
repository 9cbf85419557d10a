//! Credentials through their public face, in virtual time: who renews, who waits, what is served and what is never shown.

// A duration that underflows panics, and the test fails: as it should.
#![allow(clippy::unchecked_time_subtraction)]

mod as_a_source;
mod failing;
mod hot_path;
mod like_the_model;
mod login;
mod reject;
mod renewing;
mod ring;
mod ring_times;
mod runtimes;
mod secrets;
mod shared;
mod threads;
mod watching;
