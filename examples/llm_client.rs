//! A client of a language model: keys, quotas, answers of the wrong form, an outage; and what a policy makes of them.
//!
//! ```text
//! cargo run --example llm_client
//! cargo run --example llm_client -- --no-policies
//! ```
//!
//! The program starts its own servers. It ends by itself, and with success only if all its checks held.

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use resilin_examples::checks::Checks;
use resilin_examples::command;
use resilin_examples::llm::scene::outage::{self, Retries};
use resilin_examples::llm::scene::{Evidence, Watch, keys, observed, review, throttled, used_up};
use resilin_examples::llm::{Live, Llm, Requests, Resilient};
use resilin_examples::style::Style;
use tracing_subscriber::layer::SubscriberExt as _;

const HELP: &str = "\
Calls a model's servers whose keys are revoked or used up, whose quota ends, which answer in the wrong form and are
down for a while, and shows how policies cope.

Usage: cargo run --example llm_client [-- OPTION]

Options:
  --no-policies  make the same calls without policies; ends with an error, because calls are lost
  -h, --help     print this

Exit status: 0 if every check held, 1 if one did not, 2 for an option that does not exist.
Colours are left out where the output is no terminal, or NO_COLOR is set.";

/// The sites in whose calls too much happens to tell it all.
const QUIET: &[&str] = &["embedding", "budgeted"];

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    match command::policies(std::env::args().skip(1), HELP) {
        Ok(true) => run::<Resilient>().await,
        Ok(false) => run::<Requests>().await,
        Err(end) => Ok(end),
    }
}

async fn run<L: Llm>() -> Result<ExitCode, Box<dyn Error>> {
    let (started, style) = (Instant::now(), Style::of_stdout());
    tracing::subscriber::set_global_default(
        tracing_subscriber::registry().with(Live::new(started, style, QUIET)),
    )?;
    let scenes = Scenes::play::<L>(&Watch::new(started, style)).await?;

    outage::print_summary(&scenes.alone, &scenes.budgeted, style);
    println!("\n{}", style.strong("checks"));
    let mut checks = Checks::new(style);
    scenes.check_all(&mut checks);
    println!("\n{}", verdict(&checks, style));
    Ok(checks.exit_code())
}

/// What is known of each scene.
struct Scenes {
    keys: Evidence,
    throttled: Evidence,
    used_up: Evidence,
    review: Evidence,
    observed: Evidence,
    alone: Evidence,
    budgeted: Evidence,
}

impl Scenes {
    /// One after the other: they share the quota.
    async fn play<L: Llm>(watch: &Watch) -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            keys: keys::play::<L>(watch).await?,
            throttled: throttled::play::<L>(watch).await?,
            used_up: used_up::play::<L>(watch).await?,
            review: review::play::<L>(watch).await?,
            observed: observed::play::<L>(watch).await?,
            alone: outage::play::<L>(watch, Retries::Alone).await?,
            budgeted: outage::play::<L>(watch, Retries::FromBudget).await?,
        })
    }

    fn check_all(&self, checks: &mut Checks) {
        keys::check_all(&self.keys, checks);
        throttled::check_all(&self.throttled, checks);
        used_up::check_all(&self.used_up, checks);
        review::check_all(&self.review, checks);
        observed::check_all(&self.observed, checks);
        outage::check_all(&self.alone, &self.budgeted, checks);
    }
}

fn verdict(checks: &Checks, style: Style) -> String {
    match checks.failed().len() {
        0 => style.good("every check held"),
        failed => style.bad(format_args!("{failed} checks did not hold")),
    }
}
