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
use resilin_examples::command;
use resilin_examples::live::{Live, Record};
use resilin_examples::outage::{self, Evidence};
use resilin_examples::report::{self, Outcome};
use resilin_examples::scenario::{
    ACCOUNT, ARCHIVE, BALANCE, HEALTH, ORDER, PROFILE, QUOTES, SEARCH, SLOW_REPORT, Scenario, TICKER, script,
};
use resilin_examples::server::Server;
use resilin_examples::shop::{Requests, Resilient, Shop, ShopError};
use resilin_examples::style::Style;
use tracing_subscriber::layer::SubscriberExt as _;

const HELP: &str = "\
Calls a server that breaks connections, refuses, hangs, answers nonsense and is down for a while, and shows how
policies cope.

Usage: cargo run --example api_client [-- OPTION]

Options:
  --no-policies  make the same calls without policies; ends with an error, because calls are lost
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
    let (started, style) = (Instant::now(), Style::of_stdout());
    let live = Live::new(started, style).quiet_about(outage::NAME);
    let watch = Watch { started, style, record: live.record() };
    tracing::subscriber::set_global_default(tracing_subscriber::registry().with(live))?;

    let server = Server::start(script().into_iter().chain(outage::script()).collect()).await?;
    let requests = Requests::new(server.url())?;
    let (outcomes, evidence) = if policies {
        call_throughout(Resilient::new(requests), &server, &watch).await
    } else {
        call_throughout(requests, &server, &watch).await
    };

    report::print_summary(&outcomes, server.log(), style);
    outage::print_summary(&evidence, style);
    println!("\n{}", style.strong("checks"));
    let mut checks = Checks::new(style);
    report::check_all(&outcomes, server.log(), &watch.record, &mut checks);
    check_order(&server, &mut checks);
    outage::check_all(&evidence, &mut checks);
    println!("\n{}", verdict(policies, &outcomes, &evidence, &checks, style));
    Ok(checks.exit_code())
}

/// Each call by itself, then one of them all through an outage.
async fn call_throughout(
    shop: impl Shop + Clone + Send + Sync + 'static,
    server: &Server,
    watch: &Watch,
) -> (Vec<Outcome>, Evidence) {
    let outcomes = call_all(&shop, watch).await;
    watch.begin(outage::NAME, &outage::story());
    let evidence = outage::live_through(shop, server.log(), &watch.record).await;
    watch.line(outage::NAME, &outage::ending(&evidence, watch.style));
    (outcomes, evidence)
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
    record: Record,
}

impl Watch {
    async fn call<T>(
        &self,
        scenario: &'static Scenario,
        call: impl Future<Output = Result<T, ShopError>>,
    ) -> Outcome {
        let name = scenario.name;
        self.begin(name, &format!("the server {}", scenario.story));
        let begun = Instant::now();
        let error = call.await.err();
        let attempts = 1 + self.record.retries(name).len();
        let outcome = Outcome { scenario, error, took: begun.elapsed(), attempts };
        self.line(name, &self.ending(&outcome));
        outcome
    }

    fn ending(&self, outcome: &Outcome) -> String {
        let words = outcome.words(self.style);
        match &outcome.error {
            Some(error) => format!("{words}: {error}"),
            None => format!("attempt {}: {words}", outcome.attempts),
        }
    }

    fn begin(&self, name: &str, story: &str) {
        println!("{}", self.style.line(self.started, &self.style.strong(format_args!("{name:<8}")), story));
    }

    fn line(&self, name: &str, text: &str) {
        println!("{}", self.style.line(self.started, &format!("{name:<8}"), text));
    }
}

fn check_order(server: &Server, checks: &mut Checks) {
    let orders = server.log().of(ORDER.path);
    let keyed = orders.len() == 1 && orders.iter().all(|order| order.method == "POST" && order.key.is_some());
    checks.check("order: sent once, under an idempotency key", keyed);
}

fn verdict(policies: bool, outcomes: &[Outcome], evidence: &Evidence, checks: &Checks, style: Style) -> String {
    match (checks.failed().len(), policies) {
        (0, _) => style.good("every check held"),
        (failed, true) => style.bad(format_args!("{failed} checks did not hold")),
        (failed, false) => {
            let (lost, asked) = (report::lost(outcomes).join(", "), evidence.asked_in_vain());
            style.bad(format_args!(
                "{failed} checks did not hold; calls lost for want of a policy: {lost}; \
                 requests to a server that was down: {asked}"
            ))
        }
    }
}
