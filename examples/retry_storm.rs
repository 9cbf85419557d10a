//! What retries do to a server that is in trouble, and what keeps them from it.
//!
//! ```text
//! cargo run --release --example retry_storm
//! cargo run --release --example retry_storm -- --svg storm.svg
//! ```
//!
//! A thousand clients, three minutes, every call of them simulated in virtual time on resilin's kernel: no server, no
//! timer. Ends with success only if a budget and a breaker together keep the storm away.

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use resilin_examples::checks::Checks;
use resilin_examples::storm::{self, BOTH_EACH, BOTH_SHARED, Figures, RETRIES, Scenario};
use resilin_examples::style::Style;

const HELP: &str = "\
Simulates a server that loses half its capacity for a minute, and a thousand clients under different policies.

Usage: cargo run --release --example retry_storm [-- OPTION]

Options:
  --svg PATH     where to draw what happened; target/retry_storm.svg if not said
  -h, --help     print this

Exit status: 0 if every check held, 1 if one did not, 2 for an option that does not exist.";

const SCENARIO: Scenario = Scenario { clients: 1000, seed: 7 };

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => simulate(Path::new("target/retry_storm.svg")),
        ["--svg", path] => simulate(&PathBuf::from(path)),
        ["-h" | "--help"] => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprintln!("{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

fn simulate(path: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let style = Style::of_stdout();
    introduce(style);
    let mut runs = Vec::new();
    for variant in &storm::ALL {
        print!("{:<32}", variant.name);
        std::io::stdout().flush()?;
        let figures = storm::run(variant, SCENARIO)?;
        println!("{}", row(&figures));
        runs.push((variant.name, figures));
    }
    draw(path, &runs)?;
    Ok(check(&runs, style))
}

fn introduce(style: Style) {
    let Scenario { clients, seed } = SCENARIO;
    println!(
        "{clients} clients make one call a second each; the server can answer {:.0} a second, and half of them from\n\
         second {} to {}. A client waits 1 s for an answer, and makes three attempts but for the first row. Seed {seed}.\n",
        SCENARIO.capacity(),
        Scenario::OUTAGE.start,
        Scenario::OUTAGE.end,
    );
    println!("{:32}{:^44}{:^33}", "", "in the outage", "afterwards");
    let heads = ["attempts", "answered", "answered", "refused", "attempts", "answered", "well again"];
    println!("{:32}{}", "", style.strong(heads.map(|head| format!("{head:>11}")).concat()));
    let units = ["per call", "per second", "of calls", "at once", "per call", "of calls", "after"];
    println!("{:32}{}", "", style.faint(units.map(|unit| format!("{unit:>11}")).concat()));
}

fn row(figures: &Figures) -> String {
    let percent = |share: f64| format!("{:.1} %", share * 100.0);
    let recovery = figures.recovery().map_or("never".to_owned(), |seconds| format!("{seconds} s"));
    let cells = [
        format!("{:.3}", figures.amplification()),
        format!("{:.0}", figures.goodput()),
        percent(figures.saved()),
        percent(figures.refused()),
        format!("{:.3}", figures.amplification_afterwards()),
        percent(figures.saved_afterwards()),
        recovery,
    ];
    cells.map(|cell| format!("{cell:>11}")).concat()
}

fn draw(path: &Path, runs: &[(&str, Figures)]) -> Result<(), Box<dyn Error>> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, storm::svg(runs))?;
    println!("\ndrawn in {}\n", path.display());
    Ok(())
}

fn check(runs: &[(&str, Figures)], style: Style) -> ExitCode {
    let mut checks = Checks::new(style);
    let of = |name: &str| runs.iter().find(|(run, _)| *run == name).map(|(_, figures)| figures);
    let alone = of(RETRIES.name).and_then(Figures::recovery).unwrap_or(usize::MAX);
    for name in [BOTH_SHARED.name, BOTH_EACH.name] {
        let (amplification, recovery) =
            of(name).map_or((f64::MAX, None), |figures| (figures.amplification(), figures.recovery()));
        checks.check(
            &format!("{name}: {amplification:.3} attempts a call in the outage, less than 1.1"),
            amplification < 1.1,
        );
        let is_sooner = recovery.is_some_and(|after| after < alone);
        checks.check(&format!("{name}: recovers, and sooner than with retries alone"), is_sooner);
    }
    checks.exit_code()
}
