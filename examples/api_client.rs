//! A client of an HTTP interface that misbehaves: every way to fail, and what a policy makes of it.
//!
//! ```text
//! cargo run --example api_client
//! cargo run --example api_client -- --no-policies
//! ```
//!
//! The program starts its own server. It ends by itself, and with success only if all its checks held.

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use resilin_examples::checks::Checks;
use resilin_examples::live::{Live, Retries};
use resilin_examples::report::{self, Outcome};
use resilin_examples::scenario::{
    ACCOUNT, ARCHIVE, BALANCE, HEALTH, ORDER, PROFILE, QUOTES, SEARCH, SLOW_REPORT, Scenario, TICKER, script,
};
use resilin_examples::server::Server;
use resilin_examples::shop::{Requests, Resilient, Shop, ShopError};
use resilin_examples::style::Style;
use tracing_subscriber::layer::SubscriberExt as _;

const HELP: &str = "\
Calls a server that breaks connections, refuses, hangs and answers nonsense, and shows how policies cope.

Usage: cargo run --example api_client [-- OPTION]

Options:
  --no-policies  make the same calls without policies; ends with an error, because calls are lost
  -h, --help     print this

Exit status: 0 if every check held, 1 if one did not, 2 for an option that does not exist.
Colours are left out where the output is no terminal, or NO_COLOR is set.";

/// What the command line asks for.
enum Command {
    Run { policies: bool },
    Help,
    Unknown(String),
}

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    match command(std::env::args().skip(1)) {
        Command::Run { policies } => run(policies).await,
        Command::Help => {
            println!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        Command::Unknown(option) => {
            eprintln!("unknown option `{option}`\n\n{HELP}");
            Ok(ExitCode::from(2))
        }
    }
}

fn command(arguments: impl Iterator<Item = String>) -> Command {
    let mut policies = true;
    for argument in arguments {
        match argument.as_str() {
            "--no-policies" => policies = false,
            "-h" | "--help" => return Command::Help,
            _ => return Command::Unknown(argument),
        }
    }
    Command::Run { policies }
}

async fn run(policies: bool) -> Result<ExitCode, Box<dyn Error>> {
    let (started, style) = (Instant::now(), Style::of_stdout());
    let live = Live::new(started, style);
    let watch = Watch { started, style, retries: live.retries() };
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(live))?;

    let server = Server::start(script()).await?;
    let requests = Requests::new(server.url())?;
    let outcomes = if policies {
        call_all(&Resilient::new(requests), &watch).await
    } else {
        call_all(&requests, &watch).await
    };

    report::print_summary(&outcomes, server.log(), style);
    println!("\n{}", style.strong("checks"));
    let mut checks = Checks::new(style);
    report::check_all(&outcomes, server.log(), &watch.retries, &mut checks);
    check_order(&server, &mut checks);
    println!("\n{}", verdict(policies, &outcomes, &checks, style));
    Ok(checks.exit_code())
}

async fn call_all(shop: &impl Shop, watch: &Watch) -> Vec<Outcome> {
    vec![
        watch.call(&HEALTH, shop.health()).await,
        watch.call(&TICKER, shop.ticker()).await,
        watch.call(&QUOTES, shop.quotes()).await,
        watch.call(&SLOW_REPORT, shop.report()).await,
        watch.call(&PROFILE, shop.profile()).await,
        watch.call(&BALANCE, shop.balance()).await,
        watch.call(&ACCOUNT, shop.account()).await,
        watch.call(&ORDER, shop.order("a jumping flea")).await,
        watch.call(&ARCHIVE, shop.archive()).await,
        watch.call(&SEARCH, shop.search()).await,
    ]
}

/// Looks on while calls are made.
struct Watch {
    started: Instant,
    style: Style,
    retries: Retries,
}

impl Watch {
    async fn call<T>(
        &self,
        scenario: &'static Scenario,
        call: impl Future<Output = Result<T, ShopError>>,
    ) -> Outcome {
        let name = scenario.name;
        self.line(&self.style.strong(format_args!("{name:<8}")), &format!("the server {}", scenario.story));
        let begun = Instant::now();
        let error = call.await.err();
        let attempts = 1 + self.retries.of(name).len();
        let outcome = Outcome { scenario, error, took: begun.elapsed(), attempts };
        self.line(&format!("{name:<8}"), &self.ending(&outcome));
        outcome
    }

    fn ending(&self, outcome: &Outcome) -> String {
        let words = outcome.words(self.style);
        match &outcome.error {
            Some(error) => format!("{words}: {error}"),
            None => format!("attempt {}: {words}", outcome.attempts),
        }
    }

    fn line(&self, name: &str, text: &str) {
        let time = self.style.faint(format_args!("{:>7.3}", self.started.elapsed().as_secs_f64()));
        println!("{time}  {name}  {text}");
    }
}

fn check_order(server: &Server, checks: &mut Checks) {
    let orders = server.log().of(ORDER.path);
    let keyed = orders.len() == 1 && orders.iter().all(|order| order.method == "POST" && order.key.is_some());
    checks.check("order: sent once, under an idempotency key", keyed);
}

fn verdict(policies: bool, outcomes: &[Outcome], checks: &Checks, style: Style) -> String {
    match (checks.failed(), policies) {
        (0, _) => style.good("every check held"),
        (failed, true) => style.bad(format_args!("{failed} checks did not hold")),
        (failed, false) => {
            let lost = report::lost(outcomes).join(", ");
            style.bad(format_args!("{failed} checks did not hold; calls lost for want of a policy: {lost}"))
        }
    }
}
