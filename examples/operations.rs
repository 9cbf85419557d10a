//! People who run a program change what its calls go by, while it runs; and see what the calls do.
//!
//! ```text
//! cargo run --example operations
//! cargo run --example operations -- --json
//! ```
//!
//! The program starts its own server and its own exporter of metrics. It ends by itself, and with success only if all its
//! checks held.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs, io};

use resilin_examples::checks::Checks;
use resilin_examples::command;
use resilin_examples::operations::{check_all, explained, play, print_summary};
use resilin_examples::style::Style;
use resilin_examples::trading::Telling;

const HELP: &str = "\
Runs calls against a shop that is well, down, crowded and slow, while an operator overrides their policies by a file and
by variables, once with mistakes; explains what holds, and has the metrics scraped.

Usage: cargo run --example operations [-- OPTION]

Options:
  --json      print what the calls go by as JSON, and end
  -h, --help  print this

Exit status: 0 if every check held, 1 if one did not, 2 for an option that does not exist.
Colours are left out where the output is no terminal, or NO_COLOR is set.";

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    match command::option(env::args().skip(1), "--json", HELP) {
        Ok(false) => run().await,
        Ok(true) => {
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &explained())?;
            writeln!(out)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(end) => Ok(end),
    }
}

async fn run() -> Result<ExitCode, Box<dyn Error>> {
    let style = Style::of_stdout();
    let folder = Folder::enter()?;
    let played = play(PathBuf::from("ops.toml"), Telling::new(Instant::now(), style)).await;
    folder.leave()?;
    let evidence = played?;

    print_summary(&evidence, style);
    println!("\n{}", style.strong("checks"));
    let mut checks = Checks::new(style);
    check_all(&evidence, &mut checks);
    println!("\n{}", verdict(&checks, style));
    Ok(checks.exit_code())
}

fn verdict(checks: &Checks, style: Style) -> String {
    match checks.failed().len() {
        0 => style.good("every check held"),
        failed => style.bad(format_args!("{failed} checks did not hold")),
    }
}

/// A folder for the operator's file, and the one that the program came from.
struct Folder {
    own: PathBuf,
    before: PathBuf,
}

impl Folder {
    fn enter() -> io::Result<Self> {
        let own = env::temp_dir().join(format!("resilin-operations-{}", std::process::id()));
        let before = env::current_dir()?;
        fs::create_dir_all(&own)?;
        env::set_current_dir(&own)?;
        Ok(Self { own, before })
    }

    fn leave(self) -> io::Result<()> {
        env::set_current_dir(self.before)?;
        fs::remove_dir_all(self.own)
    }
}
