//! What the example programs share: a server that misbehaves by script, a client of it, and what shows and checks.
//!
//! To learn from, begin with [`shop`]: an error type, requests, and the same requests under policies. [`live`]
//! shows how to listen to resilin's events. [`storm`] needs no server: it simulates one.

pub mod checks;
pub mod command;
pub mod live;
pub mod llm;
pub mod operations;
pub mod outage;
pub mod report;
pub mod scenario;
pub mod server;
pub mod shop;
pub mod soak;
pub mod storm;
pub mod style;
pub mod trading;
