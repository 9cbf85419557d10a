//! Measures `resilin` beside its peers, all in one run, and writes what was seen to `bench/RESULTS.md`.
//!
//! `cargo run --release -p resilin-bench` runs everything; a part is named behind `--`: `time`, `threads`, `keys`,
//! `instructions`, `allocations`, `sizes`, `compile`, `report`. `-- --quick` is the smoke test of all contenders.

mod body;
mod child;
mod command;
mod compile;
mod contender;
mod contenders;
mod executor;
mod floor;
mod measure;
mod peers;
mod quick;
mod record;
mod report;
mod resilin_side;
mod workload;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command::run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("resilin-bench: {error}");
            ExitCode::FAILURE
        }
    }
}
