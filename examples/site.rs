//! A policy without an attribute: a named place in the program, made by hand, that closures are called at.
//!
//! ```text
//! cargo run --example site
//! ```

use std::error::Error;
use std::process::ExitCode;

use resilin::{Class, Fault, Site, policy};
use resilin_examples::checks::Checks;
use resilin_examples::server::{Answer, Reply, Script, Server};
use resilin_examples::style::Style;

/// The text is checked by the compiler.
static PRICES: Site = Site::new("prices", policy!("backoff = exp(50ms, 2, 1s), attempts = 4"));

/// For an error type that says nothing by itself: the class comes from a function.
static STOCK: Site = Site::new("stock", policy!("backoff = fixed(50ms), jitter = 25%, attempts = 3"));

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let server = Server::start(script()).await?;
    let mut checks = Checks::new(Style::of_stdout());
    prices(&server, &mut checks).await;
    stock(&server, &mut checks).await;
    Ok(checks.exit_code())
}

fn script() -> Script {
    const FLAKY: &[Reply] =
        &[Reply::Reset, Reply::Answer(Answer::status(503)), Reply::Answer(Answer::ok("12.50"))];
    const BUSY: &[Reply] = &[Reply::Answer(Answer::ok("busy")), Reply::Answer(Answer::ok("7 left"))];
    const SOLD: &[Reply] = &[Reply::Answer(Answer::ok("sold out"))];
    Script::from([("/price", FLAKY), ("/stock/flea", BUSY), ("/stock/bee", SOLD)])
}

/// `call`: a `reqwest::Error` says by itself what kind of failure it is.
async fn prices(server: &Server, checks: &mut Checks) {
    println!("{}: {}", PRICES.name(), PRICES.policy());
    let url = server.url() + "/price";
    let price = PRICES.call(|| get(&url)).await;
    println!("  {price:?} after {} requests", server.log().of("/price").len());
    checks.check("the third attempt brought the price", price.is_ok_and(|price| price == "12.50"));
    checks.check("the server saw three requests", server.log().of("/price").len() == 3);
}

/// `call_with`: a function decides.
async fn stock(server: &Server, checks: &mut Checks) {
    println!("{}: {}", STOCK.name(), STOCK.policy());
    for (item, expected, requests) in [("flea", Ok("7 left"), 2), ("bee", Err("sold out"), 1)] {
        let path = format!("/stock/{item}");
        let left = STOCK.call_with(busy_or_sold_out, || count(server, &path)).await;
        let seen = server.log().of(&path).len();
        println!("  {item}: {left:?} after {seen} requests");
        let left = left.map_err(|error| error.into_failed().unwrap_or_default());
        checks.check(&format!("{item}: as expected"), left.as_deref().map_err(String::as_str) == expected);
        checks.check(&format!("{item}: requests to be seen: {requests}"), seen == requests);
    }
}

async fn get(url: &str) -> Result<String, reqwest::Error> {
    reqwest::get(url).await?.error_for_status()?.text().await
}

/// The number left, or what the shop says instead of one.
async fn count(server: &Server, path: &str) -> Result<String, String> {
    let answer = get(&(server.url() + path)).await.map_err(|error| error.to_string())?;
    if answer.ends_with("left") { Ok(answer) } else { Err(answer) }
}

// `call_with` hands the error as it is, a `&String`.
#[allow(clippy::ptr_arg)]
fn busy_or_sold_out(error: &String) -> Fault {
    Fault::new(if error == "busy" { Class::OVERLOAD } else { Class::CLIENT })
}
