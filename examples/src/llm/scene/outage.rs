//! An outage, once with retries alone and once with a retry budget: how often the server is asked for each call.

mod figures;

use std::collections::HashSet;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

pub use figures::Figures;

use super::{Call, Evidence, Played, Watch};
use crate::checks::Checks;
use crate::llm::Llm;
use crate::llm::server::{Asked, Provider, Reply, Server};
use crate::style::Style;

/// How long the outage is at least, from the first request on.
pub const LASTS: Duration = Duration::from_secs(3);

/// It is not over before so many calls have met it: on a slow machine, too, the figures are to mean something.
const MEETS: usize = 100;

/// With the budget the server sees fewer requests than this for each call that met the outage.
pub const BOUND: f64 = 1.5;

const CALLERS: usize = 24;

/// A caller that has no answer by then gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the calls are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retries {
    /// Each call has four attempts.
    Alone,
    /// … which are paid from a budget that all callers share.
    FromBudget,
}

#[derive(Default)]
struct Down {
    until: Option<Instant>,
    met: HashSet<String>,
}

impl Provider for Down {
    fn reply(&mut self, asked: &Asked, now: Instant) -> Reply {
        let until = *self.until.get_or_insert(now + LASTS);
        if now >= until && self.met.len() >= MEETS {
            return Reply::says("0.25 0.5");
        }
        self.met.insert(asked.prompt.clone());
        Reply::fails(503, "overloaded")
    }
}

/// Many callers, who go on until they are answered.
///
/// # Errors
///
/// Where there is no server or no client to be had.
pub async fn play<L: Llm>(watch: &Watch, retries: Retries) -> Played {
    let how = match retries {
        Retries::Alone => "with retries alone",
        Retries::FromBudget => "with a retry budget",
    };
    watch.begin("outage", &format!("the server is down for 3 s; {CALLERS} callers call again and again, {how}"));
    let server = Server::start(Down::default()).await?;
    let (llm, closings) = (L::of(server.url())?, watch.closings());
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        callers.spawn(call_until_answered(llm.clone(), caller, retries));
    }
    let calls = callers.join_all().await.concat();
    let evidence = Evidence { calls, requests: server.log().all(), closings: watch.closings() - closings };
    watch.line("outage", &format!("the server saw {}", Figures::of(&evidence)));
    Ok(evidence)
}

async fn call_until_answered(llm: impl Llm, caller: usize, retries: Retries) -> Vec<Call> {
    let (begun, mut calls) = (Instant::now(), Vec::new());
    while begun.elapsed() < PATIENCE && !calls.last().is_some_and(Call::is_answered) {
        let prompt = format!("{caller}.{}", calls.len());
        calls.push(match retries {
            Retries::Alone => Call::make(&prompt, llm.embedding(&prompt)).await,
            Retries::FromBudget => Call::make(&prompt, llm.embedding_within_budget(&prompt)).await,
        });
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    calls
}

/// Prints both, one below the other.
pub fn print_summary(alone: &Evidence, budgeted: &Evidence, style: Style) {
    println!("\n{}", style.strong("an outage of 3 s, as the server saw it"));
    println!("  {:<20}{}", "retries alone", Figures::of(alone));
    println!("  {:<20}{}", "retry budget", Figures::of(budgeted));
}

/// Every promise of a retry budget.
pub fn check_all(alone: &Evidence, budgeted: &Evidence, checks: &mut Checks) {
    let (before, after) = (Figures::of(alone), Figures::of(budgeted));
    let (retries, paid) = (after.retries(), paid(budgeted, after));
    let all: [(String, bool); 4] = [
        (
            format!("without a budget, more than 2 requests for each call: {:.2}", before.amplification()),
            before.amplification() > 2.0,
        ),
        (
            format!("with it, some retries and fewer than {BOUND} requests: {:.2}", after.amplification()),
            after.amplification() > 1.0 && after.amplification() < BOUND,
        ),
        (
            format!("no more retries than 10, 1 a second and one for ten answers ({paid:.0}): {retries}"),
            f64::from(retries) <= paid,
        ),
        ("in the end every caller was answered".into(), are_all_answered(alone) && are_all_answered(budgeted)),
    ];
    for (promise, holds) in all {
        checks.check(&format!("outage: {promise}"), holds);
    }
}

/// How many retries the policy's budget allows in the time that the scene took.
fn paid(evidence: &Evidence, figures: Figures) -> f64 {
    let begun = evidence.calls.iter().map(|call| call.begun).min();
    let over = evidence.calls.iter().map(|call| call.over).max();
    let took = begun.zip(over).map_or(0.0, |(begun, over)| over.duration_since(begun).as_secs_f64());
    10.0 + took + 0.1 * f64::from(figures.answers)
}

fn are_all_answered(evidence: &Evidence) -> bool {
    evidence.calls.iter().filter(|call| call.is_answered()).count() == CALLERS
}
