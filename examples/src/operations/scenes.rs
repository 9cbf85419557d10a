//! A weekend of the shop's, shrunk, and what its operators do about it.

use std::error::Error;
use std::path::PathBuf;

use super::evidence::Evidence;
use super::held::explained;
use super::stage::{Stage, indented};
use super::values::{AS_COMPILED, BY_ENVIRONMENT, BY_FILE, ENVIRONMENT, FILE, FILE_WITH_MISTAKES};
use super::workers::{BUYERS, READERS, Workers};
use super::{BREAKER, SITES, ShopClient};
use crate::trading::Telling;

/// Plays all scenes; `file` is the operator's.
///
/// # Errors
///
/// Where a port cannot be opened, the file not be written, or the signal not be sent.
pub async fn play(file: PathBuf, telling: Telling) -> Result<Evidence, Box<dyn Error>> {
    let mut stage = Stage::set(file, telling).await?;
    explain(telling);
    let findings = check(telling);
    let workers = Workers::start(&ShopClient::new(stage.server.url())?, &stage.calls);
    traffic(&stage).await?;
    by_file(&mut stage).await?;
    with_mistakes(&mut stage).await?;
    by_environment(&mut stage).await?;
    without(&mut stage).await?;
    workers.stop().await;
    stage.end(findings).await
}

/// What the program says of itself, before anything was called.
fn explain(telling: Telling) {
    telling.begin("explain", "what the shop's client goes by, and where each value comes from\n");
    for site in explained() {
        println!("{}", indented(&site.to_string()));
    }
}

/// What is wrong with the client as a whole, and is here on purpose. The other examples are in the same library; what is
/// found about them is left out.
fn check(telling: Telling) -> Vec<String> {
    let findings = resilin::check().err().unwrap_or_default();
    let ours = findings.iter().filter(|finding| finding.sites.iter().any(|site| SITES.contains(&site.name)));
    telling.begin("check", "what to think about before it runs\n");
    let told = ours.map(|finding| {
        println!("{}", indented(&finding.to_string()));
        let sites: Vec<_> = finding.sites.iter().map(|site| site.name).collect();
        format!("{:?}: {}", finding.kind, sites.join(", "))
    });
    told.collect()
}

/// Calls go by what was compiled, and are counted.
async fn traffic(stage: &Stage) -> Result<(), Box<dyn Error>> {
    let story =
        format!("{READERS} workers ask for prices and {BUYERS} buy; the shop is well, then down, then crowded");
    stage.telling.begin("traffic", &story);
    stage.well().await;
    stage.weather().await;
    stage.telling.begin("metrics", &format!("some of what Prometheus scrapes from {}\n", stage.exporter.url()));
    let scrape = stage.exporter.scrape().await?;
    let mut lines = Vec::new();
    for name in ["resilience_calls_total", "resilience_attempts_total"] {
        for site in SITES {
            lines.extend(scrape.lines(name, &[("site", site)]));
        }
    }
    for name in ["resilience_breaker_transitions_total", "resilience_breaker_state_seconds_total"] {
        lines.extend(scrape.lines(name, &[("breaker", BREAKER)]));
    }
    println!("{}", indented(&lines.join("\n")));
    Ok(())
}

/// A shop that is down for longer than expected.
async fn by_file(stage: &mut Stage) -> Result<(), Box<dyn Error>> {
    let story = "the shop lets everybody wait; the operator writes ops.toml, and `kill -HUP`";
    stage.telling.begin("file", &format!("{story}\n\n{}", indented(FILE)));
    stage.operator.write(FILE)?;
    stage.change("ops.toml", BY_FILE).await
}

/// One line of four is right, and is not taken either.
async fn with_mistakes(stage: &mut Stage) -> Result<(), Box<dyn Error>> {
    let story = "the operator is in a hurry";
    stage.telling.begin("mistakes", &format!("{story}\n\n{}", indented(FILE_WITH_MISTAKES)));
    stage.operator.write(FILE_WITH_MISTAKES)?;
    stage.change("refused", BY_FILE).await
}

/// The first file again, and variables, which win over it.
async fn by_environment(stage: &mut Stage) -> Result<(), Box<dyn Error>> {
    let variables = ENVIRONMENT.map(|(name, value)| format!("{name}={value}\n")).concat();
    let story = "the first ops.toml is back, and with it the environment";
    stage.telling.begin("env", &format!("{story}\n\n{}", indented(&variables)));
    stage.operator.write(FILE)?;
    stage.operator.set(&ENVIRONMENT);
    stage.change("environment", BY_ENVIRONMENT).await
}

/// What is no longer said goes back to what was compiled.
async fn without(stage: &mut Stage) -> Result<(), Box<dyn Error>> {
    stage.telling.begin("none", "ops.toml and the variables are taken away");
    stage.operator.take_away()?;
    stage.operator.set(&[]);
    stage.change("none", AS_COMPILED).await
}
