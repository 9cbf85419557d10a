//! Everything goes wrong at once, for as long as you like, and nothing may be left of it.
//!
//! ```text
//! cargo run --release --example soak -- --minutes 10
//! cargo run --release --example soak -- --minutes 1 --seed 7
//! ```
//!
//! The program starts its own servers. It ends with success only if all its checks held. `--leak` shows that they can
//! fail.

use std::alloc::System;
use std::env;
use std::error::Error;
use std::process::ExitCode;

use resilin_examples::checks::Checks;
use resilin_examples::soak::{HELP, Live, Options, check_all, run};
use resilin_examples::style::Style;
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

/// Counts what is allocated.
#[global_allocator]
static ALLOCATED: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<_> = env::args().skip(1).collect();
    if arguments.iter().any(|argument| ["-h", "--help"].contains(&argument.as_str())) {
        println!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    match Options::read(arguments) {
        Ok(options) => soak(options).await,
        Err(error) => {
            eprintln!("{error}\n\n{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

async fn soak(options: Options) -> Result<ExitCode, Box<dyn Error>> {
    let style = Style::of_stdout();
    let evidence = run(options, style, Some(live)).await?;
    println!("\n{}", style.strong("checks"));
    let mut checks = Checks::new(style);
    check_all(&evidence, &mut checks);
    println!("\n{}", verdict(&checks, options.seed, style));
    Ok(checks.exit_code())
}

fn live() -> Live {
    let stats = ALLOCATED.stats();
    // Both are read while others go on: what is freed in between must not make it less than nothing.
    Live {
        count: stats.allocations.saturating_sub(stats.deallocations),
        bytes: stats.bytes_allocated.saturating_sub(stats.bytes_deallocated),
    }
}

fn verdict(checks: &Checks, seed: u64, style: Style) -> String {
    match checks.failed().len() {
        0 => style.good("every check held"),
        failed => {
            style.bad(format_args!("{failed} checks did not hold: seed {seed} makes the same schedule again"))
        }
    }
}
