//! Two accounts that trade at an exchange whose sessions end, and orders that must not happen twice.
//!
//! ```text
//! cargo run --example trading_session
//! cargo run --example trading_session -- --no-policies
//! ```
//!
//! The program starts its own exchange. It ends by itself, and with success only if all its checks held.

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use resilin_examples::checks::Checks;
use resilin_examples::command;
use resilin_examples::style::Style;
use resilin_examples::trading::exchange::Exchange;
use resilin_examples::trading::{
    Account, ByHand, Evidence, LOGIN_TAKES, NORTH, RENEW_BEFORE, Requests, Retries, SESSION, SOUTH, Telling,
    check_all, play, print_summary,
};
use tracing_subscriber::layer::SubscriberExt as _;

const HELP: &str = "\
Trades at an exchange that ends its sessions, revokes them, fails logins and books an order before it says 500, and
shows that no call is lost and no order placed twice.

Usage: cargo run --example trading_session [-- OPTION]

Options:
  --no-policies  trade as one writes it first, without policies; ends with an error, because promises are broken
  -h, --help     print this

Exit status: 0 if every check held, 1 if one did not, 2 for an option that does not exist.
Colours are left out where the output is no terminal, or NO_COLOR is set.";

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    match command::policies(std::env::args().skip(1), HELP) {
        Ok(policies) => run(policies).await,
        Err(end) => Ok(end),
    }
}

async fn run(policies: bool) -> Result<ExitCode, Box<dyn Error>> {
    let style = Style::of_stdout();
    let telling = Telling::new(Instant::now(), style);
    let retries = Retries::new(telling);
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(retries.clone()))?;

    println!(
        "A session of 24 hours is {SESSION:?} here: a second is three hours. It is renewed {RENEW_BEFORE:?} before its \
         end,\nand a login takes {LOGIN_TAKES:?}.\n"
    );
    let exchange = Exchange::open(telling).await?;
    let evidence = trade(policies, &exchange, telling, &retries).await?;

    print_summary(&evidence, style);
    println!("\n{}", style.strong("checks"));
    let mut checks = Checks::new(style);
    check_all(&evidence, &mut checks);
    println!("\n{}", verdict(&checks, style));
    Ok(checks.exit_code())
}

async fn trade(
    policies: bool,
    exchange: &Exchange,
    telling: Telling,
    retries: &Retries,
) -> Result<Evidence, Box<dyn Error>> {
    let requests = Requests::new(exchange.url(), exchange.gateway_url())?;
    Ok(if policies {
        let accounts = [Account::new(requests.clone(), NORTH), Account::new(requests, SOUTH)];
        play(accounts, exchange, telling, retries).await?
    } else {
        let accounts = [NORTH, SOUTH].map(|account| ByHand::new(requests.clone(), account));
        play(accounts, exchange, telling, retries).await?
    })
}

fn verdict(checks: &Checks, style: Style) -> String {
    match checks.failed().len() {
        0 => style.good("every check held"),
        failed => style.bad(format_args!("{failed} checks did not hold")),
    }
}
