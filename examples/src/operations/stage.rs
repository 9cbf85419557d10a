//! What the scenes share: the shop and its moods, the operator, and who looks on.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use resilin::config::ConfigFinding;
use tokio::time::sleep;

use super::evidence::{Evidence, Period, Traffic};
use super::operator::Operator;
use super::reload::Report;
use super::server::{Mood, QUOTE, Server};
use super::values::{AS_COMPILED, Values};
use super::workers::{BUYERS, READERS};
use super::{BREAKER, Calls, Ended, Exporter, Moves, ORDER_SITE, QUOTE_SITE};
use crate::trading::Telling;

/// So many calls are enough to see what they do.
const ENOUGH: usize = 20;

/// What has not happened by then does not happen: the checks will tell.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) struct Stage {
    pub(super) telling: Telling,
    pub(super) server: Server,
    pub(super) exporter: Exporter,
    pub(super) operator: Operator,
    pub(super) calls: Calls,
    moves: Moves,
    periods: Vec<Period>,
}

impl Stage {
    pub(super) async fn set(file: PathBuf, telling: Telling) -> Result<Self, Box<dyn Error>> {
        let moves = Moves::of(BREAKER);
        resilin::listen(moves.clone()).forever();
        Ok(Self {
            telling,
            server: Server::open().await?,
            exporter: Exporter::start()?,
            operator: Operator::of(file)?,
            calls: Calls::default(),
            moves,
            periods: vec![Period::from_now("as compiled", AS_COMPILED, Vec::new())],
        })
    }

    /// The program reads the overrides anew, while calls are under way.
    pub(super) async fn change(&mut self, name: &'static str, values: Values) -> Result<(), Box<dyn Error>> {
        self.slow().await;
        if let Some(former) = self.periods.last_mut() {
            former.until = Some(Instant::now());
        }
        let report = self.operator.reload().await?;
        self.tell(&report);
        self.periods.push(Period::from_now(name, values, refused(&report)));
        self.weather().await;
        Ok(())
    }

    /// All that shows how the calls behave.
    pub(super) async fn weather(&self) {
        self.server.turn(Mood::Down);
        let is_seen = |now: &Period, traffic: &Traffic| !traffic.open_times(now).is_empty();
        self.until(|now, traffic| is_seen(now, traffic) && traffic.same(now, 503).len() >= ENOUGH).await;
        self.tell_down();
        self.server.turn(Mood::Crowded);
        self.until(|now, traffic| traffic.same(now, 429).len() >= ENOUGH).await;
        self.tell_crowded();
        self.well().await;
    }

    /// Until prices are told, and orders are taken again.
    pub(super) async fn well(&self) {
        self.server.turn(Mood::Well);
        let since = Instant::now();
        self.until(|_, traffic| {
            let answered = |site| {
                let of_site = traffic.calls.iter().filter(|call| call.site == site && call.begun >= since);
                of_site.filter(|call| call.ended == Ended::Answered).count()
            };
            answered(QUOTE_SITE) >= ENOUGH && answered(ORDER_SITE) >= BUYERS
        })
        .await;
    }

    /// Until all who ask for a price wait for an answer.
    async fn slow(&self) {
        self.server.turn(Mood::Slow);
        self.until(|_, _| self.server.waiting(QUOTE) >= READERS).await;
    }

    fn tell(&self, report: &Report) {
        let style = self.telling.style;
        match report {
            Ok(changes) => {
                let text =
                    style.good(format_args!("{} values are new for the calls that begin now", changes.len()));
                self.telling.line("SIGHUP", &format!("{text}\n\n{}", indented(&changes.to_string())));
            }
            Err(error) => {
                let text = style.bad("refused: everything is as it was");
                self.telling.line("SIGHUP", &format!("{text}\n\n{}", indented(&error.to_string())));
            }
        }
    }

    fn tell_down(&self) {
        let (now, traffic) = (self.now(), self.traffic());
        let (attempts, open) = (traffic.same(now, 503).attempts(), traffic.open_times(now));
        let open = open.last().map_or("?".to_owned(), |time| format!("{time:?}"));
        let style = self.telling.style;
        let lost = style.bad(format_args!("lost after {attempts} attempts"));
        let refused = style.bad(format_args!("open for {open}"));
        self.telling.line("503", &format!("who asks for a price is {lost}; who buys finds the breaker {refused}"));
    }

    fn tell_crowded(&self) {
        let attempts = self.traffic().same(self.now(), 429).attempts();
        let style = self.telling.style;
        let text = if attempts == "1" {
            style.bad("gives up at once")
        } else {
            style.bad(format_args!("gives up after {attempts} attempts"))
        };
        self.telling.line("429", &format!("who asks for a price {text}"));
    }

    /// Waits until it is so in the period that it is, or for as long as is reasonable.
    async fn until(&self, is_so: impl Fn(&Period, &Traffic) -> bool) {
        let begun = Instant::now();
        while !is_so(self.now(), &self.traffic()) && begun.elapsed() < PATIENCE {
            sleep(Duration::from_millis(20)).await;
        }
    }

    fn now(&self) -> &Period {
        &self.periods[self.periods.len() - 1]
    }

    fn traffic(&self) -> Traffic {
        Traffic { calls: self.calls.all(), requests: self.server.requests(), moves: self.moves.all() }
    }

    pub(super) async fn end(self, findings: Vec<String>) -> Result<Evidence, Box<dyn Error>> {
        let scrape = self.exporter.scrape().await?;
        Ok(Evidence { findings, traffic: self.traffic(), periods: self.periods, scrape })
    }
}

/// Where it was wrong: the line of the file, and the site if it is about one.
fn refused(report: &Report) -> Vec<String> {
    let place = |finding: &ConfigFinding| match finding.site() {
        Some(site) => format!("{} at {site}", finding.source()),
        None => finding.source().to_string(),
    };
    report.as_ref().map_or_else(|error| error.findings().iter().map(place).collect(), |_| Vec::new())
}

/// What is printed by itself, and not as a part of a line.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(|line| format!("           {line}").trim_end().to_owned() + "\n").collect()
}
